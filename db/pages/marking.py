"""Marks the sentences that a commitment rests on in the text or HTML they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from db.pages.reader import Row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` is the sentence row it belongs to, or None for the text between."""

    text: str
    mark: Row | None = None
    starts: bool = True  # the first piece of its mark: it carries the anchor
    ends: bool = True  # the last piece of its mark: it carries the link


def mark_text(text: str, marks: Iterable[Row]) -> list[list[Piece]]:
    """Return `text` as paragraphs of pieces; `marks` have start_char and end_char into it, in order."""
    pieces: list[Piece] = []
    at = 0
    for mark in marks:
        start, end = mark["start_char"], mark["end_char"]
        if start < at:
            continue  # two commitments on one sentence: the first shows it
        pieces += [Piece(text[at:start]), Piece(text[start:end], mark)]
        at = end
    pieces.append(Piece(text[at:]))
    return _paragraphs(pieces)


def _paragraphs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    paragraphs: list[list[Piece]] = [[]]
    for piece in pieces:
        lines = piece.text.split("\n")
        for number, line in enumerate(lines):
            if number:
                paragraphs.append([])
            if line:
                first, last = number == 0, number == len(lines) - 1
                paragraphs[-1].append(Piece(line, piece.mark, starts=first, ends=last))
    return [paragraph for paragraph in paragraphs if any(piece.text.strip() for piece in paragraph)]


def mark_html(html: str, marks: Sequence[Row], *, link: str = "{commitment_id}") -> tuple[str, list[Row]]:
    """Return `html` with each sentence of `marks` in <mark>, and those that were not found in it.

    A sentence is found by its characters without white space, since the plain text it was read from joins
    table cells with " | " and collapses blanks. `link` is the address of a commitment's page. The HTML must
    already be safe; nothing but <mark> and one link a sentence is added.
    """
    soup = BeautifulSoup(html, "html.parser")
    nodes = [node for node in soup.find_all(string=True) if isinstance(node, NavigableString)]
    place = [(number, at) for number, node in enumerate(nodes) for at, _ in _solid(str(node))]
    solid = "".join(char for node in nodes for _, char in _solid(str(node)))
    cuts: dict[int, list[tuple[int, int, Row, bool, bool]]] = {}
    missing: list[Row] = []
    searched = 0
    for mark in marks:
        needle = "".join(char for _, char in _solid(mark["text"]))
        start = solid.find(needle, searched) if needle else -1
        if start < 0:
            missing.append(mark)
            continue
        searched = start + len(needle)
        for number, begin, end, is_first, is_last in _spans(place[start:searched]):
            cuts.setdefault(number, []).append((begin, end, mark, is_first, is_last))
    for number, own in cuts.items():
        nodes[number].replace_with(*_rewritten(soup, str(nodes[number]), own, link))
    return str(soup), missing


def _solid(text: str) -> Iterator[tuple[int, str]]:
    return ((at, char) for at, char in enumerate(text) if not char.isspace() and char != "|")


def _spans(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, bool, bool]]:
    """Yield (text node, first character, end, is first node, is last node) of a found sentence."""
    numbers = list(dict.fromkeys(number for number, _ in places))
    for number in numbers:
        own = [at for node, at in places if node == number]
        yield number, own[0], own[-1] + 1, number == numbers[0], number == numbers[-1]


def _rewritten(
    soup: BeautifulSoup, text: str, cuts: Iterable[tuple[int, int, Row, bool, bool]], link: str
) -> Iterator[NavigableString | Tag]:
    at = 0
    for begin, end, mark, is_first, is_last in cuts:
        yield NavigableString(text[at:begin])
        tag = soup.new_tag("mark", attrs={"id": f"s-{mark['sentence_id']}"} if is_first else {})
        tag.string = text[begin:end]
        yield tag
        if is_last:
            address = link.format(commitment_id=mark["commitment_id"])
            to_page = soup.new_tag("a", attrs={"href": address, "class": "to-commitment"})
            to_page.string = "commitment"
            yield to_page
        at = end
    yield NavigableString(text[at:])

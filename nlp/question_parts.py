"""Splits a parliamentary question into what it asks: "(a) ... and (b) ...; and whether ...".

A question is first cut into the questions joined by semicolons, then each of these at its labels. Letters,
Roman numerals and numbers in brackets are labels only where they form a series from its first member on, so
that "section 4(a) of the Act" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ASKING = r"""(?:how|what|which|who(?:se|m)?|when|where|why|whether|if
    |(?:for|to|on|in|at|by|from|under|with|of|against|through|over|until|since)\s+
     (?:what|which|whom?|whose|how|when))\b"""
_FRAME = r"""(?:with\s+(?:reference|regard|respect)|further\s+to|pursuant\s+to|following
    |in\s+(?:relation|the|light)|on\s+the|regarding|in\s+respect|under|by\s+what|during|since|as\s+part|for\s+each)\b"""
_ADDRESS = re.compile(
    rf"\s*to\s+ask\b[^;]*?[\s,]+(?=(?:\([a-z1]\)\s*)?(?:{_ASKING}|{_FRAME}))", re.IGNORECASE | re.VERBOSE
)
_JOIN = re.compile(
    rf"""[;?]\s*(?:(?:and|or)\b,?\s*)?(?:(?:if\s+so|if\s+not)\b,?\s*)?(?={_ASKING}|\([a-z1]\)\s*{_ASKING})
    | ,\s+and\s+(?=(?:whether|if\s+(?:she|he|they)|how\s+(?:many|much)|when|why
        |what\s+(?:steps|assessment|plans|recent|estimate|discussions|progress))\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"(?<![\w)])\(?([a-zA-Z]|[ivx]{2,5}|\d{1,2})\)(?=\s*[^\s,.;:)])")
# "paragraphs (a) and (b) of the schedule": the labels of another text.
_OF_A_TEXT = re.compile(
    r"\b(?:(?:sub-?)?(?:paragraph|section|clause|regulation|article|rule|schedule|part|point|table|annex|limb)s?|and)\s*$",
    re.IGNORECASE,
)
_EDGES_BEFORE = " \t\r\n,;:"
_TRAILING = re.compile(r"(?:[\s,;:.?]|\b(?:and|or|and/or)(?=[\s,;]*$))+$", re.IGNORECASE)
_LOOK_BACK = 20  # characters: the longest name of a part of a text
_NESTED_WITHIN = 3
"""Words between the last letter and "(i)" for the numerals to divide that letter alone."""
_PREPOSITION = re.compile(
    r"\b(?:of|in|for|with|on|by|to|from|at|among|between|as|against|within|through|under|over|into|that)\s*$",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_KINDS = {
    "letter": tuple("abcdefghijklmnopqrstuvwxyz"),
    "roman": _ROMAN,
    "capital": tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "number": tuple(str(number) for number in range(1, 31)),
}


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One thing that is asked.

    `label` is "" where nothing else is asked, else "(a)", "(b)(ii)", or with the place of the question in
    front where several are joined: "2", "2(a)". `start` and `end` (exclusive) give its own words in the
    question, its label among them; `text` adds the words before the labels, which all parts share.
    """

    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label in the text: its kind, its place in the series from 0 and where it stands."""

    kind: str
    place: int
    start: int
    end: int

    @property
    def label(self) -> str:
        return f"({_KINDS[self.kind][self.place]})"


def split_question(text: str) -> tuple[QuestionPart, ...]:
    """Return the parts of a question in order, at least one; a text that asks nothing is its one part.

    Where numerals divide every letter ("the (a) cost and (b) use of (i) ferries and (ii) bridges"), the
    letters are the parts: each pair has no words of its own.
    """
    segments = list(_segments(text))
    parts: list[QuestionPart] = []
    for number, (start, end) in enumerate(segments, 1):
        prefix = str(number) if len(segments) > 1 else ""
        parts += _parts(text, start, end, prefix)
    return tuple(parts)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the joined questions, without the form of address."""
    address = _ADDRESS.match(text)
    start = address.end() if address else 0
    for join in _JOIN.finditer(text, start):
        if join[0].startswith(",") and _series(text, start, join.start()):
            continue  # "(a) what it cost, and when" is still about (a) and (b)
        if _follows_label(text, start, join):
            continue
        yield _trim(text, start, join.start())
        start = join.end()
    yield _trim(text, start, len(text))


def _follows_label(text: str, start: int, join: re.Match[str]) -> bool:
    """Tell whether the words after a semicolon go on with the series before: "(a) how; (b) why"."""
    following = _LABEL.match(text, join.end())
    series = _series(text, start, join.start(), least=1)
    if following is None or not series:
        return False
    last = series[-1]
    return _place(following[1], last.kind) == last.place + 1


def _parts(text: str, start: int, end: int, prefix: str) -> Iterator[QuestionPart]:
    series = _series(text, start, end)
    if not series:
        yield QuestionPart(prefix, start, end, text[start:end])
        return
    stem = text[start : series[0].start].strip()
    for mark, left, right in _spans(text, series, end):
        inner = _inner(text, mark, left, right, is_last=mark is series[-1])
        if not inner:
            yield QuestionPart(prefix + mark.label, left, right, _join(stem, text[mark.end : right]))
            continue
        head = _join(stem, text[mark.end : inner[0].start])
        for one, first, last in _spans(text, inner, right):
            # The words before "(i)" belong to the first of the numerals, so that no word is lost.
            begin = left if one is inner[0] else first
            yield QuestionPart(
                f"{prefix}{mark.label}{one.label}", begin, last, _join(head, text[one.end : last])
            )


def _spans(text: str, series: Sequence[_Mark], end: int) -> Iterator[tuple[_Mark, int, int]]:
    ends = [*(following.start for _, following in pairwise(series)), end]
    for mark, stop in zip(series, ends, strict=True):
        left, right = _trim(text, mark.start, stop)
        yield mark, left, right


def _inner(text: str, mark: _Mark, start: int, end: int, *, is_last: bool) -> list[_Mark]:
    """Return the labels that divide one part alone; after the last letter they may divide all letters."""
    inner = _series(text, mark.end, end)
    if not inner or inner[0].kind == mark.kind:
        return []
    between = text[mark.end : inner[0].start]
    if is_last and (len(between.split()) > _NESTED_WITHIN or _PREPOSITION.search(between)):
        return []
    return inner


def _series(text: str, start: int, end: int, *, least: int = 2) -> list[_Mark]:
    """Return the series of labels that begins first in a span, or [] where none has `least` labels."""
    found = list(_LABEL.finditer(text, start, end))
    every = [_of_kind(text, found, kind, start) for kind in _KINDS]
    return min((one for one in every if len(one) >= least), key=lambda one: one[0].start, default=[])


def _of_kind(text: str, found: Sequence[re.Match[str]], kind: str, start: int) -> list[_Mark]:
    series: list[_Mark] = []
    for one in found:
        is_next = _place(one[1], kind) == len(series)
        if is_next and (series or _may_open(text, one, start)):
            series.append(_Mark(kind, len(series), *one.span()))
    return series


def _may_open(text: str, found: re.Match[str], start: int) -> bool:
    before = max(start, found.start() - _LOOK_BACK)
    return found[0].startswith("(") and not _OF_A_TEXT.search(text, before, found.start())


def _place(name: str, kind: str) -> int | None:
    names = _KINDS[kind]
    return names.index(name) if name in names else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the joining words and stops at its edges."""
    trailing = _TRAILING.search(text, start, end)
    right = trailing.start() if trailing else end
    while start < right and text[start] in _EDGES_BEFORE:
        start += 1
    return start, max(start, right)


def _join(stem: str, own: str) -> str:
    return f"{stem} {own.strip(_EDGES_BEFORE)}".strip()

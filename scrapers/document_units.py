"""A document in units: headings, what a committee put to the government, what is said in answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scrapers.relevance import term_in
from scrapers.topic import Topic

_BARE_WORDS = 5  # of a line that only says "Recommendation 4"
_HEADING_LENGTH = 100
_ITEM = re.compile(r"(?:[•●▪◦‣*–—-]|\(?(?:[a-z]|[ivx]{1,4})\))\s*\S|[a-z]")
_NUMBER = r"(?:\d{1,3}[.)]?\s+)?"
_PUT = re.compile(  # by the committee, to be answered
    rf"""{_NUMBER}(?:
    (?:Recommendation|Conclusion)(?:s?[ ](?:no\.?[ ]?)?\d+\s*(?:[:.(–-]|$)|s?\s*[:(–-]|$)
    |(?:We|The[ ]Committee)[ ](?:(?:also|therefore|further|again|strongly)[ ])?(?:recommend|conclude|urge)
    |Q(?:uestion)?[ ]?\d+\s*[:.)–-]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_REFERENCE = re.compile(r"\((?:[^()]{0,40}, )?paragraphs? \d[^()]*\)\.?$", re.IGNORECASE)  # to the report
_ANSWER = re.compile(
    r"(?:(?:the )?(?:government|department(?: for [a-z, ]{1,40})?|DWP)(?:['’]s)? )?(?:response|reply)\b\s*"
    r"(?:to [^.]{0,60})?(?::|$)",
    re.IGNORECASE,
)
_FRAME = re.compile(r"(?:Dear|Yours|With (?:best|kind)) ", re.IGNORECASE)  # of a letter
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}$")


@dataclass(slots=True)
class Paragraph:
    """One line of a text, `start` characters from its beginning; `is_kept` marks it as about the topic."""

    start: int
    text: str
    has_term: bool
    is_item: bool = False
    is_kept: bool = False
    leads_kept_list: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Unit:
    """In the document's order: a heading, what the committee put, what is said."""

    above: Paragraph | None = None  # the heading of an earlier unit of the same section
    heading: list[Paragraph] = field(default_factory=list)
    put: list[Paragraph] = field(default_factory=list)
    said: list[Paragraph] = field(default_factory=list)

    @property
    def title(self) -> Paragraph | None:
        return self.heading[-1] if self.heading else self.above

    @property
    def everything(self) -> list[Paragraph]:
        return [*self.heading, *self.put, *self.said]


def read_paragraphs(text: str, topic: Topic, *, is_own: bool) -> Iterator[Paragraph]:
    """Yield the lines of `text` that are not blank, each with whether it holds a term of the topic."""
    start, in_list = 0, False
    for line in text.split("\n"):
        if line.strip():
            is_marked = bool(_ITEM.match(line))
            is_item = is_marked or (in_list and _may_be_heading(line))
            yield Paragraph(start, line, term_in(line, topic, is_own=is_own) is not None, is_item)
            in_list = line.endswith(":") or (is_item and not is_marked)
        start += len(line) + 1


def read_units(paragraphs: Sequence[Paragraph]) -> list[Unit]:
    """Return the paragraphs in units, in order; the salutation and close of a letter are in none."""
    units = [Unit()]
    for item in paragraphs:
        unit = units[-1]
        if _FRAME.match(item.text) and len(item.text) < _HEADING_LENGTH:
            units.append(Unit())  # what stands above or below belongs to the sheet of paper
        elif not item.is_item and (_PUT.match(item.text) or _REFERENCE.search(item.text)):
            if unit.said:
                units.append(Unit(above=unit.title))
            units[-1].put.append(item)
        elif _is_heading(item):
            if unit.put or unit.said:
                units.append(Unit())
            units[-1].heading.append(item)
        else:
            unit.said.append(item)
    for unit in units:
        _tell_put_from_said(unit)
    return [part for unit in units for part in _parts(unit)]


def _parts(unit: Unit) -> Iterator[Unit]:
    """Yield the unit; recommendations that nobody answers, as in a committee's own list, one by one."""
    if unit.said or len(unit.put) < 2:
        yield unit
        return
    part = Unit(above=unit.above, heading=unit.heading)
    for item in unit.put:
        part.put.append(item)
        if not _is_bare(item):
            yield part
            part = Unit(above=unit.title)
    if part.put:
        yield part


def _is_heading(item: Paragraph) -> bool:
    return _may_be_heading(item.text) and not item.is_item and not _ANSWER.match(item.text)


def _may_be_heading(line: str) -> bool:
    """Whether a line is short and no sentence: a heading, or in a list an item that lost its bullet."""
    is_short = len(line) < _HEADING_LENGTH and line.rstrip()[-1] not in ".?!:,"
    return is_short and " | " not in line and not _DAY.match(line)


def _tell_put_from_said(unit: Unit) -> None:
    """Move what still belongs to the recommendation: up to where the answer says that it begins, else up to
    a reference to the report, else the text under a bare "Recommendation 4".
    """  # fmt: skip
    if not unit.put:
        return
    labels = [place for place, item in enumerate(unit.said) if _ANSWER.match(item.text)]
    first = labels[0] if labels else 0
    if not labels and not any(_REFERENCE.search(item.text) for item in unit.put):
        first = int(_is_bare(unit.put[-1]))
    unit.put += unit.said[:first]
    del unit.said[:first]


def _is_bare(item: Paragraph) -> bool:
    return len(item.text.split()) < _BARE_WORDS

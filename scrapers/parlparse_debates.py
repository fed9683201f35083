"""Debates of parlparse files: headings become debates, speeches their contributions.

Three ranks of heading (oral > major > minor) stand in a row with the speeches, nothing is nested. Each
heading that is followed by speeches is one debate; the headings above it are its parents. Divisions hold no
text and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from scrapers.parlparse_items import (
    PREFIX,
    Gid,
    NoGid,
    Speaker,
    Speakers,
    element_text,
    heading_text,
    page_url,
    read_gid,
)
from scrapers.records import Contribution, Debate, Rejected

_PLACES = {
    "debate": ("Commons", "Commons Chamber"),
    "westminhall": ("Commons", "Westminster Hall"),
    "lords": ("Lords", "Lords Chamber"),
    "standing": ("Commons", "Public Bill Committee"),
}
NO_HEADING = "(no heading)"
_IN_THE_CHAIR = re.compile(r"\s*[—–-]?\s*\[\s*(?P<chair>[^\[\]]+?) in the Chair\s*\]\s*[—–-]?\s*")
_STYLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.? ")
_ONLY_THE_CHAIR_SAYS = re.compile(r"(?:Order[.!,]|I (?:now )?call )")
_OFFICE_IN_LIST = re.compile(
    r"\((?P<office>[^()]*(?:Secretary|Minister|Chancellor|Treasury|-General|Household|Paymaster)[^()]*)\)"
)
_KINDS = (  # the first that a debate's title or the headings above it hold
    ("urgent question", re.compile(r"\bUrgent Question\b")),
    ("private notice question", re.compile(r"\bPrivate Notice Question\b")),
    (
        "oral questions",
        re.compile(r"— (?:Oral )?Questions?$|\bOral Answers to Questions\b|^Topical Questions$"),
    ),
    ("bill", re.compile(r"\bBill\b")),
    ("statement", re.compile(r"— Statement$")),
    ("motion", re.compile(r"— Motion\b")),
    ("debate", re.compile(r"— (?:Question for Short )?Debate$")),
)


@dataclass(slots=True)
class _Section:
    """A heading and what was said below it, up to the next one."""

    heading: Element | None
    title: str = NO_HEADING
    chair: str | None = None
    major: _Section | None = None
    oral: str | None = None
    has_tabled_questions: bool = False
    speeches: list[Element] = field(default_factory=list)


def read_debates(root: Element, rejected: list[Rejected]) -> Iterator[Debate]:
    """Yield the debates of a file in their order; what cannot be read is added to `rejected`."""
    speakers = Speakers()
    _read_committee(root, speakers)
    bill = heading_text(found) if (found := root.find("bill")) is not None else ""
    for section in _sections(root):
        if section.chair:
            speakers.chairs = {section.chair}
        if not section.speeches:
            continue  # only a parent of the headings below
        try:
            gid = read_gid(section.speeches[0] if section.heading is None else section.heading)
            if gid.kind not in _PLACES or not gid.date:
                raise NoGid(f"id {gid.text!r} has no date or is not of a debate")
        except NoGid as error:
            raw = "".join(tostring(element, encoding="unicode") for element in section.speeches)
            rejected.append(Rejected(f"debate {section.title!r}", str(error), raw))
            continue
        yield _debate(section, gid, bill, speakers, rejected)


def _sections(root: Element) -> list[_Section]:
    sections: list[_Section] = []
    major: _Section | None = None
    for element in root:
        if element.tag in {"oral-heading", "major-heading", "minor-heading"}:
            section = _section(element)
            if section.title == NO_HEADING and section.chair and sections:
                sections[-1].speeches.append(element)  # another takes the Chair, the debate goes on
                continue
            section.major = major if element.tag == "minor-heading" else None
            major = section if element.tag == "major-heading" else section.major
            sections.append(section)
        elif element.tag == "speech":
            if not sections:
                sections.append(_Section(None))
            sections[-1].speeches.append(element)
            if "oral-qnum" in element.attrib or _tabled_number(element):
                sections[-1].has_tabled_questions = True
                if sections[-1].major:
                    sections[-1].major.has_tabled_questions = True
    return _with_oral_heading(sections)


def _section(heading: Element) -> _Section:
    text = heading_text(heading)
    match = _IN_THE_CHAIR.search(text)
    title = _IN_THE_CHAIR.sub(" ", text).strip()
    return _Section(heading, title or NO_HEADING, _STYLE.sub("", match["chair"]) if match else None)


def _with_oral_heading(sections: list[_Section]) -> list[_Section]:
    """Set `oral` where it holds: nothing marks its end but a heading under which no question was tabled."""
    oral: str | None = None
    for section in sections:
        if section.heading is not None and section.heading.tag == "oral-heading":
            oral = section.title
            continue
        if section.major is None and not section.has_tabled_questions:
            oral = None
        section.oral = section.major.oral if section.major else oral
    return sections


def _debate(section: _Section, gid: Gid, bill: str, speakers: Speakers, rejected: list[Rejected]) -> Debate:
    house, place = _PLACES[gid.kind]
    above = (bill, section.oral, section.major.title if section.major else None)
    parents = tuple(title for title in above if title)
    first = section.speeches[0]
    if gid.kind == "lords" and (first.get("colnum") or "").startswith("GC"):
        place = "Grand Committee"
    return Debate(
        id=gid.text,
        house=house,
        title=section.title,
        date=gid.date,
        contributions=tuple(_contributions(section.speeches, speakers, rejected)),
        location=place,
        kind="westminster hall" if gid.kind == "westminhall" else _kind(section.title, parents),
        parents=parents,
        url=page_url(first if section.heading is None else section.heading, gid),
    )


def _kind(title: str, parents: tuple[str, ...]) -> str | None:
    for kind, pattern in _KINDS:
        if any(pattern.search(text) for text in (title, *parents)):
            return kind
    return None


def _contributions(
    speeches: Iterable[Element], speakers: Speakers, rejected: list[Rejected]
) -> Iterator[Contribution]:
    position = 0
    last_speaker: str | None = None
    for element in speeches:
        text = element_text(element)
        if not text:
            continue
        try:
            gid = read_gid(element)
        except NoGid as error:
            rejected.append(
                Rejected(f"speech {text[:60]!r}", str(error), tostring(element, encoding="unicode"))
            )
            continue
        speaker = _speaker(element, text, speakers)
        who = speaker.twfy_id or speaker.name
        yield _contribution(
            element, gid, position, text, speaker, is_continuation=bool(who) and who == last_speaker
        )
        position += 1
        last_speaker = who or last_speaker


def _speaker(element: Element, text: str, speakers: Speakers) -> Speaker:
    speaker = speakers.read(element)
    if not speaker.name and (match := _IN_THE_CHAIR.search(text)):
        speakers.chairs = {_STYLE.sub("", match["chair"])}
    return speaker


def _contribution(
    element: Element, gid: Gid, position: int, text: str, speaker: Speaker, *, is_continuation: bool
) -> Contribution:
    tabled = _tabled_number(element)
    kind = "question" if tabled or element.get("type") == "Start Question" else "speech"
    in_commons = _PLACES.get(gid.kind, ("", ""))[0] == "Commons"
    return Contribution(
        id=gid.text,
        position=position,
        text=text,
        kind=kind if speaker.name or speaker.twfy_id else "procedural",
        twfy_id=speaker.twfy_id,
        attributed_to=speaker.attributed_to,
        speaker_name=speaker.name,
        office=speaker.office,
        party=speaker.party,
        constituency=speaker.constituency,
        is_continuation=is_continuation,
        is_chair=speaker.is_chair or bool(speaker.name and in_commons and _ONLY_THE_CHAIR_SAYS.match(text)),
        uin=tabled,
        column=element.get("colnum") or None,
        url=page_url(element, gid),
    )


def _tabled_number(element: Element) -> str | None:
    numbers = (paragraph.get("qnum") for paragraph in element.iter("p"))
    return next((number for number in numbers if number), None)


def _read_committee(root: Element, speakers: Speakers) -> None:
    """Take chairs and ministers from the list of members that opens a bill committee's file."""
    for member in root.iterfind("committee//mpname"):
        who = (member.get("person_id") or member.get("memberid") or "").removeprefix(PREFIX)
        if who and (match := _OFFICE_IN_LIST.search(heading_text(member))):
            speakers.offices[who] = match["office"]
    chairs = root.iterfind("committee/chairmen/mpname")
    speakers.chairs |= {name for chair in chairs if (name := chair.get("membername"))}

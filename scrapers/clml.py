"""Reads an Act or instrument as legislation.gov.uk marks it up (CLML): what is in force of it, since when.

The file is read as it goes by and never held as a tree: the text of a long Act is several megabytes, of which
only counts and the editors' commencement notes are kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from scrapers.html_text import without_emails
from scrapers.safe_xml import MAX_DEPTH, UnsafeXml

LEG = "{http://www.legislation.gov.uk/namespaces/legislation}"
UKM = "{http://www.legislation.gov.uk/namespaces/metadata}"
DC = "{http://purl.org/dc/elements/1.1/}"

_FACTS = {  # element of the metadata: its attribute, and what we call it; the first of a kind counts
    f"{UKM}Year": ("Value", "year"),
    f"{UKM}Number": ("Value", "number"),
    f"{UKM}DocumentStatus": ("Value", "edition"),
    f"{UKM}EnactmentDate": ("Date", "made"),
    f"{UKM}Made": ("Date", "made"),
}
_WORDS = {f"{DC}title": "title", f"{DC}modified": "modified"}
_TEXT = {f"{LEG}Body", f"{LEG}Schedules"}
_QUOTED = {f"{LEG}BlockAmendment", f"{LEG}Versions"}  # words for another Act, texts for another extent
_PROSPECTIVE = "Prospective"


@dataclass(slots=True)
class Clml:
    """What is kept of a file. `statuses` counts the numbered provisions by status, None where they have none;
    `marked` counts everything that is marked as prospective, parts of provisions too.
    """  # fmt: skip

    root: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    statuses: Counter[str | None] = field(default_factory=Counter)
    marked: int = 0
    notes: dict[str, str] = field(default_factory=dict)  # commencement notes by their id
    places: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # of each note
    prelims: list[str] = field(default_factory=list)  # "Coming into force 1st May 2031"
    dates: list[str] = field(default_factory=list)  # and those days, ISO


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun: the status and address that its children inherit, and where it stands."""

    tag: str
    status: str | None = None
    address: str = ""
    is_text: bool = False
    is_quoted: bool = False


class ClmlReader:
    """Collects a `Clml` from the elements of a file; a target for `scrapers.safe_xml.read_xml_into`."""

    def __init__(self) -> None:
        self.found = Clml()
        self._open: list[_Open] = []
        self._words: list[str] | None = None  # of the element being listened to
        self._listening = 0  # how deep that element stands
        self._note: str | None = None

    def start(self, tag: str, attrs: dict[str, str], /) -> None:
        """Take note of an element that begins."""
        if len(self._open) >= MAX_DEPTH:
            raise UnsafeXml(f"elements nest more than {MAX_DEPTH} deep")
        if not self._open:
            self.found.root, self.found.attributes = tag, dict(attrs)
        above = self._open[-1] if self._open else _Open("")
        here = _Open(
            tag,
            status=attrs.get("Status") or above.status,
            address=attrs.get("IdURI") or above.address,
            is_text=above.is_text or tag in _TEXT,
            is_quoted=above.is_quoted or tag in _QUOTED,
        )
        self._open.append(here)
        self._read_metadata(tag, attrs)
        self._read_text(here, attrs)
        self._listen(tag, attrs)

    def end(self, tag: str, /) -> None:
        """Take note of an element that ends."""
        if self._words is not None and len(self._open) == self._listening:
            self._heard(tag, without_emails(" ".join("".join(self._words).split())))
            self._words = None
        self._open.pop()

    def data(self, data: str, /) -> None:
        """Take note of words."""
        if self._words is not None:
            self._words.append(data)

    def close(self) -> Clml:
        """Return what was found."""
        return self.found

    def _read_metadata(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in _FACTS:
            attribute, name = _FACTS[tag]
            self.found.facts.setdefault(name, without_emails(attrs.get(attribute, "")))
        elif tag == f"{UKM}DateTime" and self._is_inside(f"{UKM}ComingIntoForce") and attrs.get("Date"):
            self.found.dates.append(attrs["Date"])

    def _read_text(self, here: _Open, attrs: dict[str, str]) -> None:
        if here.tag == f"{LEG}CommentaryRef":
            places = self.found.places[attrs.get("Ref", "")]
            if here.address not in places:
                places.append(here.address)
        if not here.is_text or here.is_quoted:
            return
        if here.tag == f"{LEG}P1":
            self.found.statuses[here.status] += 1
        self.found.marked += attrs.get("Status") == _PROSPECTIVE

    def _listen(self, tag: str, attrs: dict[str, str]) -> None:
        if self._words is not None:
            self._words.append(" " if tag in {f"{LEG}Para", f"{LEG}DateText"} else "")
            return
        is_note = tag == f"{LEG}Commentary" and attrs.get("Type") == "I"
        if is_note or tag in _WORDS or tag == f"{LEG}ComingIntoForce":
            self._words, self._listening = [], len(self._open)
            self._note = attrs.get("id", "") if is_note else None

    def _heard(self, tag: str, words: str) -> None:
        if self._note is not None:
            self.found.notes.setdefault(self._note, words)
        elif tag in _WORDS:
            self.found.facts.setdefault(_WORDS[tag], words)
        elif words:
            self.found.prelims.append(words)

    def _is_inside(self, tag: str) -> bool:
        return len(self._open) > 1 and self._open[-2].tag == tag

"""Acts and instruments from legislation.gov.uk: which there are, and how much of each is in force.

A search feed names what has certain words in its title; the text of each, as revised to date, tells which
provisions are still prospective and since when the others are in force. A text that was never revised (its
status is "final") says nothing about that.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import count
from urllib.parse import quote
from xml.etree.ElementTree import Element

from scrapers import fields
from scrapers.clml import LEG, UKM, Clml, ClmlReader
from scrapers.commencement import read_note
from scrapers.documents import Commencement, Legislation, LegislationEntry
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.paging import check_length, join_url
from scrapers.records import Parsed, Rejected
from scrapers.safe_xml import read_xml, read_xml_into
from scrapers.session import PoliteSession, RawAnswer

log = logging.getLogger(__name__)
PUBLIC_URL = "https://www.legislation.gov.uk"
FEED = "/all/data.feed"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ID = re.compile(r"^https?://www\.legislation\.gov\.uk/id/(?P<path>(?P<kind>[a-z]+)/[^?#\s]+?)/?$")
_GONE = re.compile(r"\((?:repealed|revoked)\)\s*$", re.IGNORECASE)
_NOUN = re.compile(r"[a-z-]{4,}")  # "section", "schedule"; a number is shorter or in capitals
_WORD = re.compile(r"\w+")
_KNOWN = frozenset({
    "id", "title", "link", "author", "updated", "published", "DocumentMainType", "Year", "Number",
    "CreationDate", "ISBN", "AlternativeNumber", "category", "summary", "content",
})  # fmt: skip


def fetch_text(session: PoliteSession, base_url: str, path: str) -> RawAnswer:
    """Return the text as revised to date of the Act or instrument at `path`, such as "ukpga/1991/48"."""
    return session.get("legislation", join_url(base_url, f"{quote(path)}/data.xml"), expect="xml")


def fetch_feed(session: PoliteSession, base_url: str, *, title: str) -> Iterator[RawAnswer]:
    """Yield the pages of the feed of everything with these words in its title.

    The service's totals are approximate: a feed is whole when its last page says that no more follow, or a
    page brings no entry that did not come before. Raises `SourceFailure("count mismatch")` for a feed
    without end.
    """
    url, seen = join_url(base_url, FEED), set[str]()
    for page in count(1):
        answer = session.get("legislation-feed", url, {"title": title, "page": page}, expect="xml")
        try:
            named, has_more = read_page(answer.body)
        except ValueError as error:
            raise SourceFailure("wrong schema", answer.url, f"this is no feed: {error}") from error
        yield answer
        if not has_more:
            return
        if seen.issuperset(named):
            log.warning("legislation: nothing new on page %d, which is said not to be the last", page)
            return
        check_length(page, answer.url)
        seen.update(named)


def read_page(body: bytes) -> tuple[tuple[str, ...], bool]:
    """Return the ids of the entries on a page of a feed, and whether another page follows."""
    feed = _feed(body)
    named = tuple(entry.findtext(f"{_ATOM}id") or "" for entry in feed.iterfind(f"{_ATOM}entry"))
    more = feed.findtext(f"{LEG}morePages")
    if more is None:
        return named, any(link.get("rel") == "next" for link in feed.iterfind(f"{_ATOM}link"))
    if not more.strip().isdecimal():
        raise WrongShape(f"morePages is {more!r}, not a number")
    return named, int(more) > 0


def parse_feed(body: bytes) -> Parsed:
    """Return the Acts and instruments that a page of a feed names; raises `WrongShape` for anything else."""
    records: list[LegislationEntry] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, entry in enumerate(_feed(body).iterfind(f"{_ATOM}entry")):
        told = {child.tag.rpartition("}")[2]: child for child in entry if isinstance(child.tag, str)}
        unknown |= set(told) - _KNOWN
        try:
            records.append(_entry(entry))
        except WrongShape as error:
            named = {name: (child.text or "").strip() for name, child in told.items()}
            rejected.append(fields.reject(named, f"entry[{index}]", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def parse_legislation(body: bytes) -> Parsed:
    """Return the Act or instrument that `body` is the text of; raises `WrongShape` for anything else."""
    read: Clml = read_xml_into(body, ClmlReader())
    if read.root != f"{LEG}Legislation":
        raise WrongShape(f"expected the root element Legislation, found {read.root[:80]!r}")
    match, facts = _identity(read.attributes.get("IdURI")), read.facts
    made = fields.day(facts, "made")
    in_force, why = _force(read)
    counted = sum(read.statuses.values())
    return Parsed((
        Legislation(
            id=match["path"],
            title=fields.required_text(facts, "title"),
            kind=match["kind"],
            year=_number(facts.get("year"), match, 1),
            number=_number(facts.get("number"), match, 2),
            date_made=made,
            date_modified=fields.day(facts, "modified"),
            provisions=fields.number(read.attributes, "NumberOfProvisions") or counted or None,
            prospective=read.statuses["Prospective"] if in_force else None,
            in_force=in_force,
            in_force_why=why,
            commencements=tuple(_commencements(read, match["path"], made)),
            url=join_url(PUBLIC_URL, match["path"]),
        ),
    ))  # fmt: skip


def is_called(title: str, wanted: Iterable[str]) -> bool:
    """Tell whether a title holds one of these phrases: "Child Support" and not "Support for Children"."""
    words = f" {' '.join(_WORD.findall(title.casefold()))} "
    return any(f" {' '.join(_WORD.findall(phrase.casefold()))} " in words for phrase in wanted)


def _feed(body: bytes) -> Element:
    feed = read_xml(body)
    if feed.tag != f"{_ATOM}feed":
        raise WrongShape(f"expected an Atom feed, found {feed.tag[:80]!r}")
    return feed


def _entry(entry: Element) -> LegislationEntry:
    told = {name: entry.findtext(f"{_ATOM}{name}") for name in ("id", "title", "updated")}
    match = _identity(told["id"])
    # The address without a relation is the version of today: another one says that something began or ended.
    version = next((link.get("href") for link in entry.iterfind(f"{_ATOM}link") if not link.get("rel")), "")
    return LegislationEntry(
        id=match["path"],
        title=" ".join(fields.required_text(told, "title").split()),
        kind=match["kind"],
        year=_number(_attribute(entry, "Year", "Value"), match, 1),
        number=_number(_attribute(entry, "Number", "Value"), match, 2),
        date_made=fields.day({"CreationDate": _attribute(entry, "CreationDate", "Date")}, "CreationDate"),
        date_modified=fields.day(told, "updated"),
        state=f"{(told['updated'] or '').strip()} {version}".strip(),
        url=join_url(PUBLIC_URL, match["path"]),
    )


def _identity(address: str | None) -> re.Match[str]:
    if match := _ID.match((address or "").strip()):
        return match
    raise WrongShape(f"{(address or '')[:80]!r} is not the address of an Act or instrument")


def _attribute(entry: Element, name: str, attribute: str) -> str | None:
    found = entry.find(f"{UKM}{name}")
    return found.get(attribute) if found is not None else None


def _number(text: str | None, match: re.Match[str], place: int) -> int:
    """A year or number as the metadata gives it, else as the address does: a draft has no other number."""
    parts = match["path"].split("/")
    name = ("kind", "year", "number")[place]
    return fields.required_number({name: text or (parts[place] if place < len(parts) else None)}, name)


def _force(read: Clml) -> tuple[str | None, str]:
    """Decide by the editors' marks how much is in force, and say by which.

    Repealed provisions are left out of account. What is not marked as prospective is in force, if perhaps for
    some purposes only: that stands in the notes.
    """
    if (edition := read.facts.get("edition")) not in {"revised", None}:
        return None, f"the text is {edition!r}, not revised: it does not say what is in force"
    total, prospective = sum(read.statuses.values()), read.statuses["Prospective"]
    gone = read.statuses["Repealed"] + read.statuses["Discarded"]
    if read.attributes.get("Status") == "Prospective":
        return "not in force", "marked as prospective: the whole of it"
    if _GONE.search(read.facts.get("title", "")) or (total and gone == total):
        return "not in force", "marked as repealed"
    if not total:
        return None, "the text holds no numbered provisions"
    if prospective and prospective == total - gone:
        return "not in force", f"marked as prospective: all of {prospective} provisions"
    if prospective:
        return "partly in force", f"marked as prospective: {prospective} of {total - gone} provisions"
    if read.marked:
        return "partly in force", "marked as prospective: parts of provisions"
    return "in force", f"marked as prospective: none of {total - gone} provisions"


def _commencements(read: Clml, path: str, assent: str | None) -> Iterator[Commencement]:
    own = join_url(PUBLIC_URL, path)
    for note, day in _prelims(read):
        yield Commencement(None, note, date=day, url=own)
    for key, note in read.notes.items():
        for address in read.places.get(key) or [""]:
            provision, url = _provision(address, path)
            for day, instrument in read_note(note, assent=assent):
                yield Commencement(provision, note, day, instrument, url or own)


def _prelims(read: Clml) -> Iterator[tuple[str, str | None]]:
    """What an instrument says of itself on its first page: its words, and each day the metadata gives."""
    for note in read.prelims[:1]:
        yield from ((note, fields.day({"Date": day}, "Date")) for day in read.dates or [""])


def _provision(address: str, path: str) -> tuple[str | None, str | None]:
    """Return what a provision is called, "schedule 1 paragraph 2(a)", and its public address."""
    match = _ID.match(address)
    if not match or not match["path"].startswith(f"{path}/"):
        return None, None
    name, is_after_noun = "", False
    for part in match["path"].removeprefix(f"{path}/").split("/"):
        is_noun = bool(_NOUN.fullmatch(part))
        name += f" {part}" if is_noun or is_after_noun else f"({part})"
        is_after_noun = is_noun
    return name.strip(), join_url(PUBLIC_URL, match["path"])

"""A debate answer of the Hansard service into records: every leaf debate, and what was said in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers import fields
from scrapers.debate_kinds import debate_kind
from scrapers.fields import Item, WrongShape
from scrapers.hansard import ancestor_titles, canonical_id
from scrapers.hansard_items import ItemReader
from scrapers.records import Contribution, Debate, Parsed, Rejected

PUBLIC_URL = "https://hansard.parliament.uk"
_KNOWN = frozenset({
    "Id", "ExtId", "Title", "HRSTag", "Date", "Location", "House", "Source", "VolumeNo",
    "ContentLastUpdated", "DebateTypeId", "SectionType", "NextDebateExtId", "NextDebateTitle",
    "PreviousDebateExtId", "PreviousDebateTitle",
})  # fmt: skip
_FIRST_LINES = 3  # where the Lords print what kind of debate it is


def parse_debate(body: bytes) -> Parsed:
    """Return the leaf debates in `body`, a debate answer; a heading's answer holds several.

    A heading is no debate of its own, unless something was said under it that none of its debates
    repeats. Raises `WrongShape` when `body` is no debate; an item that can't be read is rejected.
    """
    answer = fields.load_object(body)
    if not isinstance(answer.get("Overview"), dict):
        raise WrongShape('expected a debate: an object with "Overview" and "Items"')
    debates: dict[str, Debate] = {}
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, (document, parents) in enumerate(_leaves(answer, _navigator_titles(answer))):
        try:
            debate, items = _debate(document, parents)
        except WrongShape as error:
            rejected.append(fields.reject(document, f"debates[{index}]", str(error)))
            continue
        if debate.id not in debates:  # a heading may repeat a debate, in other capitals too
            debates[debate.id] = debate
            rejected += items.rejected
            unknown |= items.unknown_fields | set(document["Overview"]) - _KNOWN
    return Parsed(tuple(debates.values()), tuple(rejected), tuple(sorted(unknown)))


def debate_url(house: str, day: str | None, ext_id: str, title: str) -> str | None:
    """Return the public page of a debate; the title in it is for people, any would do."""
    slug = "".join(word[0].upper() + word[1:] for word in re.findall(r"\w+", re.sub("[’']", "", title)))
    return f"{PUBLIC_URL}/{house}/{day}/debates/{ext_id}/{slug or 'Debate'}" if day else None


def _debate(document: Item, parents: tuple[str, ...]) -> tuple[Debate, ItemReader]:
    overview = fields.mapping(document, "Overview")
    ext_id, house = fields.required_text(overview, "ExtId"), fields.house(overview, "House")
    if house is None:
        raise WrongShape("House is missing")
    day, title = fields.day(overview, "Date"), _title(overview)
    location = fields.text(overview, "Location")
    url = debate_url(house, day, ext_id, title)
    items = ItemReader(canonical_id(ext_id), url)
    items.read(fields.values(document, "Items"))
    repeated = set(_ids_below(document))
    debate = Debate(
        id=canonical_id(ext_id),
        house=house,
        title=title,
        date=day,
        contributions=tuple(said for said in items.contributions if said.id not in repeated),
        location=location,
        kind=debate_kind(fields.text(overview, "HRSTag"), location, _first_lines(items.contributions)),
        parents=parents,
        last_updated=fields.text(overview, "ContentLastUpdated"),
        url=url,
    )
    return debate, items


def _leaves(document: Item, parents: tuple[str, ...]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    """Yield the debates in and below `document` with the titles of the headings above each."""
    children = fields.mappings(document, "ChildDebates")
    if not children or _has_words_of_its_own(document, children):
        yield document, parents
    for child in children:
        above = _navigator_titles(child) or (*parents, _title(fields.mapping(document, "Overview")))
        yield from _leaves(child, above)


def _has_words_of_its_own(document: Item, children: list[Item]) -> bool:
    repeated = {ext_id for child in children for ext_id in _spoken_ids(child)}
    return any(ext_id not in repeated for ext_id in _own_spoken_ids(document))


def _spoken_ids(document: Item) -> Iterator[str]:
    yield from _own_spoken_ids(document)
    for child in fields.mappings(document, "ChildDebates"):
        yield from _spoken_ids(child)


def _own_spoken_ids(document: Item) -> Iterator[str]:
    for item in fields.values(document, "Items"):
        if isinstance(item, dict) and item.get("MemberId"):
            yield canonical_id(str(item.get("ExternalId") or ""))


def _ids_below(document: Item) -> Iterator[str]:
    for child in fields.mappings(document, "ChildDebates"):
        for item in fields.mappings(child, "Items"):
            yield canonical_id(str(item.get("ExternalId") or ""))
        yield from _ids_below(child)


def _navigator_titles(document: Item) -> tuple[str, ...]:
    """Return the titles of the headings above `document`, of the path the service sends with it."""
    own_id = canonical_id(fields.text(fields.mapping(document, "Overview"), "ExtId") or "")
    entries = fields.mappings(document, "Navigator")
    by_id = {fields.number(entry, "Id"): entry for entry in entries}
    for entry in entries:
        if canonical_id(fields.text(entry, "ExternalId") or "") == own_id:
            return ancestor_titles(entry, by_id)
    return tuple(title for entry in entries if (title := fields.text(entry, "Title")))


def _first_lines(contributions: list[Contribution]) -> Iterator[str]:
    return (line.text for line in contributions[:_FIRST_LINES] if line.kind == "procedural")


def _title(overview: Item) -> str:
    return " ".join((fields.text(overview, "Title") or "Untitled debate").split())

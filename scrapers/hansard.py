"""Hansard, from Parliament's Hansard service: which debates there were, and each of them whole.

A day is read through its section trees, and swept once more by search term. Search finds debates
only: its rows leave out the later paragraphs of a speech, so every debate found is fetched in full.
Documented at https://hansard-api.parliament.uk/swagger.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.paging import Page, fetch_pages, join_url, month_windows
from scrapers.session import PoliteSession, RawAnswer, SourceFailure

WRITTEN_SECTIONS = frozenset({"WMS"})  # written statements come from their own service


@dataclass(frozen=True, slots=True)
class DebateRef:
    """One leaf of a section tree: a debate to fetch. `ancestors` are titles, outermost first."""

    ext_id: str
    title: str
    ancestors: tuple[str, ...]
    tag: str | None


def canonical_id(ext_id: str) -> str:
    """Return `ext_id` as we write it: the routes of this service disagree on capitals."""
    return ext_id.strip().upper()


def fetch_sitting_days(
    session: PoliteSession, base_url: str, *, house: str, start: str, end: str
) -> Iterator[RawAnswer]:
    """Yield the calendar of every month from `start` to `end`; `sitting_days` reads the days."""
    for first, _ in month_windows(start, end):
        params = {"year": int(first[:4]), "month": int(first[5:7]), "house": house}
        yield session.get_json("hansard-calendar", join_url(base_url, "/overview/calendar.json"), params)


def sitting_days(body: bytes, *, house: str, start: str, end: str) -> list[str]:
    """Return the ISO days on which `house` sat, of a calendar answer, within `start` and `end`."""
    entries = fields.load_objects(body)
    days = {
        fields.day(entry, "ItemDate") for entry in entries if fields.text(entry, "House") in {house, None}
    }
    return sorted(day for day in days if day and start <= day <= end)


def fetch_day(session: PoliteSession, base_url: str, *, house: str, day: str) -> Iterator[RawAnswer]:
    """Yield the section trees of one sitting day, those of written business left out."""
    where = {"date": day, "house": house}
    sections_url = join_url(base_url, "/overview/sectionsforday.json")
    trees_url = join_url(base_url, "/overview/sectiontrees.json")
    for section in _section_names(session.get_json("hansard-sections", sections_url, where)):
        if section not in WRITTEN_SECTIONS:
            yield session.get_json("hansard-tree", trees_url, {"section": section, **where})


def leaf_debates(tree_body: bytes) -> list[DebateRef]:
    """Return the debates of a section tree answer that have no debates below them."""
    trees = fields.load_objects(tree_body)
    found = [ref for tree in trees for ref in _leaves(fields.mappings(tree, "SectionTreeItems"))]
    return list({ref.ext_id: ref for ref in found}.values())


def fetch_term(
    session: PoliteSession, base_url: str, *, term: str, house: str, start: str, end: str
) -> Iterator[RawAnswer]:
    """Yield the pages of spoken contributions with the words of `term`, said from `start` to `end`.

    Write the term with spaces: this service, unlike the questions service, may miss hyphened ones.
    """
    query = {"searchTerm": term, "house": house, "startDate": start, "endDate": end}
    query["orderBy"] = "SittingDateAsc"
    params = {f"queryParameters.{name}": value for name, value in query.items()}
    url = join_url(base_url, "/search/contributions/Spoken.json")
    yield from fetch_pages(
        session, "hansard-search", url, params, read_page=_search_page, prefix="queryParameters."
    )


def debate_ids_found(search_body: bytes) -> list[str]:
    """Return the ids of the debates in a page of search results, each once, in order."""
    rows = fields.mappings(fields.load_object(search_body), "Results")
    ids = (fields.text(row, "DebateSectionExtId") for row in rows)
    return list(dict.fromkeys(canonical_id(ext_id) for ext_id in ids if ext_id))


def fetch_debate(session: PoliteSession, base_url: str, ext_id: str) -> RawAnswer:
    """Return one debate whole; a heading above debates comes with all of them."""
    return session.get_json("debate", join_url(base_url, f"/debates/debate/{quote(ext_id, safe='')}.json"))


def _section_names(answer: RawAnswer) -> tuple[str, ...]:
    try:
        return fields.texts({"sections": fields.load_json(answer.body)}, "sections")
    except WrongShape as error:
        raise SourceFailure("not json", answer.url, f"expected a list of sections: {error}") from error


def _leaves(entries: list[Item]) -> Iterator[DebateRef]:
    by_id = {fields.number(entry, "Id"): entry for entry in entries}
    parents = {fields.number(entry, "ParentId") for entry in entries}
    for entry in entries:
        ext_id = fields.text(entry, "ExternalId")
        if ext_id and fields.number(entry, "Id") not in parents:
            title = fields.text(entry, "Title") or ""
            ancestors = ancestor_titles(entry, by_id)
            yield DebateRef(canonical_id(ext_id), title, ancestors, fields.text(entry, "HRSTag"))


def ancestor_titles(entry: Item, by_id: dict[int | None, Item]) -> tuple[str, ...]:
    """Return the titles of the headings above `entry`, outermost first, blank ones left out."""
    titles: list[str] = []
    seen = {fields.number(entry, "Id")}
    while (parent := fields.number(entry, "ParentId")) in by_id and parent not in seen:
        seen.add(parent)
        entry = by_id[parent]
        titles.insert(0, fields.text(entry, "Title") or "")
    return tuple(title for title in titles if title)


def _search_page(body: bytes) -> Page:
    answer = fields.load_json(body)
    ids = tuple(_row_id(row) for row in answer["Results"])
    return Page(ids, int(answer["TotalResultCount"]))


def _row_id(row: Any) -> Hashable:
    return row.get("ItemId") or row.get("ContributionExtId") or repr(row)

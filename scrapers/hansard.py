"""Hansard, from Parliament's Hansard service: which debates there were, and each of them whole.

A day is read through its section trees, and swept once more by search term. Search finds debates
only: its rows leave out the later paragraphs of a speech, so every debate found is fetched in full.
Documented at https://hansard-api.parliament.uk/swagger.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import quote

from scrapers import fields
from scrapers.failures import SourceFailure
from scrapers.fields import Item, WrongShape
from scrapers.paging import Page, fetch_pages, join_url, month_windows
from scrapers.session import PoliteSession, RawAnswer

WRITTEN_SECTIONS = frozenset({"WMS", "Writtens"})
"""Statements and answers in writing, which come from their own service. All other parts of a day are read:
the chamber, Westminster Hall, Grand Committee, bill and general committees, petitions, corrections.
"""

SearchKind = Literal["Spoken", "Corrections"]


@dataclass(frozen=True, slots=True)
class DebateRef:
    """One leaf of a section tree: a debate to fetch. `ancestors` are titles, outermost first."""

    ext_id: str
    title: str
    ancestors: tuple[str, ...]
    tag: str | None


def canonical_id(ext_id: str) -> str:
    """Return `ext_id` as we know it by: the routes of this service disagree on capitals.

    It is asked for as the service wrote it.
    """
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
    return list({canonical_id(ref.ext_id): ref for ref in found}.values())


def last_updated(tree_body: bytes) -> str | None:
    """Return the ISO day on which the newest part of a section tree answer was revised, if it says so."""
    days = (fields.day(tree, "LastUpdated") for tree in fields.load_objects(tree_body))
    return max(filter(None, days), default=None)


def fetch_term(
    session: PoliteSession,
    base_url: str,
    *,
    term: str,
    house: str,
    start: str,
    end: str,
    kind: SearchKind = "Spoken",
) -> Iterator[RawAnswer]:
    """Yield the pages of contributions with the words of `term`, printed from `start` to `end`.

    "Corrections" are what ministers had printed later to put right what they said. Write the term with
    spaces: this service, unlike the questions service, may miss hyphened ones.
    """
    query = {"searchTerm": term, "house": house, "startDate": start, "endDate": end}
    query["orderBy"] = "SittingDateAsc"
    params = {f"queryParameters.{name}": value for name, value in query.items()}
    url = join_url(base_url, f"/search/contributions/{kind}.json")
    yield from fetch_pages(
        session, "hansard-search", url, params, read_page=_search_page, prefix="queryParameters."
    )


def debates_found(search_body: bytes) -> dict[str, str | None]:
    """Return the debates in a page of search results, id as the service writes it to ISO day, in order."""
    found: dict[str, tuple[str, str | None]] = {}
    for row in fields.mappings(fields.load_object(search_body), "Results"):
        if ext_id := fields.text(row, "DebateSectionExtId"):
            found.setdefault(canonical_id(ext_id), (ext_id, fields.day(row, "SittingDate")))
    return dict(found.values())


def fetch_debate(session: PoliteSession, base_url: str, ext_id: str) -> RawAnswer:
    """Return one debate whole; a heading above debates comes with all of them.

    Its address is noted in one spelling, whichever route of the service named it.
    """
    asked = quote(ext_id, safe="")
    answer = session.get_json("debate", join_url(base_url, f"/debates/debate/{asked}.json"))
    return replace(answer, url=answer.url.replace(asked, quote(canonical_id(ext_id), safe="")))


def _section_names(answer: RawAnswer) -> tuple[str, ...]:
    try:
        return fields.texts({"sections": fields.load_json(answer.body)}, "sections")
    except WrongShape as error:
        raise SourceFailure("wrong schema", answer.url, f"expected a list of sections: {error}") from error


def _leaves(entries: list[Item]) -> Iterator[DebateRef]:
    by_id = {fields.number(entry, "Id"): entry for entry in entries}
    parents = {fields.number(entry, "ParentId") for entry in entries}
    for entry in entries:
        ext_id = fields.text(entry, "ExternalId")
        if ext_id and fields.number(entry, "Id") not in parents:
            title = fields.text(entry, "Title") or ""
            ancestors = ancestor_titles(entry, by_id)
            yield DebateRef(ext_id, title, ancestors, fields.text(entry, "HRSTag"))


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
    answer = fields.load_object(body)
    ids = tuple(_row_id(row) for row in fields.mappings({"Results": answer["Results"]}, "Results"))
    return Page(ids, fields.required_number(answer, "TotalResultCount"))


def _row_id(row: Any) -> Hashable:
    return row.get("ItemId") or row.get("ContributionExtId") or repr(row)

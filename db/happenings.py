"""Reads what was published, made or brought into force, each with the words that say so verbatim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlite_utils import Database

from nlp.happenings import Happening, Kind
from scrapers.records import Id


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a piece of evidence stand, and the title of their source.

    `part` is the column of the source that holds `quote` from character `start` on: "text", "title" or
    "note" (a note of one of its changes or commencements).
    """

    source_type: str
    source_id: Id
    part: str
    start: int
    quote: str
    title: str | None
    url: str | None
    sentence_id: str | None = None


Pair = tuple[Happening, Found]

# A paper may be listed with its day only; what is merely announced has not come.
_PAPERS = """
select id, title, coalesce(description, '') as about, date_published as day, url from documents
where date_published is not null and kind in ('policy_paper', 'impact_assessment', 'research',
  'independent_report', 'official_statistics', 'national_statistics', 'statistical_data_set')
"""
_CONSULTATIONS = """
select id, title, coalesce(description, '') as about, coalesce(opening_date, date_published) as day, url
from documents where day is not null and (kind like '%consultation%' or kind like '%call_for_evidence%')
"""
# Its outcome came with the first change after it closed whose note says so, else with the last change of all.
_OUTCOMES = """
select d.id, d.title, coalesce(d.description, '') as about, d.url, n.note,
  coalesce(d.opening_date, d.date_published) as since, d.closing_date as closed,
  coalesce(n.date, d.date_updated) as day
from documents d left join document_changes n on n.rowid = (
  select rowid from document_changes where document_id = d.id and date > d.closing_date
    and (note like '%response%' or note like '%outcome%' or note like '%result%' or note like '%decision%')
  order by date, rowid limit 1)
where d.kind like '%\\_outcome' escape '\\' and coalesce(n.date, d.date_updated) is not null
"""
_RESPONSES = """
select a.id, a.title, a.date as day, a.url, coalesce(r.title, a.title) as answered, r.date as since,
  coalesce(a.committee, '') as committee
from publications a join publications r on r.id = a.responds_to_id
where a.kind in ('government response', 'special report') and a.date is not null
"""
_LAWS = "select id, title, date_made as day, url from legislation where date_made is not null"
_COMMENCED = """
select l.id, l.title, c.provision, c.note, c.date as day, coalesce(c.url, l.url) as url
from commencements c join legislation l on l.id = c.legislation_id where c.date is not null
group by l.id, c.provision, c.date, c.note
"""


def read_happenings(db: Database, as_of: date) -> list[Pair]:
    """Return everything that had happened by the as-of date, with the place of its words."""
    readers: tuple[tuple[str, Callable[[dict[str, Any]], Pair]], ...] = (
        (_PAPERS, _titled("published", "document")),
        (_CONSULTATIONS, _titled("consultation opened", "document")),
        (_OUTCOMES, _outcome),
        (_RESPONSES, _response),
        (_LAWS, _titled("law made", "legislation")),
        (_COMMENCED, _commenced),
    )
    until = as_of.isoformat()
    return [pair for sql, read in readers for row in _rows(db, sql) if (pair := read(row))[0].on <= until]


def _rows(db: Database, sql: str) -> Iterator[dict[str, Any]]:
    for row in db.query(sql):
        yield row | {"day": row["day"][:10]}


def _titled(kind: Kind, source_type: str) -> Callable[[dict[str, Any]], Pair]:
    """Return what reads a row whose title alone says what happened."""

    def read(row: dict[str, Any]) -> Pair:
        happening = Happening(f"{kind} {row['id']}", kind, row["day"], row["title"], row.get("about", ""))
        place = Found(source_type, row["id"], "title", 0, row["title"], row["title"], row["url"])
        return happening, place

    return read


def _outcome(row: dict[str, Any]) -> Pair:
    happening = Happening(
        f"outcome {row['id']}",
        "outcome published",
        row["day"],
        row["title"],
        row["about"],
        since=row["since"],
        closed=row["closed"],
    )
    part, quote = ("note", row["note"]) if row["note"] else ("title", row["title"])
    return happening, Found("document", row["id"], part, 0, quote, row["title"], row["url"])


def _response(row: dict[str, Any]) -> Pair:
    happening = Happening(
        f"response {row['id']}",
        "response published",
        row["day"],
        row["answered"],
        row["committee"],
        row["since"],
    )
    return happening, Found("response", row["id"], "title", 0, row["title"], row["title"], row["url"])


def _commenced(row: dict[str, Any]) -> Pair:
    happening = Happening(
        f"in force {row['id']} {row['provision'] or ''} {row['day']} {row['note']}",
        "in force",
        row["day"],
        row["title"],
        provision=row["provision"],
        group=row["id"],
    )
    return happening, Found("legislation", row["id"], "note", 0, row["note"], row["title"], row["url"])

"""How much of an answer was said before, where first, and which words of its stock paragraphs changed."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.pages.reader import Read, Row, first

# By primary key of each kind of source, as the page of every question asks for it.
_SHARE = """
select b.words, b.words_before, b.first_date as date, b.first_source_type as source_type,
  b.first_source_id as source_id, q.uin, coalesce(q.heading, t.title, d.title) as title, d.id as debate_id
from said_before b
left join questions q on b.first_source_type = 'question' and q.id = b.first_source_id
left join statements t on b.first_source_type = 'statement' and t.id = b.first_source_id
left join contributions c
  on b.first_source_type = 'contribution' and c.id = cast(b.first_source_id as text)
left join debates d on d.id = c.debate_id
where b.source_type = :kind and b.source_id = :key and b.words_before > 0
"""
_CHANGED = """
select p.position, p.earlier_date as date, p.earlier_source_type as source_type,
  p.earlier_source_id as source_id, q.uin, coalesce(q.heading, t.title, d.title) as title,
  d.id as debate_id, p.changed_from, p.changed_to
from paragraphs p
left join questions q on p.earlier_source_type = 'question' and q.id = p.earlier_source_id
left join statements t on p.earlier_source_type = 'statement' and t.id = p.earlier_source_id
left join contributions c
  on p.earlier_source_type = 'contribution' and c.id = cast(p.earlier_source_id as text)
left join debates d on d.id = c.debate_id
where p.source_type = :kind and p.source_id = :key and p.changed_from != '[]' order by p.position
"""
_TABLES = {"question": "questions", "statement": "statements", "contribution": "debates"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where words stood before: the day, the page (`table` and `key` of its row) and its name."""

    date: str
    table: str
    key: int | str
    title: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A stock paragraph with other words than before: pairs of old and new, either of which may be empty."""

    earlier: Earlier
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """The share of an answer that was said before, in whole per cent, where first, and what changed since."""

    percent: int
    first: Earlier
    changed: tuple[Changed, ...]


async def repeated(read: Read, kind: str, key: int | str) -> Repeated | None:
    """Return what one answer or statement repeats, or None where nothing in it was said before."""
    share = await first(read, _SHARE, {"kind": kind, "key": key})
    if share is None:
        return None
    rows = await read(_CHANGED, {"kind": kind, "key": key})
    return Repeated(
        percent=percent(share["words_before"], share["words"]),
        first=_earlier(share),
        changed=tuple(Changed(_earlier(row), _pairs(row)) for row in rows),
    )


def percent(part: int, whole: int) -> int:
    """Return a share in whole per cent: 0 and 100 mean nothing and everything."""
    if part in (0, whole):
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))


def _earlier(row: Row) -> Earlier:
    key = row["debate_id"] if row["source_type"] == "contribution" else row["source_id"]
    name = f"{row['source_type']} {row['uin']}" if row["uin"] else None
    title = ", ".join(part for part in (name, row["title"]) if part)
    return Earlier(row["date"], _TABLES[row["source_type"]], key, title or row["source_type"])


def _pairs(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(zip(json.loads(row["changed_from"]), json.loads(row["changed_to"]), strict=True))

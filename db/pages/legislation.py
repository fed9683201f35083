"""One Act or instrument: how much of it is in force, and what brought its provisions into force when."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.outcome import shown_by
from db.pages.reader import Read, Row, first

_LAW = "select * from legislation where id = ?"
_NOTES = """
select provision, note, date, instrument, url from commencements
where legislation_id = ? order by date is null, date desc, rowid
"""
# A title without its year is what ministers say: "the Child Support (Enforcement) Act".
_NAMED_IN = """
select id, commitment, is_private, minister, office, first_date, deadline, deadline_as_said, days_to_deadline,
  times_said, times_slipped, days_slipped, official_status, schedule_status
from commitment_tracker
where id in (select id from commitments where instr(lower(quote), lower(:title)))
order by first_date desc, id limit :shown
"""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class LawPage:
    """What the page of an Act or instrument shows; `share` is how much is in force, from 0 to 1000."""

    law: Row
    share: int | None
    commencements: list[Row]
    promises: list[Row]
    may_show: list[Row]


async def law_page(read: Read, key: str) -> LawPage | None:
    """Return what the page of the law with id `key` ("ukpga/1991/48") shows, or None where there is none."""
    law = await first(read, _LAW, [key])
    if law is None:
        return None
    title = law["title"].removesuffix(f" {law['year']}")
    return LawPage(
        law=law,
        share=_share(law),
        commencements=await read(_NOTES, [law["id"]]),
        promises=await read(_NAMED_IN, {"title": title, "shown": SHOWN}),
        may_show=await shown_by(read, "legislation", law["id"]),
    )


def _share(law: Row) -> int | None:
    if not law["provisions"] or law["prospective"] is None:
        return None
    return round((law["provisions"] - law["prospective"]) * 1000 / law["provisions"])

"""The first page: how many promises stand how, what is due, what is late, what has moved."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.known import owed
from db.pages.reader import Read, Row

SHOWN = 5
"""Rows of each list; the whole list is one link away."""

_CARD = """
select id, commitment, is_private, minister, office, first_date, deadline, deadline_as_said, days_to_deadline,
  days_waiting, times_said, times_slipped, days_slipped, official_status, schedule_status
from commitment_tracker
"""
_DUE = f"{_CARD} where schedule_status = 'due soon' order by deadline, id limit :shown"
_OVERDUE = f"{_CARD} where schedule_status = 'overdue' order by deadline desc, id limit :shown"
_LATEST = f"{_CARD} where first_date is not null order by first_date desc, id limit :shown"
_SLIPPED = """
select id, min(commitment) as commitment, minister, slipped_on, old_deadline, new_deadline, old_latest,
  new_latest, max(days_slipped) as days_slipped, schedule_status
from slipped group by id, slipped_on order by slipped_on desc, id limit :shown
"""
_WAITING = """
select id, commitment, minister, first_date, deadline_as_said, days_waiting, times_said
from in_due_course where deadline_as_said is not null order by days_waiting desc, id limit :shown
"""
_COUNTS = """
select 'schedule' as axis, schedule_status as status, count(*) as count from commitments group by 2
union all select 'official', official_status, count(*) from commitments group by 2
union all select 'total', 'commitments', count(*) from commitments
union all select 'total', 'questions', count(*) from questions
union all select 'total', 'statements', count(*) from statements
union all select 'total', 'debates', count(*) from debates
union all select 'total', 'responses', (select count(*) from publication_documents where is_government)
  + (select count(*) from petitions where response_text is not null)
union all select 'question', state, count(*) from question_list group by 2
"""


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows; `counts` maps axis to status to number, `owed` are answers to committees."""

    counts: dict[str, dict[str, int]]
    overdue: list[Row]
    due_soon: list[Row]
    slipped: list[Row]
    waiting: list[Row]
    latest: list[Row]
    owed: list[Row]


async def home(read: Read) -> Home:
    """Return what the first page shows."""
    shown = {"shown": SHOWN}
    counts: dict[str, dict[str, int]] = {"schedule": {}, "official": {}, "question": {}, "total": {}}
    for row in await read(_COUNTS):
        counts[row["axis"]][row["status"]] = row["count"]
    return Home(
        counts=counts,
        overdue=await read(_OVERDUE, shown),
        due_soon=await read(_DUE, shown),
        slipped=await read(_SLIPPED, shown),
        waiting=await read(_WAITING, shown),
        latest=await read(_LATEST, shown),
        owed=await owed(read, shown=SHOWN),
    )

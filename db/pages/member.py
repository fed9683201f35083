"""One member: seats and posts by date, promises made, questions asked."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.reader import Read, Row, first

SHOWN = 30
"""Rows of each list; the whole list is one link away."""

_MEMBER = "select * from members where id = ?"
_SEATS = "select * from memberships where member_id = ? order by start_date desc"
_POSTS = "select * from posts where member_id = ? order by start_date desc"
_PROMISES = """
select id, commitment, is_private, office, first_date, deadline, deadline_as_said, days_to_deadline,
  days_waiting, times_said, times_slipped, days_slipped, official_status, schedule_status
from commitment_tracker where member_id = :key order by first_date desc, id limit :shown
"""
_ASKED = """
select id, uin, heading, question_text, date_tabled, date_answered, answering_body
from questions where asking_member_id = :key order by date_tabled desc, id limit :shown
"""
_TABLED = """
select * from (
  select 'motions' as kind, id, title || ' (' || uin || ')' as title, date_tabled as date
  from motions where member_id = :key
  union all select 'oral_questions', id, question_text, coalesce(date_tabled, answering_on)
  from oral_questions where asking_member_id = :key
) order by date desc, kind, id limit :shown
"""
_SPOKE = """
select d.id, d.title, d.date, d.house, max(c.office) as office
from contributions c join debates d on d.id = c.debate_id
where c.member_id = :key and c.kind != 'procedural' group by d.id order by d.date desc, d.id limit :shown
"""
_COUNTS = """
select (select count(*) from commitments where member_id = :key) as promises,
  (select count(*) from questions where asking_member_id = :key) as asked,
  (select count(*) from questions where answering_member_id = :key) as answered
"""


@dataclass(frozen=True, slots=True)
class MemberPage:
    """What a member's page shows; lists hold the newest SHOWN rows, `counts` all of them."""

    member: Row
    seats: list[Row]
    posts: list[Row]
    promises: list[Row]
    asked: list[Row]
    tabled: list[Row]
    spoke: list[Row]
    counts: Row


async def member_page(read: Read, key: str) -> MemberPage | None:
    """Return what the page of member `key` shows, or None where there is none."""
    member = await first(read, _MEMBER, [key])
    if member is None:
        return None

    async def shown(sql: str) -> list[Row]:
        return await read(sql, {"key": member["id"], "shown": SHOWN})

    return MemberPage(
        member=member,
        seats=await read(_SEATS, [member["id"]]),
        posts=await read(_POSTS, [member["id"]]),
        promises=await shown(_PROMISES),
        asked=await shown(_ASKED),
        tabled=await shown(_TABLED),
        spoke=await shown(_SPOKE),
        counts=(await read(_COUNTS, {"key": member["id"]}))[0],
    )

"""One question tabled for oral answer, and the debate in which it was reached."""

from __future__ import annotations

from db.pages.reader import Read, Row, first

_QUESTION = """
select o.*, coalesce(o.asking_member, p.name) as asker, d.title as debate_title, d.date as debate_date
from oral_questions o
left join members p on p.id = o.asking_member_id left join debates d on d.id = o.debate_id
where o.id = ?
"""
_TABLED_FOR = """
select o.id, o.uin, o.question_text, o.contribution_id, o.asking_party, o.asking_member_id,
  coalesce(o.asking_member, p.name) as asker
from oral_questions o left join members p on p.id = o.asking_member_id
where o.debate_id = ? order by o.contribution_id is null, o.uin, o.id
"""


async def oral_question(read: Read, key: str) -> Row | None:
    """Return what the page of an oral question shows, or None where there is none."""
    return await first(read, _QUESTION, [key])


async def tabled_for(read: Read, debate: str) -> list[Row]:
    """Return the oral questions that were answered in a debate."""
    return await read(_TABLED_FOR, [debate])

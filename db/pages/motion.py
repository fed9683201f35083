"""One early day motion: its words, who tabled it, how many signed, and its amendments."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.reader import Read, Row, first

_MOTION = """
select m.*, coalesce(m.member_name, p.name) as mover,
  amended.title as amended_title, amended.uin as amended_uin
from motions m left join members p on p.id = m.member_id left join motions amended on amended.id = m.amends_id
where m.id = ?
"""
_AMENDMENTS = """
select m.id, m.uin, m.text, m.date_tabled, m.status, coalesce(m.member_name, p.name) as mover
from motions m left join members p on p.id = m.member_id where m.amends_id = ? order by m.uin, m.id
"""


@dataclass(frozen=True, slots=True)
class MotionPage:
    """What a motion's page shows."""

    motion: Row
    paragraphs: list[str]
    amendments: list[Row]


async def motion_page(read: Read, key: str) -> MotionPage | None:
    """Return what the page of motion `key` shows, or None where there is none."""
    motion = await first(read, _MOTION, [key])
    if motion is None:
        return None
    return MotionPage(
        motion=motion,
        paragraphs=[line for line in motion["text"].split("\n") if line.strip()],
        amendments=await read(_AMENDMENTS, [motion["id"]]),
    )

"""Up to which day the records reach: an old collection must not pass for a silent government."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.pages.reader import Read

BEHIND = 60
"""Days before the as-of date; Parliament's longest recess is shorter."""

_NEWEST = """
select max(day) as day from (
  select max(date_tabled) as day from questions union all select max(date_answered) from questions
  union all select max(date_made) from statements union all select max(date) from debates
)
"""
# Members say nothing themselves; a saved file says nothing of the days after it.
_CHECKED = """
select min(coalesce(last_success, '')) as moment from run_summary
where command = 'update' and source != 'members'
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """The day of the newest record, and the days between the as-of date and what is known here."""

    newest: str | None
    days_behind: int

    @property
    def is_behind(self) -> bool:
        """Say whether so much may be missing that silence proves nothing."""
        return self.days_behind > BEHIND


async def reach(read: Read, as_of: str) -> Reach:
    """Return how far the records reach, where a source read without finding anything counts as read."""
    newest = (await read(_NEWEST))[0]["day"]
    checked = (await read(_CHECKED))[0]["moment"]
    known = max(newest or "", (checked or "")[:10])
    behind = (date.fromisoformat(as_of) - date.fromisoformat(known)).days if known else 0
    return Reach(newest, behind)

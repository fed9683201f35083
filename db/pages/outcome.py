"""What software proposes as showing the outcome of a commitment, each with the page where its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.dates import days
from db.pages.reader import Read, Row

_EVIDENCE = """
select e.*, c.debate_id, f.publication_id, q.uin
from evidence e
left join questions q on e.source_type = 'question' and q.id = e.source_id
left join contributions c on e.source_type = 'contribution' and c.id = cast(e.source_id as text)
left join publication_passages a on e.source_type = 'publication' and a.id = cast(e.source_id as text)
left join publication_documents f on f.id = a.document_id
where e.commitment_id = :key order by e.date, e.kind, e.id
"""
_SHOWN_BY = """
select distinct t.id, t.commitment, t.is_private, t.minister, t.office, t.first_date, t.deadline,
  t.deadline_as_said, t.days_to_deadline, t.times_said, t.times_slipped, t.days_slipped, t.official_status,
  t.schedule_status
from evidence e join commitment_tracker t on t.id = e.commitment_id
where e.source_type = :kind and e.source_id = :key order by t.first_date, t.id
"""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row of `evidence` with what its page is found by, and when it came, in words."""

    row: Row
    when: str


async def proposed(read: Read, commitment: str) -> list[Proposed]:
    """Return what may show the outcome of a commitment, oldest first."""
    return [Proposed(row, _when(row)) for row in await read(_EVIDENCE, {"key": commitment})]


async def shown_by(read: Read, source_type: str, key: int | str) -> list[Row]:
    """Return the commitments whose outcome a document, a law or a response may show, the oldest first."""
    return await read(_SHOWN_BY, {"kind": source_type, "key": key})


def _when(row: Row) -> str:
    """Return e.g. "153 days after the promise was first made, 35 days after the last day given"."""
    made = f"{days(row['days_after_promise'])} after the promise was first made"
    late = row["days_after_deadline"]
    if late is None:
        return made
    if late == 0:
        return f"{made}, on the last day given"
    return f"{made}, {days(abs(late))} {'after' if late > 0 else 'before'} the last day given"

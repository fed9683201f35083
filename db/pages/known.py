"""What else is known: the newest of everything collected besides answers, statements and debates."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.reader import Read, Row

SHOWN = 4
"""Rows of each kind; the whole list is one link away."""

_OPEN = "('overdue', 'due soon')"
_RESPONSES = f"""
select id, title, committee, responding_department, paper_number, published, response_deadline, answered,
  answer_id, status, days_overdue, days_to_deadline
from committee_responses where status in {_OPEN}
order by response_deadline, id limit :shown
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its table, its name, what it is good for, the newest rows and how many there are."""

    table: str
    title: str
    meaning: str
    rows: list[Row]
    count: int


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the page shows; `owed` are the answers to committees that are overdue or due soon."""

    owed: list[Row]
    kinds: list[Kind]
    series: int


_KINDS = (
    (
        "publications",
        "Committee publications",
        "Reports, letters and the government’s responses, with the passages on the subject.",
        """select id, title, committee as who, date, kind as state from publications
           order by date desc, id desc""",
    ),
    (
        "petitions",
        "Petitions",
        "What people asked Parliament for, and what the government replied.",
        """select id, title, null as who, date_opened as date, signatures,
             coalesce(state, '') as state from petitions order by date_opened desc, id desc""",
    ),
    (
        "motions",
        "Early day motions",
        "Motions that members tabled and signed. They bind nobody.",
        """select id, title || ' (' || uin || ')' as title, member_name as who, date_tabled as date,
             status as state from motions
           order by date_tabled desc, id desc""",
    ),
    (
        "oral_questions",
        "Oral questions",
        "Questions tabled for an answer in the chamber; the answer stands in the debate.",
        """select id, question_text as title, asking_member as who, answering_on as date, status as state
           from oral_questions order by answering_on desc, id desc""",
    ),
    (
        "documents",
        "GOV.UK documents",
        "Consultations, policy papers and releases: evidence of what was done, not promises.",
        """select id, title, null as who, coalesce(date_updated, date_published) as date, kind as state
           from documents order by 4 desc, id""",
    ),
    (
        "legislation",
        "Legislation",
        "Acts and regulations, and how much of each is in force.",
        """select id, title, null as who, date_made as date, in_force as state from legislation
           order by year desc, number desc, id""",
    ),
)


async def known_page(read: Read) -> KnownPage:
    """Return what the page of the other sources shows."""
    kinds = []
    for table, title, meaning, sql in _KINDS:
        count = (await read(f"select count(*) as count from {table}"))[0]["count"]
        kinds.append(Kind(table, title, meaning, await read(f"{sql} limit {SHOWN}"), count))
    series = await read("select count(distinct series) as count from statistics")
    return KnownPage(owed=await owed(read), kinds=kinds, series=series[0]["count"])


async def owed(read: Read, *, shown: int = 20) -> list[Row]:
    """Return the answers to committees that are overdue or due within 30 days, the longest overdue first."""
    return await read(_RESPONSES, {"shown": shown})

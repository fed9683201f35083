"""How it was made: the state of the sources, what was set aside, how well the software reads."""

from __future__ import annotations

from dataclasses import dataclass

from db.pages.accuracy import Accuracy, accuracy
from db.pages.origins import LICENCES, ORIGINS, Origin
from db.pages.reader import Read, Row

_RUNS = "select * from run_summary order by source"
_SET_ASIDE = """
select source, reason, count(*) as found, min(first_seen) as first_seen
from quarantine group by source, reason order by found desc, source, reason limit 50
"""
_COVERAGE = """
select 'Written questions' as what, count(*) as count, min(date_tabled) as first, max(date_tabled) as last
  from questions
union all select 'Written statements', count(*), min(date_made), max(date_made) from statements
union all select 'Debates', count(*), min(date), max(date) from debates
union all select 'Oral questions', count(*), min(answering_on), max(answering_on) from oral_questions
union all select 'Early day motions', count(*), min(date_tabled), max(date_tabled) from motions
union all select 'Committee publications', count(*), min(date), max(date) from publications
union all select 'Petitions', count(*), min(date_opened), max(date_opened) from petitions
union all select 'GOV.UK documents', count(*), min(date_published), max(date_published) from documents
union all select 'Acts and instruments', count(*), min(date_made), max(date_made) from legislation
union all select 'Figures of the statistics', count(*), min(period_end), max(period_end) from statistics
union all select 'Sentences analysed', count(*), null, null from sentences
union all select 'Commitments', count(*), min(first_date), max(first_date) from commitments
"""
_CUT = "select count(*) as cut from questions where is_truncated"


@dataclass(frozen=True, slots=True)
class About:
    """What the page on method shows; `accuracy` is None where none is recorded."""

    origins: tuple[Origin, ...]
    licences: dict[str, str]
    coverage: list[Row]
    truncated: int
    runs: list[Row]
    set_aside: list[Row]
    accuracy: Accuracy | None


async def about(read: Read) -> About:
    """Return what the page on method shows."""
    return About(
        origins=ORIGINS,
        licences=LICENCES,
        coverage=await read(_COVERAGE),
        truncated=(await read(_CUT))[0]["cut"],
        runs=await read(_RUNS),
        set_aside=await read(_SET_ASIDE),
        accuracy=accuracy(),
    )

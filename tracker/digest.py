"""What changed since a day, in Markdown or HTML: commitments and dates only, never a constituent's story."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from db.pages.dates import days, until
from nlp.privacy import speaks_of_a_person

TEMPLATES = Path(__file__).parent / "templates"

_WORDS = "case when c.is_private then null else c.quote end as words"
_COMMITMENT = f"""
select c.id, {_WORDS}, t.minister,
  c.first_date, c.deadline_text, c.deadline_latest,
  c.days_to_deadline, c.times_slipped, c.official_status, c.url
from commitments c join commitment_tracker t on t.id = c.id
"""
_CHANGE = f"""
select c.id, {_WORDS}, t.minister,
  m.date, m.old_deadline, m.new_deadline, m.days_slipped,
  c.is_private, s.text as said, c.url, h.was as held, h.now as holds
from mentions m join commitments c on c.id = m.commitment_id join sentences s on s.id = m.sentence_id
join commitment_tracker t on t.id = c.id
left join mention_changes h on h.commitment_id = c.id and h.sentence_id = m.sentence_id and h.aspect = 'hold'
where m.date > :since and m.relation = :relation order by m.date, c.id
"""
_SHOWN = f"""
select c.id, {_WORDS}, t.minister, e.date,
  coalesce(e.title || ': ' || nullif(e.quote, e.title), e.quote) as shown_by, coalesce(e.url, c.url) as url
from evidence e join commitments c on c.id = e.commitment_id join commitment_tracker t on t.id = c.id
where e.date > :since and e.sentence_id is null order by e.date, c.id, e.id
"""
_MADE = f"{_COMMITMENT} where c.first_date > :since order by c.first_date, c.id"
_DUE = f"{_COMMITMENT} where c.schedule_status = 'due soon' order by c.deadline_latest, c.id"
_OVERDUE = f"{_COMMITMENT} where c.schedule_status = 'overdue' order by c.deadline_latest, c.id"
_OWED = """
select id, title, committee, responding_department, response_deadline, status, days_overdue, days_to_deadline,
  source as url
from committee_responses where status in ('overdue', 'due soon') order by response_deadline, id
"""


def as_of_date(path: Path) -> date:
    """Return the as-of date of the tracker at `path`. Raises FileNotFoundError where there is none."""
    if not path.exists():
        raise FileNotFoundError(f"there is no tracker at {path}; run `cms-tracker update` or `import` first")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        row = db.execute("select value from snapshot where key = 'as_of'").fetchone()
    return date.fromisoformat(row[0])


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the digest: a heading, what an empty one says, and its rows.

    The rows are commitments, or reports of committees where `is_owed`.
    """

    title: str
    empty: str
    rows: list[dict]
    is_owed: bool = False


def write_digest(path: Path, *, since: date, form: str) -> str:
    """Return the digest of everything said after `since`; `form` is "markdown" or "html"."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    try:
        facts = dict(db.execute("select key, value from snapshot").fetchall())
        sections = _sections(db, since.isoformat())
    finally:
        db.close()
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=form == "html", trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(days=days, until=until)
    template = environment.get_template(f"digest.{'html' if form == 'html' else 'md'}")
    return template.render(facts=facts, since=since.isoformat(), sections=sections)


def _sections(db: sqlite3.Connection, since: str) -> list[Section]:
    def rows(sql: str, **values: str) -> list[dict]:
        found = [dict(row) for row in db.execute(sql, {"since": since, **values})]
        return [row | {"said": _without_a_story(row.get("said"))} for row in found]

    return [
        Section("New commitments", "No new commitment.", rows(_MADE)),
        Section("Due in the next 30 days", "Nothing falls due.", rows(_DUE)),
        Section("Overdue", "Nothing is overdue.", rows(_OVERDUE)),
        Section("Slipped", "No date was put off.", rows(_CHANGE, relation="slipped")),
        Section("The government says it is done", "Nothing.", rows(_CHANGE, relation="claimed_done")),
        Section("Refused", "Nothing was refused.", rows(_CHANGE, relation="refused")),
        Section("May show an outcome (proposed by software, not judged)", "Nothing.", rows(_SHOWN)),
        Section("Answers owed to committees", "No answer is overdue or due soon.", rows(_OWED), is_owed=True),
    ]


def _without_a_story(words: str | None) -> str | None:
    return None if words is None or speaks_of_a_person(words) else words

"""Collects written statements: the lists by month, each in full, and the statements that these name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from scrapers import written_statements
from scrapers.records import Id, Parsed, WrittenStatement
from scrapers.relevance import is_relevant, needs_detail
from scrapers.written_questions import list_page
from tracker.collect import Collector, Source
from tracker.windows import LATE_ANSWERS


@dataclass(slots=True)
class _Swept:
    """The rows of one month, and how many the service says it has."""

    rows: dict[Id, WrittenStatement] = field(default_factory=dict)
    total: int = 0


def collect_statements(run: Collector) -> None:
    """Sweep the statements made in each month; fetch in full those that may be about the topic.

    A statement is never corrected in place but by another one, which names it: of a statement about the
    topic, those that it is linked with are fetched too, whatever they say and whenever they were made.
    """
    for first, last in run.progress(run.months_due("made", LATE_ANSWERS), "months"):
        with run.window(f"made {first[:7]}"):
            _collect_month(run, first, last)
        run.done_to(last)
    run.done_to(run.today)


def _collect_month(run: Collector, first: str, last: str) -> None:
    swept = _Swept()
    with run.window(f"made {first[:7]}"):
        _sweep(run, first, last, swept)
    for row in swept.rows.values():
        if needs_detail(row, run.topic):
            _collect_linked(run, _in_full(run, row))
    run.month_done("made", first, rows=swept.total)


def _sweep(run: Collector, first: str, last: str, swept: _Swept) -> None:
    read = partial(
        written_statements.fetch_window,
        run.session,
        run.settings.questions_url,
        start=first,
        end=last,
        bodies=run.topic.answering_bodies,
    )
    for answer in run.pages(read):
        swept.total = list_page(answer.body).total
        for record in run.keep(answer).records:
            if isinstance(record, WrittenStatement):
                swept.rows[record.id] = record


def _in_full(run: Collector, row: WrittenStatement) -> Parsed:
    """Return the statement in full: from the archive, unless it got links since it was fetched."""
    if _is_held(run, row.id):
        held = run.held("statement", written_statements.statement_url(run.settings.questions_url, row.id))
        if held is not None and (not row.has_links or any(item.links for item in _statements(held))):
            return held
        if not row.has_links:
            return Parsed()
    return _fetch(run, row.id)


def _collect_linked(run: Collector, parsed: Parsed) -> None:
    for statement in _statements(parsed):
        if is_relevant(statement, run.topic).relevant:
            for link in statement.links:
                if not _is_held(run, link.statement_id):
                    _fetch(run, link.statement_id)


def _statements(parsed: Parsed) -> list[WrittenStatement]:
    return [record for record in parsed.records if isinstance(record, WrittenStatement)]


def _is_held(run: Collector, key: Id) -> bool:
    return run.archive.items.has_record(f"{WrittenStatement.__name__} {key} full")


def _fetch(run: Collector, key: Id) -> Parsed:
    parsed = Parsed()
    if key not in run.fetched:
        run.fetched.add(key)
        fetch = partial(written_statements.fetch_statement, run.session, run.settings.questions_url, key)
        with run.window(f"statement {key}"):
            parsed = run.keep_if_there(f"statement {key}", fetch)
    return parsed


STATEMENTS = Source(collect_statements, lambda run: len(run.months_due("made", LATE_ANSWERS)))

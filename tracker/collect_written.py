"""Collects written questions and statements: the lists by month, then every record kept in full."""

from __future__ import annotations

from typing import Literal

from db.archive import State, record_state
from scrapers import written_questions, written_statements
from scrapers.paging import month_windows
from scrapers.records import Id, WrittenQuestion, WrittenStatement
from scrapers.relevance import needs_detail
from scrapers.session import SourceFailure
from tracker.collect import Collector

Window = Literal["tabled", "answered", "corrected"]
_FIELDS: tuple[Window, ...] = ("tabled", "answered", "corrected")


def collect_questions(run: Collector) -> None:
    """Sweep each month by tabling, answering and correction date; fetch in full what is new or has moved on.

    Then ask again for every open question by id. The watermark moves month by month, so that a run cut off
    loses at most the month it was in.
    """
    known = run.archive.question_states()
    windows = month_windows(run.since, run.today)
    for first, last in run.progress(windows, "months"):
        rows: dict[Id, WrittenQuestion] = {}
        for name in _FIELDS:
            rows |= _sweep(run, name, first, last)
        for row in rows.values():
            if needs_detail(row, run.topic) and _has_moved_on(row, known):
                _fetch(run, row.id, known)
        run.done_to(last)
    for key in run.progress([key for key, state in known.items() if _is_open(state)], "open questions"):
        if key not in run.fetched:
            _fetch(run, key, known)


def _sweep(run: Collector, name: Window, first: str, last: str) -> dict[Id, WrittenQuestion]:
    """Read one window; once more from the start where rows moved so much that some were missed."""
    try:
        return _sweep_once(run, name, first, last)
    except SourceFailure as failure:
        if failure.kind != "count mismatch":
            raise
        return _sweep_once(run, name, first, last)


def _sweep_once(run: Collector, name: Window, first: str, last: str) -> dict[Id, WrittenQuestion]:
    rows: dict[Id, WrittenQuestion] = {}
    answers = written_questions.fetch_window(
        run.session,
        run.settings.questions_url,
        field=name,
        start=first,
        end=last,
        bodies=run.topic.answering_bodies,
    )
    for answer in answers:
        for record in run.keep(answer).records:
            if isinstance(record, WrittenQuestion):
                rows[record.id] = record
    return rows


def _has_moved_on(row: WrittenQuestion, known: dict[Id, State]) -> bool:
    return row.id not in known or record_state(row).moment > known[row.id].moment


def _is_open(state: State) -> bool:
    return not state.is_closed and isinstance(state.id, int)


def _fetch(run: Collector, key: Id, known: dict[Id, State]) -> None:
    run.fetched.add(key)
    parsed = run.keep_if_there(
        f"question {key}",
        lambda: written_questions.fetch_question(run.session, run.settings.questions_url, key),
    )
    for record in parsed.records:
        known[key] = record_state(record)


def collect_statements(run: Collector) -> None:
    """Sweep the statements made in each month; fetch in full those about the topic that are not here yet."""
    for first, last in run.progress(month_windows(run.since, run.today), "months"):
        answers = written_statements.fetch_window(
            run.session,
            run.settings.questions_url,
            start=first,
            end=last,
            bodies=run.topic.answering_bodies,
        )
        for answer in answers:
            for record in run.keep(answer).records:
                if isinstance(record, WrittenStatement) and needs_detail(record, run.topic):
                    _fetch_statement(run, record.id)
        run.done_to(last)


def _fetch_statement(run: Collector, key: Id) -> None:
    if key in run.fetched or run.archive.has_record(f"WrittenStatement {key} full"):
        return  # a statement is corrected by another statement, never in place
    run.fetched.add(key)
    run.keep_if_there(
        f"statement {key}",
        lambda: written_statements.fetch_statement(run.session, run.settings.questions_url, key),
    )

"""Collects written questions: the lists by month, then every record that may be about the topic in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from db.states import State, record_state
from scrapers import written_questions
from scrapers.paging import month_windows
from scrapers.records import Id, WrittenQuestion
from scrapers.relevance import is_relevant, needs_detail
from tracker.collect import Collector, Source
from tracker.windows import LATE_ANSWERS, month_end

Window = Literal["tabled", "answered", "corrected"]
_FIELDS: tuple[Window, ...] = ("tabled", "answered", "corrected")


@dataclass(slots=True)
class _Swept:
    """The rows of one window, and how many the service says it has."""

    rows: dict[Id, WrittenQuestion] = field(default_factory=dict)
    total: int = 0


def collect_questions(run: Collector) -> None:
    """Sweep each month by tabling, answering and correction date; fetch in full what is new or has moved on.

    Then ask again for every open question by id, however old. A window counts as read when all of it was:
    a run cut off loses at most the window it was in. Of a list that did not come whole, what came is kept.
    """
    known = run.archive.items.question_states()
    for first, last in run.progress(_months_due(run), "months"):
        for name in _fields_due(run, first):
            with run.window(f"{name} {first[:7]}"):
                _collect_window(run, name, first, last, known)
        run.done_to(last)
    run.done_to(run.today)
    for key in run.progress(_open_questions(run, known), "open questions"):
        _fetch(run, key, known)


def _collect_window(run: Collector, name: Window, first: str, last: str, known: dict[Id, State]) -> None:
    swept = _Swept()
    with run.window(f"{name} {first[:7]}"):
        _sweep(run, name, first, last, swept)
    for row in swept.rows.values():
        if _is_wanted(run, row, known):
            _fetch(run, row.id, known)
    run.month_done(name, first, rows=swept.total)


def _months_due(run: Collector) -> list[tuple[str, str]]:
    return [month for month in month_windows(run.since, run.today) if _fields_due(run, month[0])]


def _fields_due(run: Collector, first: str) -> list[Window]:
    month, ends = first[:7], month_end(first)
    return [name for name in _FIELDS if run.is_due(f"{name} {month}", ends, LATE_ANSWERS)]


def _sweep(run: Collector, name: Window, first: str, last: str, swept: _Swept) -> None:
    read = partial(
        written_questions.fetch_window,
        run.session,
        run.settings.questions_url,
        field=name,
        start=first,
        end=last,
        bodies=run.topic.answering_bodies,
    )
    for answer in run.pages(read):
        swept.total = written_questions.list_page(answer.body).total
        for record in run.keep(answer).records:
            if isinstance(record, WrittenQuestion):
                swept.rows[record.id] = record


def _is_wanted(run: Collector, row: WrittenQuestion, known: dict[Id, State]) -> bool:
    """Tell whether a row's question is to be fetched: it may be about the topic, and is new or has moved on.

    One that was cut, was fetched for that, and turned out to be about something else is known for good.
    """
    if not needs_detail(row, run.topic):
        return False
    if row.id not in known:
        return True
    has_moved_on = record_state(row).moment > known[row.id].moment
    return has_moved_on and (is_relevant(row, run.topic).relevant or not _is_beside_topic(run, row.id))


def _open_questions(run: Collector, known: dict[Id, State]) -> list[Id]:
    waiting = [key for key, state in known.items() if not state.is_closed and isinstance(key, int)]
    return [key for key in waiting if not _is_beside_topic(run, key)]


def _is_beside_topic(run: Collector, key: Id) -> bool:
    """Tell whether the archive holds this question in full and it is about something else."""
    held = run.held("question", written_questions.question_url(run.settings.questions_url, key))
    return held is not None and not any(is_relevant(item, run.topic).relevant for item in held.records)


def _fetch(run: Collector, key: Id, known: dict[Id, State]) -> None:
    if key in run.fetched:
        return
    run.fetched.add(key)
    fetch = partial(written_questions.fetch_question, run.session, run.settings.questions_url, key)
    with run.window(f"question {key}"):
        for record in run.keep_if_there(f"question {key}", fetch).records:
            known[key] = record_state(record)


def _least(run: Collector) -> int:
    windows = sum(len(_fields_due(run, first)) for first, _ in _months_due(run))
    return windows + len(_open_questions(run, run.archive.items.question_states()))


QUESTIONS = Source(collect_questions, _least)

"""Collects what members table in the Commons: questions for oral answer, and early day motions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from scrapers import motions, oral_questions
from scrapers.paging import month_windows
from scrapers.records import Motion, OralQuestion
from scrapers.relevance import is_relevant
from scrapers.session import RawAnswer
from tracker.collect import Collector, Source
from tracker.windows import LATE_ANSWERS, month_end

R = TypeVar("R", OralQuestion, Motion)
Fetch = Callable[..., Iterator[RawAnswer]]

AHEAD = timedelta(weeks=8)
"""How far beyond today question times are read: questions are tabled days before them, or before a recess."""

SIGNING = range(30, 721, 30)
"""Days after its tabling on which a motion is fetched again.

It may be signed until the session ends, which is a year or two later, and a list does not show that anybody
took a name off. Most sign in the first weeks, when the lists tell the count: once a month is enough.
"""


def collect_oral(run: Collector) -> None:
    """Sweep each month by the day of answering, some weeks ahead too, for the departments of the topic."""
    fetch = partial(oral_questions.fetch_window, bodies=run.topic.own_bodies)
    for first, last in run.progress(_answering_months_due(run), "months"):
        with run.window(f"answering {first[:7]}"):
            rows = _read(run, OralQuestion, fetch, first, last)
            run.month_done("answering", first, rows=len(rows))
        run.done_to(min(last, run.today))
    run.done_to(run.today)


def _answering_months_due(run: Collector) -> list[tuple[str, str]]:
    ahead = (date.fromisoformat(run.today) + AHEAD).isoformat()
    return [
        (first, last)
        for first, last in month_windows(run.since, ahead)
        if run.is_due(f"answering {first[:7]}", month_end(first), LATE_ANSWERS)
    ]


def collect_motions(run: Collector) -> None:
    """Sweep each month for motions tabled or withdrawn, search the titles, fetch in full those on the topic.

    The sweep takes every motion, because a title may not name what the text is about. The search is made
    over all months, and so shows how those that it finds stand now, however old.
    """
    for first, last in run.progress(run.months_due("tabled", LATE_ANSWERS), "months"):
        with run.window(f"tabled {first[:7]}"):
            withdrawn = _read(run, Motion, motions.fetch_withdrawn, first, last)
            tabled = _read(run, Motion, motions.fetch_tabled, first, last)
            _fetch_on_topic(run, withdrawn | tabled)
            run.month_done("tabled", first, rows=len(tabled))
        run.done_to(last)
    for term in run.topic.search_terms:
        with run.window(f"titles with {term}"):
            search = partial(motions.fetch_tabled, term=term)
            _fetch_on_topic(run, _read(run, Motion, search, run.since, run.today))
    for key, tabled_on in run.progress(_signed(run).items(), "signatures"):
        _fetch_motion(run, key, tabled_on)
    run.done_to(run.today)


def _read(run: Collector, kind: type[R], fetch: Fetch, first: str, last: str) -> dict[int, R]:
    """Keep every page of a window and return its records by id."""
    url = run.settings.oralquestions_url
    pages = run.pages(lambda: fetch(run.session, url, start=first, end=last))
    records = [record for page in pages for record in run.keep(page).records]
    return {record.id: record for record in records if isinstance(record, kind)}


def _fetch_on_topic(run: Collector, rows: dict[int, Motion]) -> None:
    for row in rows.values():
        tabled_on = row.date_tabled or run.today
        # One withdrawn lately may be of years that this run leaves out.
        if tabled_on >= run.since and is_relevant(row, run.topic).relevant:
            _fetch_motion(run, row.id, tabled_on)


def _signed(run: Collector) -> dict[int, str]:
    """Return the motions fetched before, by id, with the day on which each was tabled."""
    windows = run.archive.windows.named(run.source, "motion ")
    return {int(name.removeprefix("motion ")): tabled_on for name, tabled_on in windows.items()}


def _fetch_motion(run: Collector, key: int, tabled_on: str) -> None:
    window = f"motion {key}"
    if key in run.fetched or not run.is_due(window, tabled_on, SIGNING):
        return
    run.fetched.add(key)
    with run.window(window):
        run.keep_if_there(
            window, lambda: motions.fetch_motion(run.session, run.settings.oralquestions_url, key)
        )
        run.done(window, tabled_on)


def _motions_least(run: Collector) -> int:
    due = sum(run.is_due(f"motion {key}", tabled_on, SIGNING) for key, tabled_on in _signed(run).items())
    return 2 * len(run.months_due("tabled", LATE_ANSWERS)) + len(run.topic.search_terms) + due


ORAL = Source(collect_oral, lambda run: len(_answering_months_due(run)))
MOTIONS = Source(collect_motions, _motions_least)

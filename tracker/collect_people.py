"""Collects TheyWorkForYou's people and ministers, which say who somebody in the bulk files is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta

from scrapers.failures import SourceFailure
from scrapers.popolo import OFFICES, PEOPLE, fetch_offices, fetch_people, people_folders
from scrapers.session import RawAnswer
from tracker.collect import Collector

log = logging.getLogger(__name__)
SOURCE = "people"  # of the window that says when the files were read
READ_AGAIN = timedelta(days=30)


def people_are_due(run: Collector) -> bool:
    """Say whether files that a backfill once read are old enough to be read again."""
    read_on = run.archive.windows.read_on(SOURCE, PEOPLE)
    return read_on is not None and date.fromisoformat(read_on) + READ_AGAIN <= date.fromisoformat(run.today)


def collect_people(run: Collector) -> None:
    """Fetch the people and the lists of ministers, all from the first place that has the people.

    Raises `SourceFailure` where no place has them. Lists of ministers come and go; one must be there.
    """
    folder = _folder(run)
    lists = 0
    for name in OFFICES:
        answer = _if_there(lambda name=name: fetch_offices(run.session, folder, name))
        if answer is not None:
            run.keep(answer)
            lists += 1
    if not lists:
        raise SourceFailure("not found", folder, f"there is none of {', '.join(OFFICES)}")
    run.archive.windows.set(SOURCE, PEOPLE, ends=run.today, read_on=run.today, rows=None)


def _folder(run: Collector) -> str:
    folders = people_folders(run.settings.bulk_url)
    for folder in folders:
        answer = _if_there(lambda folder=folder: fetch_people(run.session, folder))
        if answer is not None:
            run.keep(answer)
            return folder
    raise SourceFailure("not found", folders[-1], f"{PEOPLE} is not there")


def _if_there(fetch: Callable[[], RawAnswer]) -> RawAnswer | None:
    try:
        return fetch()
    except SourceFailure as failure:
        if failure.kind not in ("not found", "html instead of json"):  # some sites answer so for "not there"
            raise
        log.info("not there: %s", failure.url)
        return None

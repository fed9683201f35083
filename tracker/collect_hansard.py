"""Collects Hansard: the debates of every sitting day by their headings, and by search term for the rest."""

from __future__ import annotations

from datetime import date

from scrapers import hansard
from scrapers.hansard import DebateRef
from scrapers.records import Debate
from scrapers.relevance import names_topic
from tracker.collect import REVISED_FOR, Collector

HOUSES = ("Commons", "Lords")


def collect_hansard(run: Collector) -> None:
    """Walk the days each House sat, sweep the topic's terms, and fetch every debate found whole.

    Search leaves out continued paragraphs and headings leave out debates whose title says nothing, so each
    makes good what the other misses. Whether a debate is kept is decided from its text, at publication.
    """
    for house in HOUSES:
        days = list(_sitting_days(run, house))
        for day in run.progress(days, f"{house} sitting days"):
            _collect_day(run, house, day)
        for term in run.topic.search_terms:
            _collect_term(run, house, term)
    run.done_to(run.today)


def _sitting_days(run: Collector, house: str) -> set[str]:
    days: set[str] = set()
    calendars = hansard.fetch_sitting_days(
        run.session, run.settings.hansard_url, house=house, start=run.since, end=run.today
    )
    for answer in calendars:
        run.keep(answer)
        days.update(hansard.sitting_days(answer.body, house=house, start=run.since, end=run.today))
    return days


def _collect_day(run: Collector, house: str, day: str) -> None:
    for tree in hansard.fetch_day(run.session, run.settings.hansard_url, house=house, day=day):
        run.keep(tree)
        for ref in hansard.leaf_debates(tree.body):
            if _is_wanted(run, ref):
                _fetch(run, ref.ext_id, day)


def _is_wanted(run: Collector, ref: DebateRef) -> bool:
    # Oral questions to the department come with bare headings; their text decides later.
    titles = (*ref.ancestors, ref.title)
    department = any(
        name.casefold() in title.casefold() for title in titles for name in run.topic.departments
    )
    return department or any(names_topic(title, run.topic) for title in titles)


def _collect_term(run: Collector, house: str, term: str) -> None:
    pages = hansard.fetch_term(
        run.session, run.settings.hansard_url, term=term, house=house, start=run.since, end=run.today
    )
    for page in pages:
        run.keep(page)
        for ext_id in hansard.debate_ids_found(page.body):
            _fetch(run, ext_id, None)


def _fetch(run: Collector, ext_id: str, day: str | None) -> None:
    if ext_id in run.fetched or _is_settled(run, ext_id, day):
        return
    run.fetched.add(ext_id)
    run.keep_if_there(
        f"debate {ext_id}", lambda: hansard.fetch_debate(run.session, run.settings.hansard_url, ext_id)
    )


def _is_settled(run: Collector, ext_id: str, day: str | None) -> bool:
    said_on = day or run.archive.date_of(f"{Debate.__name__} {ext_id}")
    if said_on is None or not run.archive.has_record(f"{Debate.__name__} {ext_id}"):
        return False
    return date.fromisoformat(said_on) + REVISED_FOR < date.fromisoformat(run.today)

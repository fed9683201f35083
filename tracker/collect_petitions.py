"""Collects petitions: the search for each of the topic's terms, then each petition about it in full."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from scrapers import petitions
from scrapers.documents import PetitionRow
from scrapers.failures import SourceFailure
from scrapers.relevance import is_relevant
from tracker.collect import Collector, Source


def collect_petitions(run: Collector) -> None:
    """Search the petitions of this Parliament, and once a month those of the last one.

    A row is all that the run needs of a petition until it shows that more than the number of signatures has
    changed: a response, another state, a debate. Then the petition itself is asked for.
    """
    for archived, term in _lists_due(run):
        name = _list_name(run, term, archived=archived)
        with run.window(name):
            for row in _search(run, term, archived=archived):
                if is_relevant(row, run.topic).relevant:
                    _fetch(run, row)
            run.done(name, run.today)  # no number of rows: a dissolution may leave none
    run.done_to(run.today)


def _lists_due(run: Collector) -> list[tuple[bool, str]]:
    terms = run.topic.search_terms
    past = [term for term in terms if not run.has_read(_list_name(run, term, archived=True))]
    return [(False, term) for term in terms] + [(True, term) for term in past]


def _list_name(run: Collector, term: str, *, archived: bool) -> str:
    # Hardly anything happens to a petition whose Parliament is dissolved.
    return f"archived {term} {run.today[:7]}" if archived else f"search {term}"


def _search(run: Collector, term: str, *, archived: bool) -> list[PetitionRow]:
    pages = run.pages(
        lambda: petitions.fetch_list(run.session, run.settings.petitions_url, term=term, archived=archived)
    )
    found: dict[int, PetitionRow] = {}
    try:
        for page in pages:
            records = run.keep(page).records
            found |= {record.id: record for record in records if isinstance(record, PetitionRow)}
    except SourceFailure as failure:
        if not archived or failure.kind != "not found":
            raise
        # The route beside the main one: without it, the petitions of this Parliament are whole all the same.
        run.reject(_list_name(run, term, archived=True), f"there is no such list: {failure}")
    return list(found.values())


def _fetch(run: Collector, row: PetitionRow) -> None:
    mark = f"petition {row.id} {_state(row)}"
    if run.has_read(mark):
        return
    with run.window(mark):
        run.keep_if_there(
            f"petition {row.id}",
            lambda: petitions.fetch_petition(
                run.session, run.settings.petitions_url, row.id, archived=row.is_archived
            ),
        )
        run.done(mark, run.today)


def _state(row: PetitionRow) -> str:
    """Return what is another one when anything but the number of signatures has changed."""
    return hashlib.sha256(repr(replace(row, signatures=None)).encode()).hexdigest()[:16]


PETITIONS = Source(collect_petitions, lambda run: len(_lists_due(run)))

"""Collects GOV.UK's documents: the search by term, then whatever is new or has changed, whole."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from urllib.parse import unquote

from db.gather import MOVED
from scrapers import govuk
from scrapers.documents import GovDocument
from scrapers.failures import SourceFailure
from tracker.collect import Collector, Source

_NOT_TO_BE_HAD = ("not found", "html instead of json")  # gone, or moved to where no document is


def collect_documents(run: Collector) -> None:
    """Search for every term; fetch whole what is not here yet, or not as it is now.

    A hit is only fetched. Whether it is kept is decided from its own text, at publication.
    """
    for row in run.progress(sweep(run, run.topic.document_types), "documents"):
        update_document(run, row)
    run.done_to(run.today)


def sweep(run: Collector, kinds: Collection[str]) -> list[GovDocument]:
    """Return the row of every document of these kinds that the search finds for any term, each once."""
    rows: dict[str, GovDocument] = {}
    if kinds and run.topic.organisations:  # without either, the search would hand out all there is
        for term in run.topic.search_terms:
            # called by the first day too: reading fewer days is another window
            name = f"{term} since {run.since}"
            with run.window(name):
                found = _search(run, term, kinds)
                rows |= found
                run.done(name, run.since, rows=len(found))
    return list(rows.values())


def update_document(run: Collector, row: GovDocument) -> GovDocument | None:
    """Return a document whole, fetched where it is not held as the search shows it.

    The search may date a change later than the document itself ever will: that a row's state was answered
    is remembered by its kind and time. A document that can't be had is quarantined, and what was held of it
    before is returned.
    """
    mark = f"document {row.path} {row.kind} {row.updated_at}"
    if has_changed(row, _held(run, row.path)) and not run.has_read(mark):
        with run.window(mark):
            address = govuk.content_address(run.settings.govuk_url, row.path)
            if address not in run.settled:
                _fetch(run, row)
                run.settled.add(address)
            run.done(mark, run.today)
    return _held(run, row.path)


def has_changed(row: GovDocument, held: GovDocument | None) -> bool:
    """Say whether a document is to be fetched.

    A consultation closes without any change of its text: its kind tells.
    """
    if held is None or row.kind != held.kind:
        return True
    return row.updated_at is not None and (held.updated_at is None or row.updated_at > held.updated_at)


def _search(run: Collector, term: str, kinds: Collection[str]) -> dict[str, GovDocument]:
    """Return the rows for one term by their paths, those of other kinds left out, whatever was asked for."""
    read = partial(
        govuk.fetch_search,
        run.session,
        run.settings.govuk_url,
        term=term,
        organisations=run.topic.organisations,
        kinds=kinds,
        since=run.since,
    )
    records = [record for page in run.pages(read) for record in run.keep(page).records]
    return {row.path: row for row in records if isinstance(row, GovDocument) and row.kind in kinds}


def _held(run: Collector, path: str) -> GovDocument | None:
    """Return a document as the archive has it, under the path that it has moved to where it has."""
    now_at = run.archive.fact(f"{MOVED}{path}") or path
    parsed = run.held("govuk-content", govuk.content_address(run.settings.govuk_url, now_at))
    records = parsed.records if parsed else ()
    return next((record for record in records if isinstance(record, GovDocument)), None)


def _fetch(run: Collector, row: GovDocument) -> None:
    try:
        answer = govuk.fetch_content(run.session, run.settings.govuk_url, row.path)
    except SourceFailure as failure:
        if failure.kind not in _NOT_TO_BE_HAD:
            raise
        run.reject(f"document {row.path}", f"listed, but not to be had: {failure}")
        return
    path = unquote(govuk.path_in(answer.url))
    if path != row.path and not govuk.is_document_at(answer.body, path):
        run.reject(f"document {row.path}", f"listed, but moved to {path}, which is no document")
        return
    run.keep(answer)
    if path != (run.archive.fact(f"{MOVED}{row.path}") or row.path):
        run.archive.set_fact(f"{MOVED}{row.path}", path)


GOVUK = Source(collect_documents, lambda run: len(run.topic.search_terms))

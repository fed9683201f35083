"""Collects legislation: what the feeds name by its title, and the texts that are new or may have changed."""

from __future__ import annotations

from scrapers import legislation
from scrapers.documents import LegislationEntry
from scrapers.failures import SourceFailure
from tracker.collect import Collector, Source

_NO_TEXT = {
    "not found": "has no text in XML, perhaps a PDF alone",
    "bad request": "has no text of its own under this address, perhaps several",
}


def collect_legislation(run: Collector) -> None:
    """Read the feeds of the topic's titles, then the texts.

    What the topic names is asked for every time, since a provision may come into force on a day set long
    before; the service says at little cost that nothing has changed. Of the rest, the feed tells what has.
    """
    named: dict[str, LegislationEntry] = {}
    for title in run.progress(run.topic.legislation_titles, "titles"):
        with run.window(f"title {title}"):
            found = _search(run, title)
            named |= found
            run.done(f"title {title}", run.today, rows=len(found))
    followed = dict.fromkeys((*run.topic.legislation, *named))
    for path in run.progress(followed, "texts"):
        entry = named.get(path)
        mark = f"text {path} {entry.state}" if entry else f"text {path}"
        if path in run.topic.legislation or not run.has_read(mark):
            with run.window(mark):
                _fetch(run, path)
                run.done(mark, run.today)
    run.done_to(run.today)


def _search(run: Collector, title: str) -> dict[str, LegislationEntry]:
    """Return what has these words in its title one after the other; the service finds them apart, too."""
    pages = run.pages(lambda: legislation.fetch_feed(run.session, run.settings.legislation_url, title=title))
    records = [record for page in pages for record in run.keep(page).records]
    return {
        record.id: record
        for record in records
        if isinstance(record, LegislationEntry) and legislation.is_called(record.title, [title])
    }


def _fetch(run: Collector, path: str) -> None:
    try:
        answer = legislation.fetch_text(run.session, run.settings.legislation_url, path)
    except SourceFailure as failure:
        if failure.kind not in _NO_TEXT:
            raise
        run.reject(f"legislation {path}", f"{_NO_TEXT[failure.kind]}: {failure}")
    else:
        run.keep(answer)


def _least(run: Collector) -> int:
    return len(run.topic.legislation_titles) + len(run.topic.legislation)


LEGISLATION = Source(collect_legislation, _least)

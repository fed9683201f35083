"""What every source's collector shares: each raw answer goes to the archive, or to its quarantine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from tqdm import tqdm

from db.archive import Archive, RunCounts
from db.gather import parse
from scrapers.records import Id, Parsed, Rejected
from scrapers.relevance import Topic
from scrapers.session import PoliteSession, RawAnswer, SourceFailure
from tracker.settings import Settings

T = TypeVar("T")
OVERLAP = timedelta(days=14)  # read again before the watermark: answers come late and are backdated
REVISED_FOR = timedelta(days=31)  # Hansard's text is revised for weeks: asked for again until it has settled


@dataclass(slots=True)
class Collector:
    """One source's run: where it reads, where it stores, what it counts.

    `since` is the first tabling or sitting day to read, `today` the last.
    """

    source: str
    archive: Archive
    session: PoliteSession
    settings: Settings
    topic: Topic
    since: str
    counts: RunCounts = field(default_factory=RunCounts)
    renamed: tuple[str, str] | None = None  # what an address begins with, and what is recorded instead
    fetched: set[Id] = field(default_factory=set)  # asked for in this run already

    @property
    def today(self) -> str:
        """The last day to read, ISO: the as-of date."""
        return self.settings.as_of.isoformat()

    def keep(self, answer: RawAnswer) -> Parsed:
        """Store one raw answer, count what is new in it and return its records.

        An answer of another shape than its kind's is quarantined and gives none; the run goes on.
        """
        url = answer.url.replace(*self.renamed, 1) if self.renamed else answer.url
        try:
            parsed = parse(answer.kind, url, answer.body)
        except ValueError as error:
            self.reject(url, str(error), raw=answer.body.decode(errors="replace"))
            return Parsed()
        self.archive.store(answer.kind, url, answer.body, content_type=answer.content_type)
        self.archive.count(self.source, parsed, self.counts, url=url)
        return parsed

    def reject(self, item: str, reason: str, *, raw: str = "") -> None:
        """Quarantine something that could not be read at all."""
        parsed = Parsed(rejected=(Rejected(item=item, reason=reason, raw=raw),))
        self.archive.count(self.source, parsed, self.counts, url="")

    def keep_if_there(self, item: str, fetch: Callable[[], RawAnswer]) -> Parsed:
        """Keep the answer to `fetch`; quarantine `item` where the service, which named it, has none."""
        try:
            answer = fetch()
        except SourceFailure as failure:
            if failure.kind != "not found":
                raise
            self.reject(item, f"named, but gone when asked for: {failure}")
            return Parsed()
        return self.keep(answer)

    def done_to(self, day: str) -> None:
        """Move the watermark to `day`, unless days between it and the first day read were left out."""
        mark = self.archive.watermark(self.source)
        if mark is None or self.since <= mark:
            self.archive.set_watermark(self.source, day)

    def progress(self, items: Iterable[T], what: str) -> Iterator[T]:
        """Yield the items with a progress bar on a terminal, and without one elsewhere."""
        yield from tqdm(items, desc=f"{self.source}: {what}", leave=False, disable=None)


Collect = Callable[[Collector], None]


def start_of(archive: Archive, source: str, topic: Topic, since: date | None, today: date) -> str:
    """Return the first day to read: as asked for, else some weeks before the watermark, else the topic's.

    A watermark after today, left by a clock or an as-of date that ran ahead, counts as today.
    """
    if since is not None:
        return since.isoformat()
    mark = archive.watermark(source)
    if mark is None:
        return topic.since
    overlap = REVISED_FOR if source == "hansard" else OVERLAP
    return max(topic.since, (min(date.fromisoformat(mark), today) - overlap).isoformat())

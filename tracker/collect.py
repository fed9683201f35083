"""What every source's collector shares: each raw answer goes to the archive, or to its quarantine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from db.archive import Archive
from db.runs import RunCounts
from scrapers.failures import SourceFailure
from scrapers.paging import EndlessList, month_windows
from scrapers.parsers import parse
from scrapers.records import Id, Parsed, Rejected
from scrapers.relevance import Topic
from scrapers.session import PoliteSession, RawAnswer
from tracker.parked import Parked
from tracker.progress import with_progress
from tracker.settings import Settings
from tracker.windows import is_due, month_end

T = TypeVar("T")
log = logging.getLogger(__name__)
WAIT_FOR = timedelta(days=30)  # how long an item that can't be read keeps its window from being settled


@dataclass(slots=True)
class Collector:
    """One source's run: where it reads, where it stores, what it counts.

    `since` is the first tabling or sitting day to read, `today` the last; `reads_all` says that windows
    read before are to be read again.
    """

    source: str
    archive: Archive
    session: PoliteSession
    settings: Settings
    topic: Topic
    since: str
    counts: RunCounts = field(default_factory=RunCounts)
    reads_all: bool = False
    renamed: tuple[str, str] | None = None  # what an address begins with, and what is recorded instead
    fetched: set[Id] = field(default_factory=set)  # asked for in this run already
    settled: set[str] = field(default_factory=set)  # addresses that answered any source of this run
    parked: Parked = field(init=False)
    _empty: dict[str, str] = field(default_factory=dict)  # windows without a row, and their last days

    def __post_init__(self) -> None:
        self.parked = Parked(self.source)

    @property
    def today(self) -> str:
        """The last day to read, ISO: the as-of date."""
        return self.settings.as_of.isoformat()

    def keep(self, answer: RawAnswer) -> Parsed:
        """Store one raw answer, count what is new in it and return its records.

        An answer of another shape than its kind's is quarantined and gives none; the run goes on.
        """
        url = self._recorded(answer.url)
        try:
            parsed = parse(answer.kind, url, answer.body)
        except ValueError as error:
            self.reject(url, str(error), raw=answer.body.decode(errors="surrogateescape"))
            return Parsed()
        self.parked.note_answer()
        with self.archive.db.atomic():  # one commit, and never the one without the other
            self.archive.store(
                answer.kind,
                url,
                answer.body,
                content_type=answer.content_type,
                etag=answer.etag,
                last_modified=answer.last_modified,
            )
            self._count(parsed, url)
        return parsed

    def held(self, kind: str, url: str) -> Parsed | None:
        """Return the newest answer from this address as the archive has it; None where there is none.

        One that can't be read any more, kept by an earlier release that read more, counts as none.
        """
        address = self._recorded(url)
        if (body := self.archive.newest_body(address)) is None:
            return None
        try:
            return parse(kind, address, body)
        except ValueError:
            return None

    def _recorded(self, url: str) -> str:
        return url.replace(*self.renamed, 1) if self.renamed else url

    def reject(self, item: str, reason: str, *, raw: str = "") -> None:
        """Quarantine something that could not be read at all."""
        self._count(Parsed(rejected=(Rejected(item=item, reason=reason, raw=raw),)), "")

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

    def _count(self, parsed: Parsed, url: str) -> None:
        self.archive.items.count(self.source, parsed, self.counts, url=url)
        self.parked.note_missing(sum(map(self._is_awaited, parsed.rejected)))

    def _is_awaited(self, rejected: Rejected) -> bool:
        """Say whether a rejected item may yet be mended; one that never is must not be waited for."""
        first = date.fromisoformat(self.archive.items.first_quarantined(self.source, rejected)[:10])
        return first + WAIT_FOR > date.fromisoformat(self.archive.now()[:10])

    def pages(self, read: Callable[[], Iterator[RawAnswer]]) -> Iterator[RawAnswer]:
        """Yield the pages of a list; once more from the start where rows moved and some were missed."""
        try:
            yield from read()
        except SourceFailure as failure:
            if failure.kind != "count mismatch" or isinstance(failure, EndlessList):
                raise
            log.info("%s: read once more: %s", self.source, failure)
            yield from read()

    def window(self, name: str) -> AbstractContextManager[None]:
        """Read one window (a month, a day, one record) so that trouble with it costs nothing else.

        See `Parked.window`. Inside, `done` does nothing once something could not be had: the next run reads
        the window again.
        """
        return self.parked.window(name)

    def is_due(self, window: str, ends: str, ages: Sequence[int]) -> bool:
        """Say whether a window is to be read in this run.

        When the run was given its first day, all are from then on that were not read today: a run that was
        cut off goes on where it was.
        """
        read_on = self.archive.windows.read_on(self.source, window)
        if self.reads_all and ends >= self.since and read_on != self.today:
            return True
        return is_due(read_on, ends, self.today, ages)

    def has_read(self, window: str) -> bool:
        """Say whether a window was read before: one whose name changes whenever what it holds does."""
        read_on = self.archive.windows.read_on(self.source, window)
        return read_on is not None and read_on <= self.today

    def months_due(self, prefix: str, ages: Sequence[int]) -> list[tuple[str, str]]:
        """Return the (first, last) days of the months to read; their windows are called `prefix` and the
        month, as in "tabled 2025-10".
        """  # fmt: skip
        months = month_windows(self.since, self.today)
        return [
            (first, last)
            for first, last in months
            if self.is_due(f"{prefix} {first[:7]}", month_end(first), ages)
        ]

    def month_done(self, prefix: str, first: str, *, rows: int | None = None) -> None:
        """Record that a month was read completely, up to today where it is still running.

        One that was read from its middle on is due again.
        """
        self.done(f"{prefix} {first[:7]}", month_end(first), rows=rows, is_part=not first.endswith("-01"))

    def done(self, window: str, ends: str, *, rows: int | None = None, is_part: bool = False) -> None:
        """Record that a window was read completely; `rows` is the number the service says it holds.

        Inside `window`, nothing is recorded where something was missing. A part of a window does not settle
        it: it is due again. A first reading without any row counts once `settle_empty` says so; where there
        were rows before, such a reading raises `SourceFailure("empty")`, once.
        """
        if self.parked.has_gap:
            return
        before, had = self.archive.windows.state(self.source, window) or ("", None)
        if is_part and before:
            return
        is_doubtful = is_part or (rows == 0 and had != 0)
        if is_doubtful and not is_part:
            self._empty[window] = ends
        read_on = min(self.today, ends) if is_doubtful else self.today
        self.archive.windows.set(self.source, window, ends=ends, read_on=read_on, rows=rows)
        if rows == 0 and had and before <= self.today:
            raise SourceFailure("empty", window, f"it had {had} rows when read on {before} and has none now")

    def settle_empty(self) -> None:
        """Believe the windows that held nothing, unless the source has never held anything at all."""
        if self.archive.windows.held_rows(self.source):
            for window, ends in self._empty.items():
                self.archive.windows.set(self.source, window, ends=ends, read_on=self.today, rows=0)

    def done_to(self, day: str) -> None:
        """Move the watermark, which `status` shows, to `day`, unless days before it were left out.

        A watermark in the future, left by an as-of date that ran ahead, comes back.
        """
        mark = self.archive.windows.watermark(self.source)
        if not self.parked and (mark is None or self.since <= mark):
            self.archive.windows.set_watermark(self.source, day, today=self.today)

    def progress(self, items: Iterable[T], what: str) -> Iterator[T]:
        """Yield the items, and tell a person how many of them are done."""
        return with_progress(items, f"{self.source}: {what}")


@dataclass(frozen=True, slots=True)
class Source:
    """How one source is read, and the fewest requests that reading it takes."""

    collect: Callable[[Collector], None]
    least_requests: Callable[[Collector], int]

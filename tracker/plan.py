"""What `update --dry-run` prints: what would be read, and how many requests that takes at the least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from db.archive import FILE, Archive
from scrapers.relevance import load_topic
from scrapers.session import PoliteSession
from tracker.clock import utc_now
from tracker.collect import Collector
from tracker.settings import Settings
from tracker.starts import start_of
from tracker.weekly import SOURCES
from tracker.workspace import refuse_sample


def plan(settings: Settings, *, since: date | None, only: Sequence[str] = ()) -> str:
    """Return one line a source: the days it would read and the fewest requests. Fetches nothing.

    Raises RunRefused where the directory holds the sample, as the run itself would.
    """
    topic = load_topic(settings.topic)
    with _archive_of(settings.data) as archive:
        refuse_sample(archive, settings.data)
        lines, total = [], 0
        for source in only or SOURCES:
            run = Collector(
                source=source,
                archive=archive,
                session=PoliteSession(contact=None, request_cap=0),
                settings=settings,
                topic=topic,
                since=start_of(archive, source, topic, since),
                reads_all=since is not None,
            )
            least = SOURCES[source].least_requests(run)
            total += least
            lines.append(f"{source}: {run.since} to {settings.as_of}, at least {least} requests")
    lines.append(f"in all: at least {total} requests; a run makes at most {settings.max_requests}")
    return "\n".join(lines)


@contextmanager
def _archive_of(directory: Path) -> Iterator[Archive]:
    """Open the archive of `directory`, or an empty one elsewhere: a plan leaves no trace."""
    with TemporaryDirectory() as empty:
        there = directory if (directory / FILE).exists() else Path(empty)
        with closing(Archive(there, now=utc_now)) as archive:
            yield archive

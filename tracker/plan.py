"""What `update --dry-run` prints: what would be read, and how many requests that takes at the least."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.archive import FILE, Archive
from scrapers.paging import month_windows
from scrapers.relevance import load_topic
from tracker.clock import utc_now
from tracker.collect import start_of
from tracker.collect_hansard import HOUSES
from tracker.settings import Settings
from tracker.weekly import SOURCES


def plan(settings: Settings, *, since: date | None, only: Sequence[str] = ()) -> str:
    """Return one line a source: the days it would read and the fewest requests. Fetches nothing."""
    topic = load_topic(settings.topic)
    is_new = not (settings.data / FILE).exists()
    archive = None if is_new else Archive(settings.data, now=utc_now)
    try:
        open_questions = (
            0 if archive is None else sum(not state.is_closed for state in archive.question_states().values())
        )
        lines = []
        for source in only or SOURCES:
            start = (since.isoformat() if since else topic.since) if archive is None else start_of(
                archive, source, topic, since, settings.as_of
            )  # fmt: skip
            months = len(month_windows(start, settings.as_of.isoformat()))
            least = {
                "questions": 3 * months + open_questions,
                "statements": months,
                "hansard": len(HOUSES) * (months + len(topic.search_terms)),
                "members": 0,
            }[source]
            lines.append(f"{source}: {start} to {settings.as_of}, at least {least} requests")
    finally:
        if archive is not None:
            archive.close()
    return "\n".join(lines)

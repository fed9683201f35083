"""Collects the members that the records name: seats, parties and posts by date."""

from __future__ import annotations

from db.gather import gather, last_in_office, members_named
from scrapers import members
from scrapers.session import SourceFailure
from tracker.collect import Collector


def collect_members(run: Collector) -> None:
    """Fetch every member named whom the archive does not hold as of the last day that matters.

    A minister is asked for again once there is something newer to resolve: posts change between answers.
    """
    gathered = gather(run.archive, run.topic)
    needed_to = last_in_office(gathered)
    keys = sorted(key for key in members_named(gathered) if _is_due(run, key, needed_to.get(key)))
    for key in run.progress(keys, "members"):
        try:
            run.keep(members.fetch_member(run.session, run.settings.members_url, key))
            run.keep(members.fetch_biography(run.session, run.settings.members_url, key))
        except SourceFailure as failure:
            if failure.kind != "not found":
                raise
            run.reject(f"member {key}", str(failure))
    run.archive.set_watermark(run.source, run.today)


def _is_due(run: Collector, key: int, needed_to: str | None) -> bool:
    seen = run.archive.last_seen_like("biography", f"%/api/Members/{key}/Biography%")
    return seen is None or bool(needed_to and seen[:10] < needed_to)

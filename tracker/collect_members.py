"""Collects the members that the records name: seats, parties and posts by date."""

from __future__ import annotations

from functools import partial

from db.gather import gather, last_named, members_named
from scrapers import members
from tracker.collect import Collector


def collect_members(run: Collector) -> None:
    """Fetch every member named whom the archive does not hold as of the last day that matters.

    A member is asked for again once there is something newer to resolve: posts, parties and seats change.
    """
    gathered = gather(run.archive, run.topic)
    needed_to = last_named(gathered)
    keys = sorted(key for key in members_named(gathered) if _is_due(run, key, needed_to.get(key)))
    for key in run.progress(keys, "members"):
        for fetch in (members.fetch_member, members.fetch_biography):
            run.keep_if_there(f"member {key}", partial(fetch, run.session, run.settings.members_url, key))
    run.done_to(run.today)


def _is_due(run: Collector, key: int, needed_to: str | None) -> bool:
    seen = run.archive.last_seen_like("biography", f"%/api/Members/{key}/Biography%")
    return seen is None or bool(needed_to and seen[:10] < needed_to)

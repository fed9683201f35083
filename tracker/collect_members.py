"""Collects the members that the records name: seats, parties and posts by date."""

from __future__ import annotations

from functools import partial

from db.gather import Gathered, gather, last_named, members_named
from scrapers import members
from scrapers.failures import SourceFailure
from tracker.collect import Collector, Source
from tracker.collect_people import collect_people, people_are_due

_MANY = 2  # members of whom the service must know one, if it is the right service


def collect_members(run: Collector) -> None:
    """Fetch every member named whom the archive does not hold as of the last day that matters.

    A member is asked for again once there is something newer to resolve: posts, parties and seats change.
    Who held an office when last read is asked for once a month: one who has left may never be named again,
    and would seem to hold it still. Where a backfill once read TheyWorkForYou's people, so are they.
    """
    if people_are_due(run):
        with run.window("people"):
            collect_people(run)
    gathered = gather(run.archive, run.topic)
    needed_to = last_named(gathered)
    for key in _in_office(gathered):
        needed_to[key] = max(needed_to.get(key, ""), f"{run.today[:7]}-01")
    keys = sorted(key for key in members_named(gathered) if _is_due(run, key, needed_to.get(key)))
    found = sum(_collect_member(run, key) for key in run.progress(keys, "members"))
    if len(keys) >= _MANY and not found:
        address = run.settings.members_url
        raise SourceFailure("not found", address, f"the service knows none of {len(keys)} members")
    run.done_to(run.today)


def _in_office(gathered: Gathered) -> list[int]:
    return [
        key for key, member in gathered.members.items() if any(not post.end_date for post in member.posts)
    ]


def _collect_member(run: Collector, key: int) -> int:
    """Fetch what the service has of one member; return how many of its answers held something."""
    found = 0
    with run.window(f"member {key}"):
        for fetch in (members.fetch_member, members.fetch_biography):
            ask = partial(fetch, run.session, run.settings.members_url, key)
            found += bool(run.keep_if_there(f"member {key}", ask).records)
        run.done(f"member {key}", run.today)
    return found


def _is_due(run: Collector, key: int, needed_to: str | None) -> bool:
    read_on = run.archive.windows.read_on(run.source, f"member {key}")
    return read_on is None or read_on > run.today or bool(needed_to and read_on < needed_to)


MEMBERS = Source(collect_members, lambda run: 0)  # nobody can tell before the others were read

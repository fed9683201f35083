"""Who held an office, by GOV.UK, beside what Parliament's own record says of the same person."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from db.gather import Gathered
from db.people import People
from scrapers.documents import GovRole, Holding
from scrapers.records import Member, Post
from scrapers.relevance import Topic

DAYS_ALIKE = 5  # between the day somebody was appointed and the day it was written down
_STYLES = re.compile(
    r"""\b(?:the|rt|right|hon|honourable|mr|mrs|ms|miss|dr|sir|dame|mp|qc|kc|obe|mbe|cbe|dbe|kbe|cb|pc|kcb
    |dl|fba|frs)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def load_roles(db: Database, gathered: Gathered, people: People, topic: Topic) -> None:
    """Write every holder of every office, matched by name to a member where exactly one fits."""
    members: dict[str, list[Member]] = defaultdict(list)
    for member in gathered.members.values():
        members[plain_name(member.name)].append(member)
    for item in gathered.of(GovRole):
        role = item.record
        for holding in role.holdings:
            named = members.get(plain_name(holding.person), [])
            member = named[0] if len(named) == 1 else None
            db.table("office_holders").insert(
                {
                    "role": role.title,
                    "departments": json.dumps(role.departments, ensure_ascii=False),
                    "person": holding.person,
                    "start_date": holding.start_date,
                    "end_date": holding.end_date,
                    "member_id": member.id if member else None,
                    "agrees": agreement(holding, member.posts if member else (), topic.departments),
                    "url": role.url,
                    "fetched_from": item.sighting.url,
                    "raw_hash": item.sighting.raw_hash,
                }
            )


def plain_name(name: str) -> str:
    """Return a name without styles and letters, which one record prints and the other does not.

    >>> plain_name("The Rt Hon Dame Ada Example DBE MP")
    'ada example'
    """
    return " ".join(_STYLES.sub(" ", name.replace(".", " ")).casefold().split())


def agreement(holding: Holding, posts: Iterable[Post], departments: Iterable[str]) -> str:
    """Return "agrees", "differs: ..." or "unknown" for one time in office and the same person's posts.

    Titles differ between the two records as a rule, so only the days are compared, with the post in the
    department that began nearest. Without any post on record, nothing can be said.
    """
    posts = list(posts)
    if not posts or holding.start_date is None:
        return "unknown"
    words = [word.casefold() for word in departments]
    here = [
        post
        for post in posts
        if post.start_date and any(word in f"{post.office} {post.department}".casefold() for word in words)
    ]
    if not here:
        return "differs: Parliament records no post in the department"
    post = min(here, key=lambda post: _apart(post.start_date, holding.start_date))
    if _are_alike(post.start_date, holding.start_date) and _are_alike(post.end_date, holding.end_date):
        return "agrees"
    return f"differs: Parliament records {post.office} from {post.start_date} to {post.end_date or 'now'}"


def _are_alike(one: str | None, other: str | None) -> bool:
    return one == other or bool(one and other and _apart(one, other) <= DAYS_ALIKE)


def _apart(one: str | None, other: str | None) -> int:
    """Return the days between two days; more than any two have where one is not known."""
    if not one or not other:
        return date.max.toordinal()
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)

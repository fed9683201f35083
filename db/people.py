"""Who somebody was on a day: party, seat and office as they stood when the words were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scrapers.records import Contribution, Member, Membership, Post

P = TypeVar("P", Membership, Post)

_GOVERNMENT = re.compile(
    r"""\b(minister|secretary\ of\ state|(parliamentary\ )?(under-?\ ?)?secretary\ (of|to)|chancellor
    |solicitor[ -]general|attorney[ -]general|advocate[ -]general|paymaster[ -]general|in[ -]waiting
    |leader\ of\ the\ house|lord\ privy\ seal|lord\ president|captain\ of\ the|parliamentary\ secretary
    |parliamentary\ under|comptroller|vice-chamberlain|lord\ commissioner)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_GOVERNMENT = re.compile(r"\b(shadow|opposition|former|chair(man|woman)?|speaker|spokes)", re.IGNORECASE)


def is_government_office(office: str | None) -> bool:
    """Say whether a title as printed is an office of government: "The Minister for Children" is, a shadow
    minister, a chair or the Speaker is not.
    """  # fmt: skip
    return bool(office and _GOVERNMENT.search(office) and not _NOT_GOVERNMENT.search(office))


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """A member as of one day; every part may be unknown (None)."""

    name: str | None = None
    party: str | None = None
    constituency: str | None = None
    office: str | None = None


class People:
    """Members by Parliament id, asked as of a day."""

    def __init__(self, members: Iterable[Member]) -> None:
        self._members: Mapping[int, Member] = {member.id: member for member in members}

    def name(self, member_id: int | None) -> str | None:
        """Return the member's name, or None for a member nobody has looked up."""
        member = self._members.get(member_id) if member_id is not None else None
        return member.name if member else None

    def on(self, member_id: int | None, day: str | None, *, department: str | None = None) -> OnTheDay:
        """Return the member as of `day`; where two posts were held, the one in `department` is meant."""
        member = self._members.get(member_id) if member_id is not None else None
        if member is None:
            return OnTheDay()
        if day is None:
            return OnTheDay(name=member.name)
        seat = _latest(seat for seat in member.memberships if _holds(seat, day))
        posts = [post for post in member.posts if _holds(post, day)]
        here = [post for post in posts if _is_in(post, department)]
        post = _latest(here or posts)
        return OnTheDay(
            name=member.name,
            party=seat.party if seat else None,
            constituency=seat.constituency if seat else None,
            office=_title(post) if post else None,
        )

    def speaks_for_government(self, said: Contribution, day: str | None) -> bool:
        """Say whether a contribution is the government's: by the office printed, else by posts on the day."""
        if said.is_chair or said.kind != "speech":
            return False
        if said.office:
            return is_government_office(said.office)
        return is_government_office(self.on(said.member_id, day).office)


def _holds(period: Membership | Post, day: str) -> bool:
    # The day a post ends belongs to the successor, as the Members service's intervals have it.
    starts = period.start_date is None or period.start_date <= day
    return starts and (period.end_date is None or day < period.end_date)


def _latest(periods: Iterable[P]) -> P | None:
    # On a reshuffle day two may hold; the later start is the one who speaks.
    return max(periods, key=lambda period: period.start_date or "", default=None)


def _is_in(post: Post, department: str | None) -> bool:
    named = f"{post.department or ''} {post.office}".casefold()
    return bool(department) and department.casefold() in named


def _title(post: Post) -> str:
    if post.department and post.department.casefold() not in post.office.casefold():
        return f"{post.office} ({post.department})"
    return post.office

"""Who somebody was on a day: party, seat and office as they stood when the words were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from db.merge import merge_member
from db.offices import Title, department_words, is_brief, is_same, read_titles, titles_of
from db.twfy import TwfyPeople
from scrapers.records import Contribution, Debate, Member, Membership, Post, WrittenStatement

Key = int | str
"""Who: a member id, or the TheyWorkForYou id of somebody whom Parliament has none for."""

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


@dataclass(frozen=True, slots=True)
class Who:
    """Who spoke, asked or answered, and what told us so.

    `key` finds them in `People.on`; `member_id` is None for somebody without one; `resolved_by` is None where
    the source itself gives the member.
    """

    key: Key | None = None
    resolved_by: str | None = None

    @property
    def member_id(self) -> int | None:
        return self.key if isinstance(self.key, int) else None


class People:
    """Members by Parliament id, asked as of a day, with TheyWorkForYou's people beside and behind them.

    Parliament's own record of a member holds where it has dates; what it lacks, the other fills in.
    """

    def __init__(self, members: Iterable[Member], twfy: TwfyPeople | None = None) -> None:
        self._twfy = twfy or TwfyPeople()
        known = {member.id: member for member in members}
        beside = self._twfy.members()
        self._members: Mapping[Key, Member] = {
            key: merge_member([found for found in (beside.get(key), known.get(key)) if found])
            for key in known.keys() | beside.keys()
        }

    def member(self, member_id: int) -> Member | None:
        """Return what is known of a member, or None for one nobody has looked up."""
        return self._members.get(member_id)

    def name(self, member_id: int | None) -> str | None:
        """Return the member's name, or None for a member nobody has looked up."""
        member = self._find(member_id)
        return member.name if member else None

    def who(self, member_id: int | None, twfy_id: str | None = None) -> Who:
        """Return whom a source names, by Parliament's id or else by TheyWorkForYou's."""
        if member_id is not None:
            return Who(member_id)
        person = self._twfy.person(twfy_id)
        if person is None:
            return Who()
        return Who(person.id if person.member_id is None else person.member_id, f"twfy id {twfy_id}")

    def on(self, key: Key | None, day: str | None, *, department: str | None = None) -> OnTheDay:
        """Return the member as of `day`; where two posts were held, the one in `department` is meant.

        Of posts that nothing tells apart, the one begun last holds; all of them where they began together.
        """
        member = self._find(key)
        if member is None:
            return OnTheDay()
        if day is None:
            return OnTheDay(name=member.name)
        seat = _latest(seat for seat in member.memberships if _holds(seat, day))
        posts = [post for post in member.posts if _holds(post, day)]
        here = [post for post in posts if _is_in(post, department)]
        return OnTheDay(
            name=member.name,
            party=seat.party if seat else None,
            constituency=seat.constituency if seat else None,
            office=_office(here or posts),
        )

    def holder_of(
        self, office: str | None, department: str | None, day: str | None, *, house: str | None = None
    ) -> Who:
        """Return who held an office that is printed without a name, or nobody where that is not certain.

        It is where exactly one member may be meant, and no other can be: the office is one of a kind, or the
        lists hold every minister of the day. On the day an office changed hands both holders may be meant.
        Who speaks in a House sits in it. `department` is where the words were said, for a title without one.
        """
        if not day or not is_government_office(office):
            return Who()
        found = [
            holder for asked in read_titles(office, department) for holder in self._holders(asked, day, house)
        ]
        keys = {key for key, _ in found}
        if len(keys) != 1 or not any(is_certain for _, is_certain in found):
            return Who()
        return Who(keys.pop(), f"the holder on {day} of: {office}")

    def speaker(self, said: Contribution, debate: Debate) -> Who:
        """Return who says a contribution: as the source names them, else the holder of the office printed."""
        named = self.who(said.member_id, said.twfy_id)
        has_name = said.twfy_id or said.speaker_name not in (None, said.office)
        if named.key is not None or has_name or said.kind != "speech" or said.is_chair:
            return named
        return self.holder_of(said.office, self.department_of(debate), debate.date, house=debate.house)

    def maker(self, record: WrittenStatement) -> Who:
        """Return who made a written statement: as the source names them, else the holder of the office."""
        named = self.who(record.member_id, record.member_twfy_id)
        has_name = record.member_twfy_id or record.member_name not in (None, record.member_role)
        if named.key is not None or has_name:
            return named
        return self.holder_of(record.member_role, record.answering_body, record.date_made, house=record.house)

    def department_of(self, debate: Debate) -> str | None:
        """Return the first heading over a debate that is the name of a department which has ministers."""
        return next((text for text in debate.parents if department_words(text) in self._departments), None)

    def speaks_for_government(self, said: Contribution, debate: Debate, who: Who) -> bool:
        """Say whether a contribution is the government's: by the office printed, else by posts on the day."""
        if said.is_chair or said.kind != "speech":
            return False
        if said.office:
            return is_government_office(said.office)
        return is_government_office(self.on(who.key, debate.date).office)

    def _find(self, key: Key | None) -> Member | None:
        if isinstance(key, str):
            person = self._twfy.person(key)
            return self._twfy.member(person) if person else None
        return self._members.get(key) if key is not None else None

    def _holders(self, asked: Title, day: str, house: str | None) -> Iterator[tuple[Key, bool]]:
        """Yield those who may be meant by a title on a day, and whether nobody unknown can be."""
        is_complete = self._twfy.knows_all_posts_on(day)
        for key, post, titles in self._posts:
            if not (_holds(post, day) or post.end_date == day) or not self._may_sit_in(key, house, day):
                continue
            changed_hands = day in (post.start_date, post.end_date)
            for title in titles:
                if is_same(asked, title):
                    is_only = asked.is_held_by_one or is_brief(asked, title)
                    yield key, is_complete or (is_only and not changed_hands)

    def _may_sit_in(self, key: Key, house: str | None, day: str) -> bool:
        seats = [seat for seat in self._members[key].memberships if _holds(seat, day)]
        return house is None or not seats or any(seat.house == house for seat in seats)

    @cached_property
    def _posts(self) -> list[tuple[Key, Post, tuple[Title, ...]]]:
        held = ((key, post) for key, member in self._members.items() for post in member.posts)
        return [(key, post, titles_of(post)) for key, post in held]

    @cached_property
    def _departments(self) -> frozenset[frozenset[str]]:
        found = {title.department for _, _, titles in self._posts for title in titles}
        return frozenset(found - {frozenset()})


def _holds(period: Membership | Post, day: str) -> bool:
    # The day a post ends belongs to the successor, as the Members service's intervals have it.
    starts = period.start_date is None or period.start_date <= day
    return starts and (period.end_date is None or day < period.end_date)


def _latest(seats: Iterable[Membership]) -> Membership | None:
    # On the day of a change two may hold; the later start is the one that counts.
    return max(seats, key=lambda seat: seat.start_date or "", default=None)


def _office(posts: list[Post]) -> str | None:
    last = max((post.start_date or "" for post in posts), default="")
    titles = dict.fromkeys(_title(post) for post in posts if (post.start_date or "") == last)
    return "; ".join(titles) or None


def _is_in(post: Post, department: str | None) -> bool:
    wanted = department_words(department)
    return bool(wanted) and any(title.department == wanted for title in titles_of(post))


def _title(post: Post) -> str:
    if post.department and post.department.casefold() not in post.office.casefold():
        return f"{post.office} ({post.department})"
    return post.office

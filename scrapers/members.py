"""Members of both Houses, from Parliament's members service: seats, parties and government posts by date.

The member answer knows the present only; the biography has the history but no name, and its id only in
its links; the history answer has names, parties and seats by date but no posts. An end date is the first
day on which something no longer held. Documented at
https://members-api.parliament.uk/index.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any, NamedTuple, TypeVar

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.paging import join_url
from scrapers.records import Member, Membership, Parsed, Post, Rejected
from scrapers.session import PoliteSession, RawAnswer

T = TypeVar("T")
PUBLIC_URL = "https://members.parliament.uk/member"
_MEMBER = frozenset({
    "id", "nameListAs", "nameDisplayAs", "nameFullTitle", "nameAddressAs", "latestParty", "gender",
    "latestHouseMembership", "thumbnailUrl",
})  # fmt: skip
_BIOGRAPHY = frozenset({
    "representations", "electionsContested", "houseMemberships", "governmentPosts", "oppositionPosts",
    "otherPosts", "partyAffiliations", "committeeMemberships",
})  # fmt: skip
_HISTORY = frozenset({"id", "thumbnailUrl", "partyHistory", "houseMembershipHistory", "nameHistory"})


_ALWAYS, _EVER = "0000-00-00", "9999-99-99"  # before and after every day
_BRACKET = re.compile(r"\(([^()]+)\)")


class _Affiliation(NamedTuple):
    start: str
    end: str
    name: str | None


def fetch_member(session: PoliteSession, base_url: str, member_id: int) -> RawAnswer:
    """Return a member's name, present party and latest seat."""
    return session.get_json("member", join_url(base_url, f"/api/Members/{member_id}"))


def fetch_biography(session: PoliteSession, base_url: str, member_id: int) -> RawAnswer:
    """Return a member's seats, parties and posts by date."""
    return session.get_json("biography", join_url(base_url, f"/api/Members/{member_id}/Biography"))


def member_id_in(url: str) -> int | None:
    """Return the member's id in an address of this service, for answers that don't hold it."""
    found = re.search(r"/Members/(\d+)", url, re.IGNORECASE)
    return int(found.group(1)) if found else None


def parse_member(body: bytes) -> Parsed:
    """Return the members in `body`, a member answer or a search. Raises `WrongShape` when it is none."""
    items, _ = fields.unwrap(fields.load_json(body), listed="items")
    return fields.parse_items(items, _member, noun="members", known=_MEMBER)


def parse_biography(body: bytes, member_id: int | None) -> Parsed:
    """Return the member in `body`, a biography answer, with an empty name: the answer holds none.

    `member_id` comes from the answer's address; where it is None, the link to itself must name the member.
    Raises `WrongShape` when nothing does, or when `body` is no biography.
    """
    items, _ = fields.unwrap(fields.load_json(body))
    whose = member_id if member_id is not None else _member_linked(items)
    if whose is None:
        raise WrongShape("a biography, but nothing in it says whose; the member's history has the id")
    rejected: list[Rejected] = []
    parsed = fields.parse_items(
        items, lambda item: _biography(item, whose, rejected), noun="biographies", known=_BIOGRAPHY
    )
    return replace(parsed, rejected=(*parsed.rejected, *rejected))


def parse_history(body: bytes) -> Parsed:
    """Return the members in `body`, a history answer. Raises `WrongShape` when it is none."""
    items, _ = fields.unwrap(fields.load_json(body))
    return fields.parse_items(items, _history, noun="histories", known=_HISTORY)


def _member_linked(items: list[Any]) -> int | None:
    links = (link for item in items if fields.is_item(item) for link in fields.mappings(item, "links"))
    found = (member_id_in(fields.text(link, "href") or "") for link in links)
    return next((key for key in found if key is not None), None)


def _member(item: Item) -> Member:
    member_id = fields.required_number(item, "id")
    return Member(
        id=member_id,
        name=fields.text(item, "nameDisplayAs") or fields.required_text(item, "nameListAs"),
        list_name=fields.text(item, "nameListAs"),
        memberships=tuple(_latest_membership(item)),
        url=f"{PUBLIC_URL}/{member_id}/contact",
    )


def _latest_membership(item: Item) -> Iterator[Membership]:
    latest = fields.mapping(item, "latestHouseMembership")
    if fields.house(latest, "house"):
        yield replace(
            _house_membership(latest), party=fields.text(fields.mapping(item, "latestParty"), "name")
        )


def _biography(item: Item, member_id: int, rejected: list[Rejected]) -> Member:
    """Return the member; a post or seat that lacks what it needs is rejected, and costs no other."""

    def readable(key: str, read: Callable[[Item], T]) -> Iterator[T]:
        for index, entry in enumerate(fields.mappings(item, key)):
            try:
                yield read(entry)
            except WrongShape as error:
                rejected.append(fields.reject(entry, f"member {member_id} {key}[{index}]", str(error)))

    parties = list(readable("partyAffiliations", lambda entry: _affiliation(entry, entry)))
    seats = list(readable("representations", lambda entry: _seat(entry, fields.text(entry, "name"))))
    times = list(readable("houseMemberships", lambda entry: _seat(entry, None)))
    return Member(
        id=member_id,
        name="",
        memberships=_memberships(_with_the_lords(seats, times), parties),
        posts=tuple(sorted(readable("governmentPosts", _post), key=lambda post: post.start_date or _ALWAYS)),
        has_history=True,
        url=f"{PUBLIC_URL}/{member_id}/contact",
    )


def _history(item: Item) -> Member:
    member_id = fields.required_number(item, "id")
    parties = [
        _affiliation(entry, fields.mapping(entry, "party")) for entry in fields.mappings(item, "partyHistory")
    ]
    names = sorted(
        fields.mappings(item, "nameHistory"), key=lambda entry: fields.day(entry, "startDate") or _ALWAYS
    )
    newest = names[-1] if names else {}
    seats = [_house_membership(entry) for entry in fields.mappings(item, "houseMembershipHistory")]
    return Member(
        id=member_id,
        name=fields.text(newest, "nameDisplayAs") or "",
        list_name=fields.text(newest, "nameListAs"),
        memberships=_memberships(seats, parties),
        has_history=True,
        url=f"{PUBLIC_URL}/{member_id}/contact",
    )


def _house_membership(entry: Item) -> Membership:
    if (house := fields.house(entry, "house")) is None:
        raise WrongShape("house is missing from a seat")
    return Membership(
        house,
        fields.day(entry, "membershipStartDate"),
        fields.day(entry, "membershipEndDate"),
        constituency=fields.text(entry, "membershipFrom"),
    )


def _with_the_lords(seats: Sequence[Membership], times: Iterable[Membership]) -> Iterator[Membership]:
    """Yield the constituencies held, and the time in a House for which none is given (the Lords)."""
    yield from seats
    represented = {seat.house for seat in seats}
    yield from (time for time in times if time.house not in represented)


def _seat(entry: Item, constituency: str | None) -> Membership:
    if (house := fields.house(entry, "house")) is None:
        raise WrongShape("house is missing from a seat")
    return Membership(
        house, fields.day(entry, "startDate"), fields.day(entry, "endDate"), constituency=constituency
    )


def _affiliation(entry: Item, party: Item) -> _Affiliation:
    start, end = fields.day(entry, "startDate") or _ALWAYS, fields.day(entry, "endDate") or _EVER
    return _Affiliation(start, end, fields.text(party, "name"))


def _memberships(seats: Iterable[Membership], parties: list[_Affiliation]) -> tuple[Membership, ...]:
    held = [part for seat in seats for part in _split_by_party(seat, parties)]
    return tuple(sorted(held, key=lambda part: part.start_date or _ALWAYS))


def _split_by_party(seat: Membership, parties: list[_Affiliation]) -> Iterator[Membership]:
    """Yield `seat` as one membership for each party it was held for, in order."""
    start, end = seat.start_date or _ALWAYS, seat.end_date or _EVER
    changes = {day for party in parties for day in (party.start, party.end) if start < day < end}
    days = [start, *sorted(changes), end]
    for party, parts in groupby(pairwise(days), key=lambda part: _party_on(part[0], parties)):
        (first, last), *more = parts
        last = more[-1][1] if more else last
        yield replace(
            seat,
            start_date=first if first != _ALWAYS else None,
            end_date=last if last != _EVER else None,
            party=party,
        )


def _party_on(day: str, parties: list[_Affiliation]) -> str | None:
    """Return the party on `day`; where two overlap, the one joined later."""
    held = [party for party in parties if party.start <= day < party.end]
    return max(held, key=lambda party: party.start).name if held else None


def _post(entry: Item) -> Post:
    office, department = split_office(
        fields.required_text(entry, "name"), fields.text(entry, "additionalInfo")
    )
    return Post(office, fields.day(entry, "startDate"), fields.day(entry, "endDate"), department)


def split_office(name: str, note: str | None) -> tuple[str, str | None]:
    """Return office and department of a post as Parliament names it.

    The department is a note of its own or a bracket in the name, which is then left out of the office.
    """
    bracket = _BRACKET.search(name)
    department = note or (bracket.group(1) if bracket else None)
    office = name.replace(f"({department})", " ") if department else name
    return " ".join(office.split()), department

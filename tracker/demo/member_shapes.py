"""Members, their seats and posts as the Members API shows them on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.demo.content import Department, Member, Parliament, Span

HOUSES = {"Commons": 1, "Lords": 2}
"""The Members API numbers the Houses; the questions API and Hansard name them."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Party:
    """A real party's name, as the service describes it; its members here are invented."""

    id: int
    name: str
    abbreviation: str
    colour: str


PARTIES = {
    party.name: party
    for party in (
        Party(4, "Conservative", "Con", "0000ff"),
        Party(6, "Crossbench", "XB", "c0c0c0"),
        Party(8, "Independent", "Ind", "c0c0c0"),
        Party(15, "Labour", "Lab", "ff0000"),
        Party(17, "Liberal Democrat", "LD", "ff9900"),
        Party(22, "Plaid Cymru", "PC", "348837"),
        Party(29, "Scottish National Party", "SNP", "ffff00"),
        Party(47, "Speaker", "Spk", "000000"),
    )
}


def member_item(member: Member, as_of: date) -> Json:
    """Return `/api/Members/{id}`: the member with the latest party and seat."""
    value = {
        "id": member.id,
        "nameListAs": member.list_name,
        "nameDisplayAs": member.name,
        "nameFullTitle": member.full_title,
        "nameAddressAs": None,
        "latestParty": _party(_known(member.parties, as_of)[-1]),
        "gender": member.gender,
        "latestHouseMembership": _house_membership(member, _known(member.seats, as_of)[-1], as_of),
        "thumbnailUrl": f"https://members-api.parliament.uk/api/Members/{member.id}/Thumbnail",
    }
    return {"value": value, "links": [_link("self", f"/Members/{member.id}")]}


def biography_item(member: Member, parliament: Parliament, as_of: date) -> Json:
    """Return `/api/Members/{id}/Biography`: seats, parties and posts by date."""
    house = HOUSES[member.house]
    seats = _known(member.seats, as_of)
    names = {d.department_id: d.name for d in parliament.departments.values()}
    value = {
        "representations": [
            {
                **_period(seat, as_of, house, 4000 + i),
                "constituencyStart": _stamp(seat.start),
                "constituencyEnd": None,
            }
            for i, seat in enumerate(seats if house == 1 else ())
        ],
        "electionsContested": [],
        "houseMemberships": [_period(seat, as_of, house, house) | {"name": member.house} for seat in seats],
        "governmentPosts": [
            _period(post, as_of, None, _post_id(post)) | {"additionalInfo": names.get(post.info or 0)}
            for post in _known(member.posts, as_of)
        ],
        "oppositionPosts": [],
        "otherPosts": [],
        "partyAffiliations": [
            _period(party, as_of, None, PARTIES[party.name].id) for party in _known(member.parties, as_of)
        ],
        "committeeMemberships": [],
    }
    return {"value": value, "links": [_link("self", f"/Members/{member.id}/Biography")]}


def history_item(member: Member, as_of: date) -> Json:
    """Return one entry of `/api/Members/History`."""
    value = {
        "id": member.id,
        "thumbnailUrl": f"https://members-api.parliament.uk/api/Members/{member.id}/Thumbnail",
        "partyHistory": [
            _dates(span, as_of) | {"party": _party(span)} for span in _known(member.parties, as_of)
        ],
        "houseMembershipHistory": [
            _house_membership(member, seat, as_of) | {"membershipStatus": None}
            for seat in _known(member.seats, as_of)
        ],
        "nameHistory": [
            {
                "startDate": _stamp(member.seats[0].start),
                "endDate": None,
                "nameListAs": member.list_name,
                "nameDisplayAs": member.name,
                "nameFullTitle": member.full_title,
                "nameAddressAs": None,
            }
        ],
    }
    return {"value": value, "links": [_link("self", f"/Members/History?ids={member.id}")]}


def search_result(members: Iterable[Member], as_of: date, *, skip: int, take: int) -> Json:
    """Return `/api/Members/Search`, which never gives more than 20 at a time."""
    found = sorted(members, key=lambda member: member.list_name)
    take = min(take, 20)
    return {
        "items": [member_item(member, as_of) for member in found[skip : skip + take]],
        "totalResults": len(found),
        "resultContext": f"Showing {skip + 1} - {min(skip + take, len(found))} of {len(found)}",
        "skip": skip,
        "take": take,
        "links": [],
        "resultType": 0,
    }


def government_posts(parliament: Parliament, department_id: int | None, as_of: date) -> list[Json]:
    """Return `/api/Posts/GovernmentPosts`: current holders, and the Cabinet if no department."""
    posts: dict[tuple[int, int | None], list[tuple[Member, Span]]] = {}
    for member in parliament.members.values():
        for post in member.posts:
            wanted = (
                post.info == department_id if department_id else post.name.startswith("Secretary of State")
            )
            if wanted and post.holds(as_of):
                posts.setdefault((_post_id(post), post.info), []).append((member, post))
    departments = {d.department_id: d for d in parliament.departments.values()}
    return [
        _post_item(holders, departments[info], as_of)
        for (_, info), holders in posts.items()
        if info is not None
    ]


def answering_body(department: Department) -> Json:
    """Return one row of `/api/Reference/AnsweringBodies`."""
    return {
        "id": department.id,
        "name": department.name,
        "shortName": department.short_name,
        "target": department.target,
        "department": _department(department),
    }


def _post_item(holders: list[tuple[Member, Span]], department: Department, as_of: date) -> Json:
    post = holders[0][1]
    value = {
        "type": 0,
        "name": post.name,
        "hansardName": None,
        "id": _post_id(post),
        "postHolders": [
            {
                "member": member_item(member, as_of),
                **_dates(span, as_of),
                "layingMinisterName": None,
                "isPaid": True,
            }
            for member, span in holders
        ],
        "governmentDepartments": [_department(department)],
        "createdWhen": _stamp(post.start),
        "order": 1,
    }
    return {"value": value, "links": []}


def _post_id(post: Span) -> int:
    """A number of its own for each office, the same whoever holds it."""
    return 5000 + sum(map(ord, post.name)) % 4000


def _known(spans: tuple[Span, ...], as_of: date) -> list[Span]:
    """What has begun by the day; the first where nothing has, for members who came later."""
    return [span for span in spans if span.start <= as_of] or list(spans[:1])


def _period(span: Span, as_of: date, house: int | None, number: int) -> Json:
    return {
        "house": house,
        "name": span.name,
        "id": number,
        **_dates(span, as_of),
        "additionalInfo": None,
        "additionalInfoLink": None,
    }


def _dates(span: Span, as_of: date) -> Json:
    """An end that the day has not reached is not known yet."""
    end = span.end if span.end and span.end <= as_of else None
    return {"startDate": _stamp(span.start), "endDate": _stamp(end)}


def _house_membership(member: Member, seat: Span, as_of: date) -> Json:
    active = seat.holds(as_of)
    dates = _dates(seat, as_of)
    return {
        "membershipFrom": seat.name,
        "membershipFromId": 4000 if member.house == "Commons" else None,
        "house": HOUSES[member.house],
        "membershipStartDate": dates["startDate"],
        "membershipEndDate": dates["endDate"],
        "membershipEndReason": None if active else "General Election",
        "membershipEndReasonNotes": None,
        "membershipEndReasonId": None if active else 1,
        "membershipStatus": _status(seat) if active else None,
    }


def _status(seat: Span) -> Json:
    return {
        "statusIsActive": True,
        "statusDescription": "Current Member",
        "statusNotes": None,
        "statusId": 0,
        "status": 0,
        "statusStartDate": _stamp(seat.start),
    }


def _party(span: Span) -> Json:
    party = PARTIES[span.name]
    return {
        "id": party.id,
        "name": party.name,
        "abbreviation": party.abbreviation,
        "backgroundColour": party.colour,
        "foregroundColour": "ffffff",
        "isLordsMainParty": party.name in {"Conservative", "Labour", "Liberal Democrat", "Crossbench"},
        "isLordsSpiritualParty": False,
        "governmentType": None,
        "isIndependentParty": party.name == "Independent",
    }


def _department(department: Department) -> Json:
    return {"id": department.department_id, "name": department.name, "url": None, "imageUrl": None}


def _stamp(day: date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00" if day else None


def _link(rel: str, href: str) -> Json:
    return {"rel": rel, "href": href, "method": "GET"}

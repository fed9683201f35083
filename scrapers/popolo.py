"""Who sat and who held office, from TheyWorkForYou's people files (parlparse, in Popolo JSON).

These files join the ids of the bulk files (`scrapers.parlparse`) to Parliament's member ids, and give seats,
parties and ministerial posts by date for the years that saved XML comes from. They live in the repository
that https://parser.theyworkforyou.com/members.html names; a mirror of the bulk files has them beside those.
A seat's last day is its holder's, so the day after it ends the membership here, as Parliament counts; a post
changes hands some time on the day that is both one holder's last and the next one's first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.paging import join_url
from scrapers.popolo_items import (
    MEMBERSHIP_FIELDS,
    day_after,
    first_day,
    names_by_id,
    redirects,
    short_id,
)
from scrapers.records import Membership, Parsed, Person, Rejected
from scrapers.session import PoliteSession, RawAnswer

PEOPLE = "people.json"
OFFICES = ("ministers.json", "ministers-2010.json", "posts/westminster-parliament-posts.json")
"""To 2010; of all who sat after it; since 2010, which parlparse keeps in place of the second. Where two
know the same post, the later in this row knows it better."""  # fmt: skip

REPOSITORY = "https://raw.githubusercontent.com/mysociety/parlparse/master/members"
SITE = "www.theyworkforyou.com"
_PARLIAMENT_ID = "datadotparl_id"
_HOUSES = {"house-of-commons": "Commons", "house-of-lords": "Lords"}
_RECENT = "1990-01-01"  # the Child Support Act is of 1991: who left before it said nothing of the subject
_PERSON = frozenset({
    "id", "redirect", "identifiers", "names", "other_names", "shortcuts", "biography", "birth_date",
    "death_date", "gender", "image", "links", "national_identity", "summary", "parent", "extra",
})  # fmt: skip


def people_folders(bulk_url: str) -> tuple[str, ...]:
    """Return where the people files may stand, likeliest first.

    For the public service that is parlparse's repository, the only place its documentation names; a mirror
    has them below its own address.
    """
    beside = join_url(bulk_url, "/pwdata/members")
    return (REPOSITORY, beside) if urlsplit(bulk_url).netloc == SITE else (beside,)


def fetch_people(session: PoliteSession, folder: str) -> RawAnswer:
    """Return `people.json`, some tens of megabytes; the same again where it has not changed."""
    return session.get_json("people", join_url(folder, PEOPLE))


def fetch_offices(session: PoliteSession, folder: str, name: str) -> RawAnswer:
    """Return one of the files of `OFFICES`."""
    return session.get_json("offices", join_url(folder, name))


@dataclass(slots=True)
class _Seats:
    """What the memberships say: seats by person, and which person's each membership id is."""

    of_person: dict[str, list[Membership]] = field(default_factory=lambda: defaultdict(list))
    ids_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    owner: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)


def parse_people(body: bytes) -> Parsed:
    """Return the persons who sat in either House since 1990, or whom Parliament has an id for.

    Raises `WrongShape` when `body` is no such file.
    """
    answer = fields.load_object(body)
    if not isinstance(answer.get("persons"), list):
        raise WrongShape('expected an object with "persons" and "memberships"')
    seats = _read_seats(answer)
    people, rejected, unknown = [], seats.rejected, seats.unknown
    former: dict[str, list[str]] = defaultdict(list)
    for old, new in redirects(answer, "persons", rejected).items():
        former[new].append(old)
    for index, item in enumerate(fields.mappings(answer, "persons")):
        unknown |= item.keys() - _PERSON
        if "redirect" in item:
            continue
        try:
            person = _person(item, seats, former)
        except WrongShape as error:
            rejected.append(fields.reject(item, f"persons[{index}]", str(error)))
            continue
        if _is_wanted(person):
            people.append(person)
    return Parsed(tuple(people), tuple(rejected), tuple(sorted(unknown)))


def _read_seats(answer: Item) -> _Seats:
    parties, posts = names_by_id(answer, "organizations"), _posts(answer)
    seats = _Seats()
    for index, item in enumerate(fields.mappings(answer, "memberships")):
        seats.unknown |= item.keys() - MEMBERSHIP_FIELDS
        try:
            _read_seat(item, seats, parties, posts)
        except WrongShape as error:
            seats.rejected.append(fields.reject(item, f"memberships[{index}]", str(error)))
    for old, new in redirects(answer, "memberships", seats.rejected).items():
        if person := seats.owner.get(new):
            seats.ids_of[person].append(old)
    return seats


def _read_seat(item: Item, seats: _Seats, parties: Mapping[str, str], posts: Mapping[str, Item]) -> None:
    """Add one membership, where it is of either House; other parliaments' are passed over."""
    if "redirect" in item:
        return
    post = posts.get(fields.text(item, "post_id") or "", {})
    house = _HOUSES.get(fields.text(item, "organization_id") or fields.text(post, "organization_id") or "")
    if house is None:
        return
    key, person = short_id(item, "id"), short_id(item, "person_id")
    seats.owner[key] = person
    seats.ids_of[person].append(key)
    seats.of_person[person].append(
        Membership(
            house,
            first_day(item, "start_date"),
            day_after(item, "end_date"),
            party=parties.get(fields.text(item, "on_behalf_of_id") or ""),
            constituency=fields.text(fields.mapping(post, "area"), "name"),
        )
    )


def _person(item: Item, seats: _Seats, former: Mapping[str, list[str]]) -> Person:
    key = short_id(item, "id")
    held = sorted(seats.of_person.get(key, ()), key=lambda seat: seat.start_date or "")
    return Person(
        id=key,
        name=_name(item, key),
        member_id=_member_id(item),
        memberships=tuple(held),
        other_ids=(*former.get(key, ()), *sorted(seats.ids_of.get(key, ()))),
    )


def _is_wanted(person: Person) -> bool:
    last = [seat.end_date or "9999" for seat in person.memberships]
    return bool(last) and (person.member_id is not None or max(last) >= _RECENT)


def _member_id(item: Item) -> int | None:
    for identifier in fields.mappings(item, "identifiers"):
        if identifier.get("scheme") == _PARLIAMENT_ID:
            return fields.number(identifier, "identifier")
    return None


def _name(item: Item, key: str) -> str:
    """Return the newest of a person's own names; the schema calls them `names`, the file `other_names`."""
    names = fields.mappings(item, "other_names") or fields.mappings(item, "names")
    own = [name for name in names if name.get("note") == "Main"] or names
    newest = max(own, key=lambda name: fields.text(name, "start_date") or "", default={})
    title, lord, place = (
        fields.text(newest, part) for part in ("honorific_prefix", "lordname", "lordofname")
    )
    if lord or place:
        style = title or "Lord"
        return " ".join((style, lord) if lord else ("The", style)) + (f" of {place}" if place else "")
    parts = (fields.text(newest, "given_name"), fields.text(newest, "family_name"))
    return " ".join(part for part in parts if part) or fields.text(newest, "name") or key


def _posts(answer: Item) -> dict[str, Item]:
    listed = ((fields.text(item, "id"), item) for item in fields.mappings(answer, "posts"))
    return {key: item for key, item in listed if key}

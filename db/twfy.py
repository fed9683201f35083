"""TheyWorkForYou's people as the archive holds them: persons by any of their ids, offices, and how complete.

Only the newest copy of each file counts; the files are described in `scrapers.popolo`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from db.archive import Archive, Sighting
from scrapers.parsers import parse
from scrapers.popolo import OFFICES
from scrapers.records import Member, OfficeHeld, Person, Post, Record

log = logging.getLogger(__name__)
KINDS = frozenset({"people", "offices"})
ELECTION_2010 = "2010-05-06"
"""The older list of ministers ends here, and lacks those who sat on: a newer list has all posts of theirs."""


@dataclass(frozen=True)
class TwfyPeople:
    """Persons by id, and the government posts of each by the person's id.

    `complete` holds the spans of days, each with the day after its last, for which every minister is known.
    """

    persons: Mapping[str, Person] = field(default_factory=dict)
    posts: Mapping[str, tuple[Post, ...]] = field(default_factory=dict)
    complete: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _person_of(self) -> dict[str, str]:
        return {other: key for key, person in self.persons.items() for other in (*person.other_ids, key)}

    def person(self, twfy_id: str | None) -> Person | None:
        """Return who an id means: a person's, a seat's ("member/1421"), or one that was given up."""
        return self.persons.get(self._person_of.get(twfy_id or "", ""))

    def knows_all_posts_on(self, day: str) -> bool:
        """Say whether the lists hold every minister of that day, so that one not found was none."""
        return any(first <= day < last for first, last in self.complete)

    def members(self) -> dict[int, Member]:
        """Return those who have a Parliament id, by it."""
        found = (self.member(person) for person in self.persons.values() if person.member_id is not None)
        return {member.id: member for member in found}

    def member(self, person: Person, *, key: int = 0) -> Member:
        """Return a person as a member, with `key` as the id of one whom Parliament has none for."""
        return Member(
            id=key if person.member_id is None else person.member_id,
            name=person.name,
            twfy_id=person.id,
            memberships=person.memberships,
            posts=self.posts.get(person.id, ()),
            has_history=bool(person.memberships),
        )


def read_twfy_people(archive: Archive) -> TwfyPeople:
    """Return what the newest people files in the archive say."""
    files = _newest(archive.sightings())
    persons = {
        record.id: record for record in _records(archive, files, "people") if isinstance(record, Person)
    }
    held = {
        record.id: record for record in _records(archive, files, "offices") if isinstance(record, OfficeHeld)
    }
    people = TwfyPeople(persons, complete=_complete(held.values(), files))
    return replace(people, posts=_posts(held.values(), people))


def _newest(sightings: Iterable[Sighting]) -> list[Sighting]:
    """Return the newest copy of each file, in the order in which a later file knows better."""
    order = [name.rpartition("/")[2] for name in OFFICES]
    newest: dict[str, Sighting] = {}
    for sighting in sightings:
        name = sighting.url.rpartition("/")[2].removeprefix("file:")
        known = newest.get(name)
        if sighting.kind in KINDS and (known is None or _age(known) < _age(sighting)):
            newest[name] = sighting
    return [
        newest[name] for name in sorted(newest, key=lambda name: (name in order and order.index(name), name))
    ]


def _age(sighting: Sighting) -> tuple[str, str]:
    return sighting.last_seen, sighting.raw_hash


def _records(archive: Archive, files: Iterable[Sighting], kind: str) -> Iterable[Record]:
    for sighting in files:
        if sighting.kind == kind:
            try:
                yield from parse(kind, sighting.url, archive.body(sighting.raw_hash)).records
            except ValueError as error:  # stored by an earlier release, which read more
                log.warning("left out, can't be read: %s: %s", sighting.url, error)


def _posts(held: Iterable[OfficeHeld], people: TwfyPeople) -> dict[str, tuple[Post, ...]]:
    posts: dict[str, list[Post]] = {}
    for office in held:
        person = people.person(office.person_id)
        posts.setdefault(person.id if person else office.person_id, []).append(office.post)
    return {key: tuple(sorted(found, key=lambda post: post.start_date or "")) for key, found in posts.items()}


def _complete(held: Iterable[OfficeHeld], files: Iterable[Sighting]) -> tuple[tuple[str, str], ...]:
    """Return the spans of days (first, day after the last) for which the lists together are complete."""
    held = list(held)
    newer = [office.post for office in held if office.member_id is not None]
    older = [office.post for office in held if office.member_id is None]
    if not newer:
        return ()
    read_on = max(sighting.last_seen[:10] for sighting in files if sighting.kind == "offices")
    has_history = any(post.end_date and post.end_date < ELECTION_2010 for post in newer)
    start = min((post.start_date for post in older if post.start_date), default=ELECTION_2010)
    return ((start if has_history and older else ELECTION_2010, read_on),)

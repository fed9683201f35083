"""TheyWorkForYou's people and ministers."""

from __future__ import annotations

import json

import pytest

from scrapers.fields import WrongShape
from scrapers.popolo import REPOSITORY, parse_people, people_folders
from scrapers.popolo_offices import parse_offices
from scrapers.recognise import recognise
from scrapers.records import OfficeHeld, Person


def people(*persons: dict, memberships: list[dict] | None = None, **more: list) -> bytes:
    return json.dumps({"persons": persons, "memberships": memberships or [], **more}).encode()


def peer(**names: str) -> bytes:
    person = {"id": "uk.org.publicwhip/person/1", "other_names": [{"note": "Main", **names}]}
    seat = {"id": "uk.org.publicwhip/lord/1", "person_id": "uk.org.publicwhip/person/1",
            "organization_id": "house-of-lords", "start_date": "1999-11-12"}  # fmt: skip
    return people(person, memberships=[seat])


def only(body: bytes) -> Person:
    [person] = parse_people(body).records
    assert isinstance(person, Person)
    return person


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ({"given_name": "Ada", "family_name": "Sample"}, "Ada Sample"),
        ({"family_name": "Sample"}, "Sample"),
        ({"honorific_prefix": "Baroness", "lordname": "Sample", "lordofname": ""}, "Baroness Sample"),
        ({"honorific_prefix": "Lord", "lordname": "Sample", "lordofname": "Weir"}, "Lord Sample of Weir"),
        ({"honorific_prefix": "Bishop", "lordname": "", "lordofname": "Weir"}, "The Bishop of Weir"),
        ({}, "person/1"),
    ],
)
def test_names_of_commoners_peers_and_bishops(names, name):
    assert only(peer(**names)).name == name


@pytest.mark.parametrize(
    ("end", "day_after"),
    [("2009-03-31", "2009-04-01"), ("2009-12", "2010-01-01"), ("2009", "2010-01-01"), ("9999-12-31", None)],
)
def test_a_seat_ends_on_the_day_after_its_last(end, day_after):
    seat = {"id": "lord/1", "person_id": "person/1", "organization_id": "house-of-lords", "end_date": end}
    body = people({"id": "person/1"}, memberships=[seat])
    assert only(body).memberships[0].end_date == day_after


@pytest.mark.parametrize("end", ["once", "2009-02-30", "20090331", "2009-13", ""])
def test_a_date_that_is_none_costs_that_seat_alone(end):
    seat = {"id": "lord/1", "person_id": "person/1", "organization_id": "house-of-lords", "end_date": end}
    other = {"id": "lord/2", "person_id": "person/1", "organization_id": "house-of-lords"}
    parsed = parse_people(people({"id": "person/1"}, memberships=[seat, other]))
    assert len(parsed.records) == 1
    assert len(parsed.rejected) == (1 if end else 0)


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b'{"persons": {}}', b'{"persons": [1], "memberships": []}', b"not json"],
)
def test_what_is_no_people_file_is_said_to_be_none(body):
    with pytest.raises(WrongShape):
        parse_people(body)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"persons": [], "memberships": []}'])
def test_what_is_no_list_of_ministers_is_said_to_be_none(body):
    with pytest.raises(WrongShape):
        parse_offices(body)


def test_a_redirect_to_nowhere_is_rejected_and_the_rest_is_read():
    seat = {"id": "lord/1", "person_id": "person/1", "organization_id": "house-of-lords"}
    parsed = parse_people(
        people({"id": "person/1"}, {"id": "person/2", "redirect": None}, memberships=[seat])
    )
    assert (len(parsed.records), [found.reason for found in parsed.rejected]) == (1, ["redirect is missing"])


def test_both_are_known_by_their_content():
    assert recognise(people(), "x.json") == "people"
    assert recognise(b'{"memberships": [], "organizations": []}', "y.json") == "offices"


def test_people_come_from_the_repository_or_from_beside_a_mirrors_files():
    assert people_folders("https://www.theyworkforyou.com")[0] == REPOSITORY
    assert people_folders("http://127.0.0.1:8000/bulk") == ("http://127.0.0.1:8000/bulk/pwdata/members",)


def test_every_field_of_the_schema_is_known(shared):
    from scrapers import popolo
    from scrapers.popolo_items import MEMBERSHIP_FIELDS

    schema = json.loads((shared / "api-specs" / "mysoc-popolo.schema.json").read_text(encoding="utf-8"))
    known = {"Person": popolo._PERSON, "Membership": MEMBERSHIP_FIELDS}
    for kind, names in known.items():
        assert set(schema["$defs"][kind]["properties"]) - names == set()


def test_the_real_list_of_ministers_is_read_whole(shared):
    parsed = parse_offices((shared / "real/members/parlparse-ministers-to-2010.json").read_bytes())
    held = [record for record in parsed.records if isinstance(record, OfficeHeld)]
    assert (len(held), parsed.rejected, parsed.unknown_fields) == (701, (), ())
    at_dwp = {
        (office.person_id, office.post.office)
        for office in held
        if office.post.department == "Department for Work and Pensions"
        and (office.post.start_date or "") <= "2009-10-27" < (office.post.end_date or "9")
    }
    assert at_dwp == {
        ("person/13057", "Parliamentary Under-Secretary"),
        ("person/11027", "Minister of State (the South West)"),
        ("person/10533", "Parliamentary Under-Secretary (Disabled People)"),
    }

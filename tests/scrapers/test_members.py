from __future__ import annotations

import json

import pytest

from scrapers.fields import WrongShape
from scrapers.members import (
    fetch_biography,
    fetch_member,
    member_id_in,
    parse_biography,
    parse_history,
    parse_member,
)
from scrapers.records import Membership, Post


def test_fetch(service, session):
    base_url = f"{service.url}/m"
    assert fetch_member(session, base_url, 9101).kind == "member"
    answer = fetch_biography(session, base_url, 9101)
    assert answer.kind == "biography"
    assert [path for path, _ in service.asked] == ["/m/api/Members/9101", "/m/api/Members/9101/Biography"]
    assert member_id_in(answer.url) == 9101


@pytest.mark.parametrize("url", ["https://x.example/api/Members/Search?Name=1", "https://x.example/"])
def test_an_address_without_member(url):
    assert member_id_in(url) is None


def entry(name, start, end=None, **more):
    return {"house": 1, "name": name, "startDate": start, "endDate": end, **more}


def biography(**more):
    [member] = parse_biography(json.dumps({"value": more, "links": []}).encode(), 9101).records
    return member


SEAT = entry("Wold", "2031-01-01T00:00:00", "2032-01-01T00:00:00")


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ([], [("2031-01-01", "2032-01-01", None)]),
        ([("Lab", "2020-01-01", None)], [("2031-01-01", "2032-01-01", "Lab")]),
        ([("Lab", None, None)], [("2031-01-01", "2032-01-01", "Lab")]),
        (
            [("Lab", "2020-01-01", "2031-06-01"), ("Ind", "2031-06-01", None)],
            [("2031-01-01", "2031-06-01", "Lab"), ("2031-06-01", "2032-01-01", "Ind")],
        ),
        (
            [("Lab", "2020-01-01", "2031-06-01"), ("Lab", "2031-06-01", None)],
            [("2031-01-01", "2032-01-01", "Lab")],
        ),
        (
            [("Lab", "2020-01-01", "2031-03-01"), ("Ind", "2031-06-01", None)],
            [
                ("2031-01-01", "2031-03-01", "Lab"),
                ("2031-03-01", "2031-06-01", None),
                ("2031-06-01", "2032-01-01", "Ind"),
            ],
        ),
        (
            [("Lab", "2020-01-01", "2031-06-02"), ("Ind", "2031-06-01", None)],
            [("2031-01-01", "2031-06-01", "Lab"), ("2031-06-01", "2032-01-01", "Ind")],
        ),
        ([("Lab", "2032-01-01", None)], [("2031-01-01", "2032-01-01", None)]),
    ],
)
def test_a_seat_is_split_where_the_party_changes(parties, expected):
    member = biography(representations=[SEAT], partyAffiliations=[entry(*party) for party in parties])
    assert list(member.memberships) == [
        Membership("Commons", start, end, party, "Wold") for start, end, party in expected
    ]


def test_a_seat_without_end_stays_open():
    member = biography(
        representations=[entry("Wold", "2031-01-01")], partyAffiliations=[entry("Lab", "2031-02-01")]
    )
    assert [(seat.start_date, seat.end_date) for seat in member.memberships] == [
        ("2031-01-01", "2031-02-01"),
        ("2031-02-01", None),
    ]


@pytest.mark.parametrize(
    ("name", "additional_info", "office", "department"),
    [
        ("Secretary of State for Work and Pensions", None, "Secretary of State for Work and Pensions", None),
        ("Minister of State", "Home Office", "Minister of State", "Home Office"),
        ("Whip (HM Treasury)", None, "Whip", "HM Treasury"),
        ("Whip (HM Treasury)", "HM Treasury", "Whip", "HM Treasury"),
        ("Whip (HM Treasury) (Lords)", "", "Whip (Lords)", "HM Treasury"),
    ],
)
def test_department_of_a_post(name, additional_info, office, department):
    post = entry(name, "2031-01-01", additionalInfo=additional_info)
    assert biography(governmentPosts=[post]).posts == (Post(office, "2031-01-01", None, department),)


@pytest.mark.parametrize(
    ("more", "item"),
    [
        ({"governmentPosts": [entry(None, "2031-01-01")]}, "member 9101 governmentPosts[0]"),
        ({"representations": [{"name": "x"}]}, "member 9101 representations[0]"),
    ],
)
def test_a_post_or_seat_that_can_not_be_read_costs_no_other(more, item):
    good = entry("Minister of State (Department for Sample Affairs)", "2032-01-01")
    value = {
        "governmentPosts": [*more.get("governmentPosts", []), good],
        **{k: v for k, v in more.items() if k != "governmentPosts"},
    }
    parsed = parse_biography(json.dumps({"value": value}).encode(), 9101)
    [record] = parsed.records
    assert [post.office for post in record.posts] == ["Minister of State"]
    assert [rejected.item for rejected in parsed.rejected] == [item]


def test_a_biography_that_can_not_be_read_is_rejected():
    parsed = parse_biography(json.dumps({"value": {"representations": 5}}).encode(), 9101)
    assert (len(parsed.records), len(parsed.rejected)) == (0, 1)


@pytest.mark.parametrize("parse", [parse_member, lambda body: parse_biography(body, 9101)])
def test_another_shape_is_an_error(parse):
    with pytest.raises(WrongShape):
        parse(b'{"title": "Not Found", "status": 404}')


def test_a_biography_of_nobody_is_an_error():
    with pytest.raises(WrongShape, match="nothing in it says whose"):
        parse_biography(b'{"value": {}}', None)


def member(key, name):
    return {"value": {"id": key, "nameDisplayAs": name, "latestHouseMembership": {"house": 1}}, "links": []}


def test_a_search_gives_its_members():
    found = {"items": [member(1, "Ada Sample"), member(2, "Ben Specimen")], "totalResults": 2}
    assert [item.name for item in parse_member(json.dumps(found).encode()).records] == [
        "Ada Sample",
        "Ben Specimen",
    ]


def test_a_history_gives_seats_and_parties_by_date():
    labour, independent = {"name": "Labour"}, {"name": "Independent"}
    value = {
        "id": 9101,
        "nameHistory": [
            {"nameDisplayAs": "Dame Ada Sample", "nameListAs": "Sample, Ada", "startDate": "2031-01-01"},
            {"nameDisplayAs": "Ada Sample", "nameListAs": "Sample, Ada", "startDate": "2029-05-03"},
        ],
        "partyHistory": [
            {"startDate": "2029-05-03", "endDate": "2030-02-01", "party": labour},
            {"startDate": "2030-02-01", "endDate": None, "party": independent},
        ],
        "houseMembershipHistory": [
            {"house": 1, "membershipFrom": "Wold", "membershipStartDate": "2029-05-03T00:00:00"}
        ],
    }
    [found] = parse_history(json.dumps([{"value": value, "links": []}]).encode()).records
    assert (found.id, found.name, found.has_history) == (9101, "Dame Ada Sample", True)
    assert found.memberships == (
        Membership("Commons", "2029-05-03", "2030-02-01", "Labour", "Wold"),
        Membership("Commons", "2030-02-01", None, "Independent", "Wold"),
    )


def test_a_saved_biography_is_known_by_its_link_to_itself():
    answer = {"value": {"representations": []}, "links": [{"rel": "self", "href": "/Members/9101/Biography"}]}
    [found] = parse_biography(json.dumps(answer).encode(), None).records
    assert found.id == 9101

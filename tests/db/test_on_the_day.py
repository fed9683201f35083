"""Party, seat and office as they stood on a day: reshuffles, by-elections, changes of party, two posts."""

from __future__ import annotations

import pytest

from db.people import OnTheDay, People
from db.twfy import TwfyPeople
from scrapers.records import Contribution, Debate, Member, Membership, Post

DWP, HEALTH = "Department for Work and Pensions", "Department of Health and Social Care"
RESHUFFLE, BY_ELECTION, CROSSING = "2025-09-05", "2024-05-02", "2024-01-18"

MINISTER = Member(
    1,
    "Cordelia Wex",
    memberships=(Membership("Commons", "2019-12-12", party="Labour", constituency="Hallam Dykes"),),
    posts=(
        Post("Parliamentary Under-Secretary", "2024-07-09", RESHUFFLE, HEALTH),
        Post("Minister of State", RESHUFFLE, None, DWP),
    ),
    has_history=True,
)
DISMISSED = Member(
    2,
    "Bertram Oakhanger",
    memberships=(Membership("Commons", "2017-06-08", party="Labour", constituency="Wold"),),
    posts=(Post("Minister of State", "2024-07-09", RESHUFFLE, DWP),),
    has_history=True,
)
CROSSED = Member(
    3,
    "Tam Dunnock",
    memberships=(
        Membership("Commons", "2019-12-12", CROSSING, "Conservative", "Farmere"),
        Membership("Commons", CROSSING, None, "Independent", "Farmere"),
    ),
    has_history=True,
)
BEATEN = Member(
    4,
    "Gus Tallow",
    memberships=(Membership("Commons", "2019-12-12", "2024-03-26", "Conservative", "Eastmere"),),
    has_history=True,
)
ELECTED = Member(
    5,
    "Noor Haldane",
    memberships=(Membership("Commons", BY_ELECTION, None, "Liberal Democrat", "Eastmere"),),
    has_history=True,
)
PEER = Member(
    6,
    "Baroness Hemlock of Tarn",
    memberships=(
        Membership("Commons", "1997-05-01", "2010-04-12", "Labour", "Tarn"),
        Membership("Lords", "2010-06-28", None, "Labour", "Life peer"),
    ),
    posts=(
        Post("Parliamentary Under-Secretary", "2024-07-09", None, DWP),
        Post("Baroness in Waiting", "2024-07-09", None, "HM Household"),
    ),
    has_history=True,
)
PEOPLE = People([MINISTER, DISMISSED, CROSSED, BEATEN, ELECTED, PEER])


@pytest.mark.parametrize(
    ("day", "office"),
    [
        ("2024-07-08", None),
        ("2024-07-09", f"Parliamentary Under-Secretary ({HEALTH})"),
        ("2025-09-04", f"Parliamentary Under-Secretary ({HEALTH})"),
        (RESHUFFLE, f"Minister of State ({DWP})"),
        ("2025-09-06", f"Minister of State ({DWP})"),
    ],
)
def test_on_the_day_of_a_reshuffle_the_new_office_holds(day, office):
    assert PEOPLE.on(1, day).office == office


def test_who_left_the_government_has_no_office_from_that_day():
    offices = [PEOPLE.on(2, day).office for day in ("2025-09-04", RESHUFFLE)]
    assert offices == [f"Minister of State ({DWP})", None]


def test_an_old_post_without_its_end_gives_way_to_the_later():
    open_ended = Member(
        7, "X", posts=(Post("Whip", "2024-07-09", None, "HM Treasury"), MINISTER.posts[1]), has_history=True
    )
    assert People([open_ended]).on(7, RESHUFFLE).office == f"Minister of State ({DWP})"


@pytest.mark.parametrize(("day", "party"), [("2024-01-17", "Conservative"), (CROSSING, "Independent")])
def test_a_change_of_party_counts_from_its_day(day, party):
    assert PEOPLE.on(3, day) == OnTheDay("Tam Dunnock", party, "Farmere")


def test_between_a_seat_lost_and_a_by_election_nobody_sits_for_it():
    def seats(day: str) -> list[str | None]:
        return [PEOPLE.on(key, day).constituency for key in (4, 5)]

    assert seats("2024-03-25") == ["Eastmere", None]
    assert seats("2024-03-26") == seats("2024-05-01") == [None, None]
    assert seats(BY_ELECTION) == [None, "Eastmere"]
    assert PEOPLE.on(5, "2024-05-01") == OnTheDay("Noor Haldane"), "a name is known all the same"


def test_one_raised_to_the_lords_has_the_seat_of_the_day():
    found = [PEOPLE.on(6, day) for day in ("2009-10-27", "2010-05-01", "2025-11-04")]
    assert [(on.party, on.constituency) for on in found] == [
        ("Labour", "Tarn"),
        (None, None),
        ("Labour", "Life peer"),
    ]


@pytest.mark.parametrize(
    ("department", "office"),
    [
        ("Work and Pensions", f"Parliamentary Under-Secretary ({DWP})"),
        (DWP.upper(), f"Parliamentary Under-Secretary ({DWP})"),
        (None, f"Parliamentary Under-Secretary ({DWP}); Baroness in Waiting (HM Household)"),
        ("Home Office", f"Parliamentary Under-Secretary ({DWP}); Baroness in Waiting (HM Household)"),
    ],
)
def test_of_two_posts_a_written_answer_is_given_in_the_answering_departments(department, office):
    assert PEOPLE.on(6, "2025-11-04", department=department).office == office


@pytest.mark.parametrize(("day", "key"), [("2025-09-04", 2), (RESHUFFLE, None), ("2025-09-06", 1)])
def test_an_office_printed_without_name_is_its_holders_but_not_on_the_day_it_changed_hands(day, key):
    found = People([MINISTER, DISMISSED], TwfyPeople(complete=(("2024-01-01", "2026-01-01"),)))
    said = Contribution("C-1", 0, "We will.", office="The Minister of State")
    debate = Debate("D-1", "Commons", "Arrears", day, (said,), parents=(DWP,))
    assert found.speaker(said, debate).member_id == key


def test_words_are_the_governments_by_the_office_printed_or_else_by_that_of_the_day():
    def is_governments(day: str, **more) -> bool:
        said = Contribution("C-1", 0, "We will.", member_id=2, **more)
        debate = Debate("D-1", "Commons", "Arrears", day, (said,))
        return PEOPLE.speaks_for_government(said, debate, PEOPLE.speaker(said, debate))

    assert [is_governments(day) for day in ("2025-09-04", RESHUFFLE)] == [True, False]
    assert is_governments(RESHUFFLE, office="The Minister of State, Department for Work and Pensions")
    assert not is_governments("2025-09-04", is_chair=True)
    assert not is_governments("2025-09-04", kind="question")


def test_nothing_is_known_of_a_stranger_or_of_no_day():
    assert PEOPLE.on(99, "2025-11-04") == PEOPLE.on(None, "2025-11-04") == OnTheDay()
    assert PEOPLE.on(1, None) == OnTheDay("Cordelia Wex")

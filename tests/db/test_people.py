"""Who somebody was on a day, and who held an office that is printed without a name."""

from __future__ import annotations

import pytest

from db.people import People, Who
from db.twfy import TwfyPeople
from scrapers.records import Contribution, Debate, Member, Membership, Person, Post, WrittenStatement

DWP = "Department for Work and Pensions"
DAY = "2009-11-17"
ALL = (("1997-05-02", "2026-01-01"),)


def held(office: str, start: str = "2009-06-10", end: str | None = "2010-05-11", at: str = DWP) -> Post:
    return Post(office, start, end, at)


def member(key: int, *posts: Post, house: str = "Commons") -> Member:
    seats = (Membership(house, "2005-05-05", party="Labour"),)
    return Member(key, f"Member {key}", memberships=seats, posts=posts, has_history=True)


def people(*members: Member, complete: tuple = ()) -> People:
    return People(members, TwfyPeople(complete=complete))


def holder(
    found: People, office: str, department: str | None = None, day: str = DAY, house: str | None = None
):
    return found.holder_of(office, department, day, house=house).member_id


def test_a_secretary_of_state_is_one_of_a_kind():
    found = people(
        member(1, held("Secretary of State")), member(2, held("Secretary of State", at="Home Office"))
    )
    assert holder(found, "The Secretary of State for Work and Pensions") == 1
    assert holder(found, "The Secretary of State", "Work and Pensions") == 1
    assert holder(found, "The Secretary of State") is None
    assert holder(found, "The Secretary of State for Work and Pensions", day="2009-06-09") is None


def test_of_a_rank_that_many_hold_nobody_is_named_unless_the_lists_are_complete():
    one = member(1, held("Parliamentary Under-Secretary"))
    title = "The Parliamentary Under-Secretary of State for Work and Pensions"
    assert holder(people(one), title) is None
    assert holder(people(one, complete=ALL), title) == 1
    assert holder(people(one, member(2, *one.posts), complete=ALL), title) is None


def test_the_house_tells_two_of_one_rank_apart():
    found = people(
        member(1, held("Parliamentary Under-Secretary")),
        member(2, held("Parliamentary Under-Secretary"), house="Lords"),
        complete=ALL,
    )
    title = "The Parliamentary Under-Secretary of State, Department for Work and Pensions"
    assert holder(found, title) is None
    assert holder(found, title, house="Lords") == 2


def test_the_minister_is_whoever_alone_serves_in_the_department():
    found = people(member(1, held("Minister of State")), complete=ALL)
    assert holder(found, "The Minister", "WORK AND PENSIONS") == 1
    found = people(member(1, held("Minister of State")), member(2, held("Secretary of State")), complete=ALL)
    assert holder(found, "The Minister", "WORK AND PENSIONS") is None


def test_a_brief_names_its_holder():
    found = people(
        member(1, held("Parliamentary Under-Secretary (Disabled People)")),
        member(2, held("Minister of State")),
    )
    assert holder(found, "The Minister for Disabled People") == 1


@pytest.mark.parametrize(("day", "key"), [("2009-06-09", 1), ("2009-06-10", None), ("2009-06-11", 2)])
def test_on_the_day_an_office_changes_hands_nobody_is_named(day, key):
    found = people(
        member(1, held("Secretary of State", "2008-01-24", "2009-06-10")),
        member(2, held("Secretary of State")),
    )
    assert holder(found, "The Secretary of State for Work and Pensions", day=day) == key
    newcomer = people(member(2, held("Secretary of State")))
    assert holder(newcomer, "The Secretary of State for Work and Pensions", day="2009-06-10") is None


@pytest.mark.parametrize("office", [None, "", "Mr Speaker", "The Shadow Secretary of State", "The Chairman"])
def test_what_is_no_office_of_government_has_no_holder(office):
    assert people(member(1, held("Secretary of State")), complete=ALL).holder_of(office, DWP, DAY) == Who()


ADA = Person(
    "person/1",
    "Ada Sample",
    7,
    (
        Membership("Commons", "2005-05-05", "2009-03-01", "Labour", "Stourmead"),
        Membership("Commons", "2009-03-01", None, "Independent", "Stourmead"),
    ),
    ("member/11", "member/12", "person/99"),
)
NOBODY = Person(
    "person/2", "Lord Tarn", None, (Membership("Lords", "1999-11-12", party="Crossbench"),), ("lord/2",)
)
TWFY = TwfyPeople(
    {person.id: person for person in (ADA, NOBODY)},
    {
        "person/1": (
            held("Minister of State"),
            held("Minister of State (the South West)", at="Regional Affairs"),
        )
    },
)


@pytest.mark.parametrize("twfy_id", ["person/1", "member/11", "member/12", "person/99"])
def test_any_of_a_persons_ids_leads_to_parliaments(twfy_id):
    assert People([], TWFY).who(None, twfy_id) == Who(7, f"twfy id {twfy_id}")


def test_the_services_own_id_holds_and_needs_no_word_on_how():
    assert People([], TWFY).who(8, "member/11") == Who(8)
    assert People([], TWFY).who(None, "member/404") == People([], TWFY).who(None) == Who()


def test_party_seat_and_office_on_the_day_without_parliaments_service():
    found = People([], TWFY)
    on = found.on(7, "2009-02-28")
    assert (on.name, on.party, on.constituency, on.office) == ("Ada Sample", "Labour", "Stourmead", None)
    on = found.on(7, DAY, department="WORK AND PENSIONS")
    assert (on.party, on.office) == ("Independent", f"Minister of State ({DWP})")
    assert found.on(7, DAY).office == (
        f"Minister of State ({DWP}); Minister of State (the South West) (Regional Affairs)"
    )


def test_one_without_parliaments_id_has_party_and_seat_all_the_same():
    who = People([], TWFY).who(None, "lord/2")
    assert (who.key, who.member_id) == ("person/2", None)
    assert People([], TWFY).on(who.key, DAY).party == "Crossbench"


def test_parliaments_own_seats_and_posts_hold_and_the_rest_is_filled_in():
    seat = Membership("Commons", "2005-05-06", None, None, "Stourmead West")
    known = People([Member(7, "", memberships=(seat,), has_history=True)], TWFY)
    assert known.name(7) == "Ada Sample"
    on = known.on(7, "2005-06-01")
    assert (on.constituency, on.party) == ("Stourmead West", "Labour")
    assert known.on(7, DAY, department=DWP).office == f"Minister of State ({DWP})"
    served = Member(
        7, "Ada S.", posts=(Post("Secretary of State", "2009-06-10", None, DWP),), has_history=True
    )
    assert People([served], TWFY).on(7, DAY).office == f"Secretary of State ({DWP})"
    assert People([served], TWFY).member(7) is not None


def spoken(**more) -> Contribution:
    return Contribution("C-1", 0, "We will.", office="The Secretary of State", **more)


def test_a_speaker_without_name_is_the_holder_of_the_office_under_the_headings_department():
    found = people(member(1, held("Secretary of State")))
    debate = Debate(
        "D", "Commons", "Child Maintenance", DAY, (), parents=("Oral Answers", "WORK AND PENSIONS")
    )
    who = found.speaker(spoken(speaker_name="The Secretary of State"), debate)
    assert who == Who(1, f"the holder on {DAY} of: The Secretary of State")
    assert found.speaker(spoken(), debate).member_id == 1
    for named in ({"speaker_name": "Ben Specimen"}, {"twfy_id": "member/404"}, {"is_chair": True}):
        assert found.speaker(spoken(**named), debate) == Who()
    elsewhere = Debate("D", "Commons", "Child Maintenance", DAY, ())
    assert found.speaker(spoken(), elsewhere) == Who()


def test_a_statement_without_name_is_its_makers_by_office():
    found = people(member(1, held("Secretary of State")))
    record = WrittenStatement(
        1, "Commons", "Arrears", is_full=True, date_made=DAY, member_role="The Secretary of State",
        answering_body="WORK AND PENSIONS",
    )  # fmt: skip
    assert found.maker(record).member_id == 1

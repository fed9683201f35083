from __future__ import annotations

import pytest

from scrapers.turns import Line, Speaker, Turns

LONG = "and we are also going to write to every parent whose arrears are more than two years old by March"
OFFICE = "The Secretary of State for Work and Pensions"
MINISTER = Line("We will act.", member_id=1, attributed_to=f"{OFFICE} (C. Wex)")
WEX = Speaker(1, "C. Wex", OFFICE)


def follow(*lines):
    turns = Turns()
    return [turns.speaker_of(line) for line in lines]


@pytest.mark.parametrize(
    "line",
    [
        Line(LONG, tag="hs_Para"),
        Line("short", tag="hs_brev"),
        Line("short", tag="hs_quote"),
        Line("short", tag="HS_Quote"),
        Line("short", tag="hs_Para", member_id=1),
        Line("short", tag="hs_Procedure", member_id=1, attributed_to=""),
    ],
)
def test_a_turn_goes_on(line):
    assert follow(MINISTER, line)[-1] == (WEX, True)


@pytest.mark.parametrize(
    "line",
    [
        Line("[Interruption.]", tag="hs_Para"),
        Line(LONG, tag="hs_Procedure"),
        Line(LONG, tag="hs_76fChair"),
        Line(LONG, tag=None),
        Line(LONG, item_type="Amendment", tag="hs_Para"),
        Line("14:32:00", item_type="Timestamp"),
    ],
)
def test_a_line_of_nobody_does_not_end_the_turn(line):
    assert follow(MINISTER, line, Line(LONG, tag="hs_Para"))[1:] == [(None, False), (WEX, True)]


@pytest.mark.parametrize(
    "line",
    [
        Line("", item_type="Division"),
        *(Line(f"{start} {LONG}", tag="hs_Para") for start in ("Question put", "Motion made", "Ordered,")),
        *(Line(f"{start} {LONG}", tag="hs_Para") for start in ("Resolved", "Order.", "ORDERED,")),
    ],
)
def test_the_carrying_stops(line):
    assert follow(MINISTER, line, Line(LONG, tag="hs_Para"))[1:] == [(None, False), (None, False)]


@pytest.mark.parametrize("crowd", ["Hon. Members", "Several hon. Members rose", "The Chair"])
def test_a_speaker_nobody_knows_stops_the_carrying_too(crowd):
    spoken, after = follow(MINISTER, Line("Oh!", attributed_to=crowd), Line(LONG, tag="hs_Para"))[1:]
    assert spoken[0] is not None
    assert spoken[0].member_id is None
    assert after == (None, False)


@pytest.mark.parametrize("tag", ["hs_CLHeading", "hs_CLChairman", "hs_CLMember", "hs_CLClerks"])
def test_the_list_of_a_committees_members_is_said_by_nobody(tag):
    listed = Line(f"Wex, C. (Hallam Dykes) {LONG}", tag=tag, member_id=1)
    assert follow(MINISTER, listed, Line(LONG, tag="hs_Para"))[1:] == [(None, False)] * 2


def test_nothing_is_carried_from_before_the_first_speaker():
    assert follow(Line(LONG, tag="hs_Para")) == [(None, False)]


def test_an_office_stays_with_its_member_through_the_debate():
    other = Line("When?", member_id=2, attributed_to="Ann Quillfeather (Little Snoring) (Lab)")
    speakers = follow(MINISTER, other, Line("Soon.", member_id=1, attributed_to="C. Wex"))
    assert speakers[-1] == (WEX, False)
    assert speakers[1][0] == Speaker(2, "Ann Quillfeather", party="Lab", constituency="Little Snoring")


def test_party_and_seat_printed_once_hold_for_the_debate():
    first = Line("When?", member_id=2, attributed_to="Ann Quillfeather (Little Snoring) (Lab)")
    again = Line("And how?", member_id=2, attributed_to="Ann Quillfeather")
    asked = Speaker(2, "Ann Quillfeather", party="Lab", constituency="Little Snoring")
    assert follow(first, MINISTER, again)[-1] == (asked, False)


@pytest.mark.parametrize(
    ("in_chair", "afterwards"),
    [
        ("The Deputy Speaker (Lord Stane) (Con)", "Lord Stane"),
        ("The Deputy Chairman of Committees (Lord Stane) (Con)", "Lord Stane (Con)"),
        ("Sir Peregrine Stane (in the Chair)", "Sir Peregrine Stane (North Wold) (Con)"),
    ],
)
def test_a_chair_who_speaks_as_a_member_is_the_chair_no_more(in_chair, afterwards):
    lines = [Line("Next.", member_id=3, attributed_to=printed) for printed in (in_chair, afterwards)]
    chair, member = (speaker for speaker, _ in follow(*lines) if speaker)
    assert chair.is_chair
    assert (member.is_chair, member.office, member.party) == (False, None, "Con")


def test_a_chair_is_the_chair_again_when_printed_so():
    names = ("The Deputy Speaker (Lord Stane)", "Lord Stane", "The Deputy Speaker (Lord Stane)")
    spoken = follow(*(Line("Next.", member_id=3, attributed_to=name) for name in names))
    assert [speaker.is_chair for speaker, _ in spoken if speaker] == [True, False, True]


def test_a_member_comes_back_without_printed_name():
    other = Line("When?", member_id=2, attributed_to="Ann Quillfeather")
    assert follow(MINISTER, other, Line("Soon.", member_id=1))[-1] == (WEX, False)


@pytest.mark.parametrize("printed", ["Sir Peregrine Stane (in the Chair)", "The Chair"])
def test_the_chair_stays_the_chair(printed):
    chair = Line("Order.", member_id=3, attributed_to=printed)
    later = Line("Order.", member_id=3, attributed_to="Sir Peregrine Stane")
    assert [speaker.is_chair for speaker, _ in follow(chair, MINISTER, later) if speaker] == [
        True,
        False,
        True,
    ]


def test_order_from_the_chair_is_speech():
    chair = Line("Order. Sit down.", member_id=3, attributed_to="Mr Speaker")
    [(speaker, _)] = follow(chair)
    assert speaker == Speaker(3, office="Mr Speaker", is_chair=True)

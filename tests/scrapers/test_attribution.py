from __future__ import annotations

import pytest

from scrapers.attribution import Attribution, parse_attribution

MEMBERS = {
    "Ann Quillfeather": Attribution("Ann Quillfeather"),
    "Ann Quillfeather (Little Snoring) (Lab)": Attribution(
        "Ann Quillfeather", party="Lab", constituency="Little Snoring"
    ),
    "Ann Quillfeather (Snoring (North) and Wold) (Lab/Co-op) [V]": Attribution(
        "Ann Quillfeather", party="Lab/Co-op", constituency="Snoring (North) and Wold"
    ),
    "Ann Quillfeather (Little Snoring) (Lab) (Co-op)": Attribution(
        "Ann Quillfeather", party="Lab Co-op", constituency="Little Snoring"
    ),
    "Ann Quillfeather (Little Snoring)": Attribution("Ann Quillfeather", constituency="Little Snoring"),
    "Ann Quillfeather (Ind)": Attribution("Ann Quillfeather", party="Ind"),
    "Ann Quillfeather (Little Snoring) (Maiden Speech)": Attribution(
        "Ann Quillfeather", constituency="Little Snoring"
    ),
    "Ann Quillfeather (Little Snoring) (Lab) (Urgent Question)": Attribution(
        "Ann Quillfeather", party="Lab", constituency="Little Snoring"
    ),
    "  Ann   Quillfeather\n(Little Snoring) (New Party): ": Attribution(
        "Ann Quillfeather", party="New Party", constituency="Little Snoring"
    ),
    "Lady Thistlewood (North Wold) (Ind)": Attribution(
        "Lady Thistlewood", party="Ind", constituency="North Wold"
    ),
}
MINISTERS = {
    "The Secretary of State for Work and Pensions (Cordelia Wex)": Attribution(
        "Cordelia Wex", "The Secretary of State for Work and Pensions"
    ),
    "The Parliamentary Under-Secretary of State for Work and Pensions (Bertram Oakhanger)": Attribution(
        "Bertram Oakhanger", "The Parliamentary Under-Secretary of State for Work and Pensions"
    ),
    "The Minister for Families (Equalities Minister) (Cordelia Wex)": Attribution(
        "Cordelia Wex", "The Minister for Families (Equalities Minister)"
    ),
    "The Prime Minister": Attribution(office="The Prime Minister"),
    "The Second Church Estates Commissioner (Ann Quillfeather)": Attribution(
        "Ann Quillfeather", "The Second Church Estates Commissioner"
    ),
    "The Secretary of State for Work and Pensions (Cordelia Wex) [V]": Attribution(
        "Cordelia Wex", "The Secretary of State for Work and Pensions"
    ),
}
LORDS = {
    "Baroness Thistlewood (Lab)": Attribution("Baroness Thistlewood", party="Lab"),
    "Baroness Thistlewood": Attribution("Baroness Thistlewood"),
    "Lord Oakhanger of Wold (Non-Afl) [V]": Attribution("Lord Oakhanger of Wold", party="Non-Afl"),
    "Lord Oakhanger (A Party Nobody Knows)": Attribution("Lord Oakhanger", party="A Party Nobody Knows"),
    "Lord Oakhanger (Lab) (Co-op)": Attribution("Lord Oakhanger", party="Lab Co-op"),
    "Baroness Thistlewood (Con) (Valedictory Speech)": Attribution("Baroness Thistlewood", party="Con"),
    "The Earl of Wherwell (CB)": Attribution("The Earl of Wherwell", party="CB"),
    "Viscount Stane of Wold (Con)": Attribution("Viscount Stane of Wold", party="Con"),
    "The Lord Bishop of Snoring": Attribution("The Lord Bishop of Snoring"),
    "The Minister of State, Department for Work and Pensions (Baroness Thistlewood) (Lab)": Attribution(
        "Baroness Thistlewood", "The Minister of State, Department for Work and Pensions", "Lab"
    ),
    "Lord in Waiting/Government Whip (Lord Oakhanger) (Lab)": Attribution(
        "Lord Oakhanger", "Lord in Waiting/Government Whip", "Lab"
    ),
    "The Advocate-General for Scotland (Lord Oakhanger) (Lab)": Attribution(
        "Lord Oakhanger", "The Advocate-General for Scotland", "Lab"
    ),
}
CHAIRS = {
    "Mr Speaker": Attribution(office="Mr Speaker", is_chair=True),
    "Mr. Deputy Speaker:": Attribution(office="Mr. Deputy Speaker", is_chair=True),
    "Madam Deputy Speaker (Dame Ursula Thrupp)": Attribution(
        "Dame Ursula Thrupp", "Madam Deputy Speaker", is_chair=True
    ),
    "Sir Peregrine Stane (in the Chair)": Attribution("Sir Peregrine Stane", is_chair=True),
    "The Chair": Attribution(office="The Chair", is_chair=True),
    "The Temporary Chair (Sir Peregrine Stane)": Attribution(
        "Sir Peregrine Stane", "The Temporary Chair", is_chair=True
    ),
    "The First Deputy Chairman of Ways and Means (Dame Ursula Thrupp)": Attribution(
        "Dame Ursula Thrupp", "The First Deputy Chairman of Ways and Means", is_chair=True
    ),
    "The Lord Speaker (Lord Stane)": Attribution("Lord Stane", "The Lord Speaker", is_chair=True),
    "The Deputy Chairman of Committees (Baroness Thistlewood) (Lab)": Attribution(
        "Baroness Thistlewood", "The Deputy Chairman of Committees", "Lab", is_chair=True
    ),
}
CROWDS = {
    "Hon. Members": Attribution("Hon. Members"),
    "Several hon. Members rose—": Attribution("Several hon. Members"),
    "Noble Lords": Attribution("Noble Lords"),
    "": Attribution(),
    " \u00a0": Attribution(),
}


@pytest.mark.parametrize(
    ("printed", "expected"), {**MEMBERS, **MINISTERS, **LORDS, **CHAIRS, **CROWDS}.items()
)
def test_parts_of(printed, expected):
    assert parse_attribution(printed) == expected


def test_nothing_printed():
    assert parse_attribution(None) == Attribution()


@pytest.mark.parametrize("odd", [")", "(", "()", "a) (b", "((((", "Name ()", "(Lab)"])
def test_odd_brackets_never_raise(odd):
    assert isinstance(parse_attribution(odd), Attribution)

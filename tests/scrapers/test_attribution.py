from __future__ import annotations

import itertools

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
    "Ann Quillfeather (Independent)": Attribution("Ann Quillfeather", party="Independent"),
    "Ann Quillfeather (Little Snoring) (Lab) (Valedictory)": Attribution(
        "Ann Quillfeather", party="Lab", constituency="Little Snoring"
    ),
    "ANN QUILLFEATHER (LITTLE SNORING) (LAB)": Attribution(
        "ANN QUILLFEATHER", party="LAB", constituency="LITTLE SNORING"
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
    "THE PRIME MINISTER (Cordelia Wex)": Attribution("Cordelia Wex", "THE PRIME MINISTER"),
    "The Secretary of State for Wales (Cordelia Wex) (Hallam Dykes) (Lab)": Attribution(
        "Cordelia Wex", "The Secretary of State for Wales", "Lab", "Hallam Dykes"
    ),
    "Lord Commissioner of His Majesty’s Treasury (Ann Quillfeather)": Attribution(
        "Ann Quillfeather", "Lord Commissioner of His Majesty’s Treasury"
    ),
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
    "The Baroness Thistlewood (Lab)": Attribution("The Baroness Thistlewood", party="Lab"),
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
    "Mr SPEAKER": Attribution(office="Mr SPEAKER", is_chair=True),
    "The Deputy Lord Speaker (Lord Stane)": Attribution(
        "Lord Stane", "The Deputy Lord Speaker", is_chair=True
    ),
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


NAMES = (
    "Ann Quillfeather",
    "Dr. Basil St. John-Smythe",
    "Siobhán O’Quill",
    "Idris ap Rhydderch",
    "Kevin Rose",
)
SEATS = (
    "Wold",
    "Fairlough, East",
    "Ynys Wen (North) and Môr",
    "Stoke-under-Wold",
    "Wold St. Mary's",
    "Speke",
)
PARTIES = ("Lab", "Lab/Co-op", "Ind", "Alba", "A New Party", "SF", None)
ENDINGS = ("", " (Maiden Speech)", " (Urgent Question)", " [V]", " rose—", ":", " (in the Chair)")
OFFICES = (
    "The Secretary of State for Wales",
    "The Minister of State, Cabinet Office (Paymaster General)",
    "The Solicitor General",
    "Treasurer of His Majesty’s Household",
)
PEERS = (
    "Lord Fitz-Alder",
    "Baroness O’Hara-Lyle of Wold",
    "The Earl of Wherwell",
    "Viscount Ember",
    "Earl Rooke",
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_back_bencher_with_every_ending(ending):
    for name, seat, party in itertools.product(NAMES, SEATS, PARTIES):
        printed = f"{name} ({seat})" + (f" ({party})" if party else "") + ending
        expected = Attribution(name, None, party, seat, is_chair="Chair" in ending)
        assert parse_attribution(printed) == expected, printed


@pytest.mark.parametrize("office", OFFICES)
def test_every_minister_of_either_house(office):
    for name in NAMES:
        assert parse_attribution(f"{office} ({name})") == Attribution(name, office)
    for peer, party in itertools.product(PEERS, PARTIES):
        printed = f"{office} ({peer})" + (f" ({party})" if party else "")
        assert parse_attribution(printed) == Attribution(peer, office, party), printed


@pytest.mark.parametrize(
    "ending", ["", " (Maiden Speech)", " (Valedictory Speech)", " (Valedictory)", " [R]"]
)
def test_every_peer_with_every_ending(ending):
    for peer, party in itertools.product(PEERS, PARTIES):
        printed = peer + (f" ({party})" if party else "") + ending
        assert parse_attribution(printed) == Attribution(peer, None, party), printed


def test_nothing_printed():
    assert parse_attribution(None) == Attribution()


@pytest.mark.parametrize("odd", [")", "(", "()", "a) (b", "((((", "Name ()", "(Lab)"])
def test_odd_brackets_never_raise(odd):
    assert isinstance(parse_attribution(odd), Attribution)

"""Words, numbers and names by which an answer speaks to a part of a question."""

from __future__ import annotations

import pytest

from nlp.part_words import figures, initials, seat_asked, wants_number, wants_series, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 14 ferries and two barges sank on 3 May 2024.", ["14", "two"]),
        ("See Table 6, rows 21 and 22, of Question 12.", []),
        ("No ferries sank.", ["no "]),
        ("No such data is held.", []),
        ("It cost £1,200.50 in 2023/24.", ["1,200.50"]),
    ],
)
def test_dates_and_numbers_of_tables_count_nothing(text, found):
    assert figures(text) == found


def test_initials_stand_for_the_words_of_a_name():
    names = initials(["what the Island Harbour Board costs", "The Board of Old Piers met."])
    assert names == {"IHB": "Island Harbour Board", "BOP": "Board of Old Piers"}
    assert words("Each IHB's boat", names) >= words("Island Harbour Board")
    assert words("Each IHB's boat") != words("Each IHB's boat", names)


@pytest.mark.parametrize(
    ("text", "is_wanted"),
    [
        ("how many ferries sank", True),
        ("what estimate she has made of the cost of ferries", True),
        ("what estimate she has made of the effect of fog on the cost of ferries", False),
        ("the extent to which rates relief helps ferries", False),
    ],
)
def test_some_parts_can_only_be_answered_with_a_number(text, is_wanted):
    assert wants_number(text) is is_wanted


@pytest.mark.parametrize(
    ("text", "is_wanted"),
    [
        ("how many ferries sank in each of the last five years", True),
        ("how many ferries sank, broken down by harbour", True),
        ("how many ferries sank by local authority", True),
        ("how many ferries sank in 2024", False),
    ],
)
def test_some_ask_for_a_number_of_each_year_or_place(text, is_wanted):
    assert wants_series(text) is is_wanted


def test_the_constituency_asked_for_is_known_by_name():
    assert seat_asked("how many ferries sank in Wold and Upper Moor constituency").split() == [
        "Wold", "and", "Upper", "Moor",
    ]  # fmt: skip
    assert seat_asked("how many ferries sank in each constituency") == ""

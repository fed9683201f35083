"""The calendar of Parliament: what is computed, and what is only known with a source."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.parliament_calendar import (
    Recess,
    add_working_days,
    bank_holidays,
    fiscal_event,
    next_recess,
    parliament_end,
)


def test_the_end_of_a_parliament_is_computed_from_its_first_meeting():
    assert parliament_end(date(2025, 7, 10)) == date(2029, 8, 15)
    assert parliament_end(date(2024, 1, 8)) == date(2025, 1, 28)
    assert parliament_end(date(1999, 1, 1)) is None


def test_bank_holidays_move_off_the_weekend():
    assert {date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)
    assert date(2029, 7, 12) not in bank_holidays(2029)
    assert date(2029, 7, 12) in bank_holidays(2029, any_nation=True)
    assert add_working_days(date(2025, 12, 24), 1) == date(2025, 12, 29)


@pytest.mark.parametrize(
    ("name", "after", "house", "expected"),
    [
        ("summer", date(2025, 7, 10), "Commons", Recess(date(2025, 7, 22), date(2025, 9, 1))),
        ("summer", date(2025, 7, 10), "Lords", Recess(date(2025, 7, 24), date(2025, 9, 1))),
        ("summer", date(2025, 7, 10), None, Recess(date(2025, 7, 22), date(2025, 9, 1))),
        ("Christmas", date(2025, 9, 8), "Commons", Recess(date(2025, 12, 18), date(2026, 1, 5))),
        ("", date(2025, 10, 14), "Commons", Recess(date(2025, 11, 5), date(2025, 11, 11))),
        ("Easter", date(2025, 2, 3), "Commons", Recess(date(2025, 4, 8), None)),
    ],
)
def test_each_house_has_its_own_recess(name, after, house, expected):
    assert next_recess(name, after=after, house=house) == expected


def test_an_unknown_recess_is_not_guessed():
    assert next_recess("Easter", after=date(2031, 1, 1), house="Lords") is None
    assert next_recess("summer", after=date(2025, 8, 1), house="Commons") is None
    assert next_recess("", after=date(2025, 4, 22), house="Commons") is None  # its Whitsun has no source


def test_the_day_of_a_budget_is_known_from_its_announcement_to_the_day_itself():
    held = date(2025, 11, 26)
    assert fiscal_event("Budget", said_on=date(2025, 9, 2)) is None
    assert fiscal_event("Budget", said_on=date(2025, 9, 3)) == held
    assert fiscal_event("autumn  budget", said_on=held) == held
    assert fiscal_event("Budget", said_on=date(2025, 11, 27)) is None
    assert fiscal_event("Spring Statement", said_on=date(2025, 9, 3)) is None

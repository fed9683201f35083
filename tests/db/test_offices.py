"""Titles of office, as Hansard prints them and as the lists have them."""

from __future__ import annotations

import pytest

from db.offices import department_words, is_same, read_titles, titles_of
from scrapers.records import Post

DWP = "Department for Work and Pensions"


def same(printed: str, office: str, department: str | None, where: str | None = None) -> bool:
    held = titles_of(Post(office, None, None, department))
    return any(is_same(asked, title) for asked in read_titles(printed, where) for title in held)


@pytest.mark.parametrize(
    ("printed", "office", "department"),
    [
        ("The Secretary of State for Work and Pensions", "Secretary of State", DWP),
        ("The Secretary of State for Work and Pensions", "Secretary of State for Work and Pensions", DWP),
        ("Secretary of State for Work & Pensions", "Secretary of State", "Work and Pensions"),
        (
            "The Parliamentary Under-Secretary of State for Work and Pensions",
            "Parliamentary Under-Secretary",
            DWP,
        ),
        (
            "The Parliamentary Under-Secretary of State, Department for Work and Pensions",
            "Parliamentary Under-Secretary (Department for Work and Pensions)",
            None,
        ),
        ("The Minister of State, Department for Work and Pensions", "Minister of State (Pensions)", DWP),
        ("The Minister for Disabled People", "Parliamentary Under-Secretary (Disabled People)", DWP),
        ("The Minister for Pensions", "Minister of State (Pensions)", DWP),
        ("The Minister of State, Home Office", "The Minister of State, Home Department", None),
        ("The Secretary of State for Justice and Lord Chancellor", "Lord Chancellor", None),
        (
            "The Secretary of State for Justice",
            "Lord Chancellor and Secretary of State for Justice",
            "Ministry of Justice",
        ),
        ("The Chancellor of the Exchequer", "Chancellor of the Exchequer", "HM Treasury"),
    ],
)
def test_the_same_office_under_two_names(printed, office, department):
    assert same(printed, office, department)


@pytest.mark.parametrize(
    ("printed", "office", "department"),
    [
        ("The Secretary of State for Work and Pensions", "Secretary of State", "Home Office"),
        ("The Secretary of State for Work and Pensions", "Parliamentary Under-Secretary", DWP),
        ("The Parliamentary Under-Secretary of State for Work and Pensions", "Secretary of State", DWP),
        ("The Minister of State (Pensions)", "Minister of State (Work)", DWP),
        ("The Minister for Pensions", "Minister of State (Disabled People)", DWP),
        ("The Secretary of State", "Secretary of State", DWP),
        ("The Minister", "Minister of State", DWP),
        ("The Prime Minister", "Secretary of State", DWP),
        ("", "Secretary of State", DWP),
    ],
)
def test_another_office_or_one_that_does_not_say_which(printed, office, department):
    assert not same(printed, office, department)


def test_where_the_words_were_said_tells_which_secretary_of_state():
    assert same("The Secretary of State", "Secretary of State", DWP, "WORK AND PENSIONS")
    assert not same("The Secretary of State", "Secretary of State", DWP, "HOME DEPARTMENT")


def test_all_names_of_a_department_are_one():
    names = (DWP, "WORK AND PENSIONS", "Work & Pensions", "the Department of Work and Pensions")
    assert {department_words(name) for name in names} == {frozenset({"work", "pensions"})}
    assert department_words("HM Treasury") == department_words("Treasury") != frozenset()

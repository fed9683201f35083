"""Statements made in both Houses are one, statements of one title and day are not, links lead both ways."""

from __future__ import annotations

import pytest

from db.archive import Sighting
from db.merge import Observation
from db.merge_statements import copies_in_the_other_house, corrections_of, merge_statement
from scrapers.records import StatementLink, WrittenStatement

TEXT = (
    "Today I am publishing the response to the consultation on collecting maintenance.\n"
    "It sets out how the service will be rebuilt, and when. Regulations will come before the House in May.\n"
    "I pay tribute to all who took part."
)
OTHER = (
    "Today I am publishing the statistics for the quarter that ended in December.\n"
    "They show that more parents paid, and that the arrears which they owe to each other grew all the same."
)
INTRODUCTIONS = [
    "My hon Friend the Minister for Families (Ann Sample MP) has today made the following statement.",
    "My hon Friend the Minister for Families (Ann Sample MP) has today made the following statement.\n",
    "My right hon. Friend the Secretary of State has made the following Written Ministerial Statement:\n",
    "My rt. Hon. Friend, Ann Sample, has today made the following statement: ",
    "",
]


def statement(key=1, house="Commons", text=TEXT, title="Maintenance", day="2031-03-04", **more):
    record = WrittenStatement(
        key, house, title, is_full=more.pop("is_full", True), text=text, date_made=day, **more
    )
    return Observation(record, Sighting(f"h{key}", "statement", f"https://x/{key}", False, day, day), "title")


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_the_copy_in_the_other_house_repeats_the_first(introduction):
    lords = statement(
        2, "Lords", introduction + TEXT.replace("the House", "this House"), title="MAINTENANCE "
    )
    assert copies_in_the_other_house([statement(), lords]) == {2: 1}


@pytest.mark.parametrize(
    "other",
    [
        statement(2, "Lords", OTHER),
        statement(2, "Lords", TEXT, title="Arrears"),
        statement(2, "Lords", TEXT, day="2031-03-05"),
        statement(2, "Lords", None),
        statement(2, "Commons", TEXT),
        statement(2, "Lords", "My hon Friend has today made the following statement.", is_truncated=True),
    ],
    ids=["other words", "other title", "other day", "no words", "same House", "too little is known"],
)
def test_everything_else_stays_two(other):
    assert copies_in_the_other_house([statement(), other]) == {}


def test_two_of_one_title_and_day_have_each_their_own_copy():
    lords = [statement(3, "Lords", OTHER), statement(4, "Lords", TEXT)]
    assert copies_in_the_other_house([statement(1), statement(2, text=OTHER), *lords]) == {3: 2, 4: 1}


def test_a_copy_of_which_only_the_cut_row_is_known_is_recognised():
    cut = (INTRODUCTIONS[0] + TEXT.replace("\n", ""))[:255] + "..."
    lords = statement(2, "Lords", cut, is_full=False, is_truncated=True)
    assert copies_in_the_other_house([statement(), lords]) == {2: 1}


def test_the_fullest_and_newest_observation_speaks():
    row = statement(text="Cut...", is_full=False, is_truncated=True)
    assert merge_statement([row, statement()]).record.text == TEXT


LINK = StatementLink(1, "CorrectedStatement", "2031-04-01")


@pytest.mark.parametrize("kept", [{1}, {2}])
def test_a_correction_is_about_what_it_corrects_whichever_of_the_two_says_so(kept):
    groups = {1: [statement(1)], 2: [statement(2, links=(LINK,))]}
    [[found]] = corrections_of(groups, kept)
    [named] = kept
    assert (found.record.id, found.why) == (3 - named, f"linked with statement {named}")


@pytest.mark.parametrize("kind", ["JointStatement", "SomethingNew"])
def test_other_links_make_nothing_relevant(kind):
    groups = {1: [statement(1)], 2: [statement(2, links=(StatementLink(1, kind),))]}
    assert corrections_of(groups, {1}) == []


def test_a_link_to_a_statement_that_nobody_has_is_no_trouble():
    assert corrections_of({2: [statement(2, links=(LINK,))]}, {2}) == []

"""What every wording of a future time means, said on a day of our choosing."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotations import PRECISIONS
from nlp.deadlines import find_deadlines, main_deadline
from nlp.parliament_calendar import add_working_days, bank_holidays, parliament_end, recess_start

SAID = date(2025, 7, 10)  # the day of the annotation guide's table, a Thursday
TODAY = SAID.isoformat()


def check(
    wording: str, earliest: str | None, latest: str | None, precision: str, *, said_on=SAID, house="Commons"
):
    """Read the wording inside a promise and compare text and meaning."""
    sentence = f"The harbour board will publish its plan {wording}, and the crew will read it."
    found = main_deadline(sentence, said_on=said_on, house=house)
    assert found is not None, sentence
    assert found.text == wording
    assert sentence[found.start : found.end] == found.text
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


@pytest.mark.parametrize(
    ("wording", "earliest", "latest", "precision"),
    [
        ("by 31 March 2026", TODAY, "2026-03-31", "day"),
        ("in spring 2026", "2026-03-01", "2026-05-31", "season"),
        ("by the end of the year", TODAY, "2025-12-31", "year"),
        ("later this year", "2025-07-11", "2025-12-31", "year"),
        ("next year", "2026-01-01", "2026-12-31", "year"),
        ("in the autumn", "2025-09-01", "2025-11-30", "season"),
        ("in 2027/28", "2027-04-01", "2028-03-31", "financial year"),
        ("by the end of the financial year", TODAY, "2026-03-31", "financial year"),
        ("within six weeks", TODAY, "2025-08-21", "day"),
        ("over the next 12 months", TODAY, "2026-07-10", "month"),
        ("early in the new year", "2026-01-01", "2026-03-31", "quarter"),
        ("in the second half of 2026", "2026-07-01", "2026-12-31", "half-year"),
        ("by the summer recess", TODAY, "2025-07-31", "recess"),
        ("before the end of this Parliament", TODAY, "2029-08-15", "parliament"),
        ("over this Parliament", TODAY, "2029-08-15", "parliament"),
        ("by 2028", TODAY, "2028-12-31", "year"),
        ("by summer 2026", TODAY, "2026-08-31", "season"),
        ("from April 2026", "2026-04-01", "2026-04-30", "month"),
        ("from 1 April 2026", "2026-04-01", "2026-04-01", "day"),
        ("from 2027-28", "2027-04-01", "2028-03-31", "financial year"),
        ("in early 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("in mid-2026", "2026-05-01", "2026-08-31", "quarter"),
        ("in late 2025", "2025-10-01", "2025-12-31", "quarter"),
        ("later in 2025", "2025-07-11", "2025-12-31", "year"),
        ("later in 2026", "2026-01-01", "2026-12-31", "year"),
        ("in Q3 26/27", "2026-10-01", "2026-12-31", "quarter"),
        ("in Q3 2026", "2026-07-01", "2026-09-30", "quarter"),
        ("in winter 2026", "2026-12-01", "2027-02-28", "season"),
    ],
)
def test_the_guides_table(wording, earliest, latest, precision):
    check(wording, earliest, latest, precision)


@pytest.mark.parametrize(
    "wording",
    [
        "in due course", "shortly", "very shortly", "soon", "as soon as possible", "as soon as practicable",
        "when parliamentary time allows", "as soon as parliamentary time allows", "as soon as we are able",
        "in the coming months", "in the coming weeks", "over the next few months", "over the coming years",
        "in the weeks ahead", "within weeks", "in the near future", "imminently", "in the longer term",
        "at the earliest opportunity", "at the appropriate time", "at a later date",
        "in the next couple of weeks",
    ],
)  # fmt: skip
def test_vague_wordings_have_no_dates(wording):
    check(wording, None, None, "vague")


@pytest.mark.parametrize(
    "wording",
    [
        "once the pilot has reported", "within 10 weeks of Royal Assent", "at the Autumn Budget",
        "at Budget 2025", "at the Spending Review", "at the next fiscal event", "when Parliament returns",
        "after the summer recess", "following the consultation", "following the conclusion of the review",
        "as soon as the survey is finished", "on completion", "two years after commencement",
        "ahead of implementation", "in the next Session", "within five years of commencement",
        "by the February recess", "as plans progress", "after 2026",
        "after 1 April 2026", "in the second session of this Parliament", "in the next Parliament",
    ],
)  # fmt: skip
def test_events_have_no_dates(wording):
    check(wording, None, None, "event")


@pytest.mark.parametrize(
    ("wording", "earliest", "latest", "precision"),
    [
        # days
        ("on 5 September", "2025-09-05", "2025-09-05", "day"),
        ("on 3 March", "2026-03-03", "2026-03-03", "day"),
        ("on the 30th of September 2025", "2025-09-30", "2025-09-30", "day"),
        ("on Monday 1 September 2025", "2025-09-01", "2025-09-01", "day"),
        ("by September 5th", TODAY, "2025-09-05", "day"),
        ("by 2026-02-01", TODAY, "2026-02-01", "day"),
        ("on 01/02/2026", "2026-02-01", "2026-02-01", "day"),
        ("no later than 1 May 2026", TODAY, "2026-05-01", "day"),
        ("until 24 April 2026", TODAY, "2026-04-24", "day"),
        ("before 6 April 2026", TODAY, "2026-04-05", "day"),
        ("tomorrow", "2025-07-11", "2025-07-11", "day"),
        ("later today", TODAY, TODAY, "day"),
        ("on Monday", "2025-07-14", "2025-07-14", "day"),
        ("next Tuesday", "2025-07-15", "2025-07-15", "day"),
        ("this week", TODAY, "2025-07-13", "day"),
        ("next week", "2025-07-14", "2025-07-20", "day"),
        ("by the end of next week", TODAY, "2025-07-20", "day"),
        ("later this week", "2025-07-11", "2025-07-13", "day"),
        ("by Christmas", TODAY, "2025-12-25", "day"),
        ("before Christmas", TODAY, "2025-12-24", "day"),
        ("by Easter", TODAY, "2026-04-05", "day"),
        # counted from the day said
        ("within 28 days", TODAY, "2025-08-07", "day"),
        ("within 10 working days", TODAY, "2025-07-24", "day"),
        ("within a fortnight", TODAY, "2025-07-24", "day"),
        ("within three months", TODAY, "2025-10-10", "month"),
        ("within the next two years", TODAY, "2027-07-10", "year"),
        ("within a year", TODAY, "2026-07-10", "year"),
        ("over the next three years", TODAY, "2028-07-10", "year"),
        ("over the coming year", TODAY, "2026-07-10", "year"),
        ("in the next 18 months", TODAY, "2027-01-10", "month"),
        ("in six weeks’ time", TODAY, "2025-08-21", "day"),
        ("over the next two to three years", TODAY, "2028-07-10", "year"),
        # months
        ("this month", TODAY, "2025-07-31", "month"),
        ("next month", "2025-08-01", "2025-08-31", "month"),
        ("later this month", "2025-07-11", "2025-07-31", "month"),
        ("in July", TODAY, "2025-07-31", "month"),
        ("in April", "2026-04-01", "2026-04-30", "month"),
        ("by the end of July", TODAY, "2025-07-31", "month"),
        ("by the end of next month", TODAY, "2025-08-31", "month"),
        ("by end March 2026", TODAY, "2026-03-31", "month"),
        ("by March 2026", TODAY, "2026-03-31", "month"),
        ("from April onwards", "2026-04-01", "2026-04-30", "month"),
        ("from October this year", "2025-10-01", "2025-10-31", "month"),
        ("in April next year", "2026-04-01", "2026-04-30", "month"),
        ("before April 2026", TODAY, "2026-03-31", "month"),
        # seasons
        ("in the autumn of 2026", "2026-09-01", "2026-11-30", "season"),
        ("this autumn", "2025-09-01", "2025-11-30", "season"),
        ("this summer", TODAY, "2025-08-31", "season"),
        ("over the summer", TODAY, "2025-08-31", "season"),
        ("next spring", "2026-03-01", "2026-05-31", "season"),
        ("next summer", "2026-06-01", "2026-08-31", "season"),
        ("in spring next year", "2026-03-01", "2026-05-31", "season"),
        ("by the spring", TODAY, "2026-05-31", "season"),
        ("in the winter", "2025-12-01", "2026-02-28", "season"),
        ("in winter 2025/26", "2025-12-01", "2026-02-28", "season"),
        ("in autumn/winter 2026", "2026-09-01", "2027-02-28", "season"),
        ("later in the autumn", "2025-09-01", "2025-11-30", "season"),
        ("in late spring 2026", "2026-03-01", "2026-05-31", "season"),
        # parts of years
        ("early next year", "2026-01-01", "2026-03-31", "quarter"),
        ("late this year", "2025-10-01", "2025-12-31", "quarter"),
        ("by mid-2026", TODAY, "2026-08-31", "quarter"),
        ("at the start of 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("by the start of 2026", TODAY, "2026-01-01", "quarter"),
        ("in the first half of next year", "2026-01-01", "2026-06-30", "half-year"),
        ("in the second half of the year", TODAY, "2025-12-31", "half-year"),
        ("in the second half of 2026-27", "2026-10-01", "2027-03-31", "half-year"),
        ("by the end of the first half of 2026", TODAY, "2026-06-30", "half-year"),
        ("in the first quarter of 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("in the final quarter of 2025", "2025-10-01", "2025-12-31", "quarter"),
        ("by Q4 2027/28", TODAY, "2028-03-31", "quarter"),
        ("next quarter", "2025-10-01", "2025-12-31", "quarter"),
        ("in the first quarter of the next financial year", "2026-04-01", "2026-06-30", "quarter"),
        # years
        ("this year", TODAY, "2025-12-31", "year"),
        ("in 2026", "2026-01-01", "2026-12-31", "year"),
        ("in the new year", "2026-01-01", "2026-12-31", "year"),
        ("by the new year", TODAY, "2026-01-01", "year"),
        ("from next year", "2026-01-01", "2026-12-31", "year"),
        ("before 2027", TODAY, "2026-12-31", "year"),
        ("by the end of 2026", TODAY, "2026-12-31", "year"),
        ("before the end of next year", TODAY, "2026-12-31", "year"),
        ("by the end of the decade", TODAY, "2029-12-31", "year"),
        ("no earlier than 2027", "2027-01-01", "2027-12-31", "year"),
        ("in 2026-27", "2026-04-01", "2027-03-31", "financial year"),
        ("in 2026–27", "2026-04-01", "2027-03-31", "financial year"),
        ("by 2028-2029", TODAY, "2029-03-31", "financial year"),
        ("in 26/27", "2026-04-01", "2027-03-31", "financial year"),
        ("in FY 2026-27", "2026-04-01", "2027-03-31", "financial year"),
        ("in FY26/27", "2026-04-01", "2027-03-31", "financial year"),
        ("in the 2026/27 financial year", "2026-04-01", "2027-03-31", "financial year"),
        ("in the financial year 2026 to 2027", "2026-04-01", "2027-03-31", "financial year"),
        ("this financial year", TODAY, "2026-03-31", "financial year"),
        ("in the next financial year", "2026-04-01", "2027-03-31", "financial year"),
        ("by the end of 2027/28", TODAY, "2028-03-31", "financial year"),
        ("in the 2025/26 academic year", "2025-09-01", "2026-08-31", "year"),
        ("next academic year", "2025-09-01", "2026-08-31", "year"),
        # spans
        ("from 1 April 2026 until 31 March 2027", "2026-04-01", "2027-03-31", "day"),
        ("between 2026/27 and 2029/30", "2026-04-01", "2030-03-31", "financial year"),
        ("between April and June 2026", "2026-04-01", "2026-06-30", "month"),
        ("between now and March 2026", TODAY, "2026-03-31", "month"),
        ("in April or May 2026", "2026-04-01", "2026-05-31", "month"),
        ("in 2027 and 2028", "2027-01-01", "2028-12-31", "year"),
        ("from autumn 2025 to spring 2026", "2025-09-01", "2026-05-31", "season"),
        ("in the first three months of 2026", "2026-01-01", "2026-03-31", "quarter"),
        ("in the first six months of next year", "2026-01-01", "2026-06-30", "half-year"),
        ("from as early as April 2026", "2026-04-01", "2026-04-30", "month"),
        ("until at least 2028", TODAY, "2028-12-31", "year"),
        ("by 5pm on 3 August 2025", TODAY, "2025-08-03", "day"),
        ("in a year’s time", TODAY, "2026-07-10", "year"),
        ("within the year", TODAY, "2025-12-31", "year"),
        ("before the summer", TODAY, "2025-08-31", "season"),
        ("in 2026‑27", "2026-04-01", "2027-03-31", "financial year"),
        # Parliament
        ("by the time the House rises for the summer", TODAY, "2025-07-31", "recess"),
        ("within the current Parliament", TODAY, "2029-08-15", "parliament"),
        ("over the course of this Parliament", TODAY, "2029-08-15", "parliament"),
        ("later in this Parliament", "2025-07-11", "2029-08-15", "parliament"),
        ("before the summer recess", TODAY, "2025-07-31", "recess"),
        ("before the House rises for the summer", TODAY, "2025-07-31", "recess"),
        ("before the House rises for the summer recess", TODAY, "2025-07-31", "recess"),
    ],
)  # fmt: skip
def test_wordings_mean_what_the_calendar_says(wording, earliest, latest, precision):
    check(wording, earliest, latest, precision)


@pytest.mark.parametrize(
    ("said_on", "wording", "earliest", "latest"),
    [
        ((2026, 4, 8), "in the spring", "2026-04-08", "2026-05-31"),
        ((2026, 1, 20), "this winter", "2026-01-20", "2026-02-28"),
        ((2025, 1, 20), "by the end of the financial year", "2025-01-20", "2025-03-31"),
        ((2024, 11, 2), "next spring", "2025-03-01", "2025-05-31"),
        ((2023, 12, 30), "next summer", "2024-06-01", "2024-08-31"),
        ((2025, 12, 31), "later this year", "2025-12-31", "2025-12-31"),
        ((2024, 2, 29), "within a year", "2024-02-29", "2025-02-28"),
        ((2021, 5, 1), "before the end of this Parliament", "2021-05-01", "2025-01-28"),
        ((2009, 10, 29), "within this Parliament", "2009-10-29", "2010-06-03"),
        ((2026, 3, 3), "by the summer recess", "2026-03-03", "2026-07-31"),
        ((2025, 8, 20), "by the summer recess", "2025-08-20", "2026-07-31"),
    ],
)
def test_the_day_it_was_said_decides(said_on, wording, earliest, latest):
    found = main_deadline(f"They will report {wording}.", said_on=date(*said_on), house="Commons")
    assert found is not None
    assert (found.text, found.earliest, found.latest) == (wording, earliest, latest)


def test_each_house_has_its_own_recess():
    found = main_deadline("It will be laid by the summer recess.", said_on=SAID, house="Lords")
    assert found is not None
    assert found.latest == "2025-07-24"


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("We will consult this year on a plan to dredge every harbour by 2030.", "this year"),
        ("Following the survey, we will publish the map in due course.", "in due course"),
        ("Funding for 2027/28 will be announced shortly.", "shortly"),
        ("A chart is planned for 30 May 2026.", "for 30 May 2026"),
        ("From 1 April 2026, the ferry will be free.", "From 1 April 2026"),
        ("The survey held on 4 July will be published next month.", "next month"),
        ("By 2030, every pier will be lit.", "By 2030"),
        ("The board is due to report in early 2026.", "in early 2026"),
        ("The new ferry opened in May and the next will follow in spring 2026.", "in spring 2026"),
        ("I shall have further meetings later today.", "later today"),
        ("When the bridge is open, we will remove the ferry.", "When the bridge is open"),
        ("Data for 2024 will be published on 18 December 2025.", "on 18 December 2025"),
    ],
)
def test_the_time_that_binds_the_act_is_chosen(sentence, wording):
    found = main_deadline(sentence, said_on=SAID, house=None)
    assert found is not None
    assert found.text == wording


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour was dredged in 2023.",
        "We published the chart on 8 May 2024.",
        "Since April the ferry has been free.",
        "In the year to June 2024 there were 300 crossings.",
        "In April, the board launched a new ferry.",
        "The board met earlier this year.",
        "The report was published in May.",
        "In November last year we announced a new pier.",
        "There were 40 landings in the quarter ending March 2025.",
        "The crew spoke to the pilots on 6 July.",
        "May I thank the pilots.",
        "This Parliament has a long memory.",
        "After May 2024 the ferry was free.",
        "It has four berths and 2,026 bollards.",
        "The Harbours Act 2031 applies.",
        "At the Budget, the Chancellor announced that piers were saved.",
        "The charts are correct as at March 2025.",
    ],
)
def test_times_gone_by_and_statistics_are_no_deadline(sentence):
    assert main_deadline(sentence, said_on=SAID, house="Commons") is None


@pytest.mark.parametrize(
    ("wording", "earliest", "latest"),
    [
        ("by 31 March 2026", None, "2026-03-31"),
        ("in spring 2026", "2026-03-01", "2026-05-31"),
        ("in 2027/28", "2027-04-01", "2028-03-31"),
        ("next year", None, None),
        ("in the autumn", None, None),
        ("in April", None, None),
        ("within six weeks", None, None),
        ("by the summer recess", None, None),
        ("before the end of this Parliament", None, None),
        ("later this month", None, None),
        ("by Christmas", None, None),
    ],
)
def test_without_a_date_only_what_the_words_fix_is_dated(wording, earliest, latest):
    found = main_deadline(f"The harbour board will report {wording}.", said_on=None, house=None)
    assert found is not None
    assert (found.text, found.earliest, found.latest) == (wording, earliest, latest)


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """by in from before until between within and the end of this next early late later Q3 spring
        autumn April May 31 March 2026 2027/28 year month week six weeks financial half second
        Parliament recess Christmas decade will was published shortly once it is done , . 2019 2099
        summer new winter following consultation 1 30 February quarter first after on to of over coming
        months 26/27 Budget at academic 2030 House rises for rest day""",
    )
)


@given(words=st.lists(PIECES, max_size=14), said_on=st.dates(date(2005, 6, 1), date(2035, 12, 31)))
def test_properties_of_whatever_is_found(words, said_on):
    sentence = " ".join(words)
    found = find_deadlines(sentence, said_on=said_on, house="Commons")
    assert found == find_deadlines(sentence, said_on=said_on, house="Commons")
    assert all(left.end <= right.start for left, right in pairwise(found))
    for deadline in found:
        assert sentence[deadline.start : deadline.end] == deadline.text
        assert deadline.precision in PRECISIONS
        assert (deadline.precision in {"vague", "event"}) <= (deadline.earliest is deadline.latest is None)
        if deadline.earliest and deadline.latest:
            assert said_on.isoformat() <= deadline.earliest <= deadline.latest


@given(words=st.lists(PIECES, max_size=14))
def test_a_text_without_a_date_never_fails(words):
    sentence = " ".join(words)
    for deadline in find_deadlines(sentence, said_on=None, house=None):
        assert sentence[deadline.start : deadline.end] == deadline.text


def test_the_end_of_a_parliament_is_computed_from_its_first_meeting():
    assert parliament_end(date(2025, 7, 10)) == date(2029, 8, 15)
    assert parliament_end(date(2024, 1, 8)) == date(2025, 1, 28)
    assert parliament_end(date(1999, 1, 1)) is None


def test_bank_holidays_move_off_the_weekend():
    assert {date(2022, 12, 26), date(2022, 12, 27)} <= bank_holidays(2022)
    assert date(2029, 7, 12) not in bank_holidays(2029)
    assert date(2029, 7, 12) in bank_holidays(2029, any_nation=True)
    assert add_working_days(date(2025, 12, 24), 1) == date(2025, 12, 29)


def test_an_unknown_recess_is_not_guessed():
    assert recess_start("Easter", after=date(2031, 1, 1), house="Lords") is None

"""What wordings of a future time mean, by the annotation guide.

The wordings and what each of them means were written by hand from the guide, in `deadline_wordings.toml`.
"""

from __future__ import annotations

import re
import time
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.annotations import PRECISIONS
from nlp.deadlines import find_deadlines, main_deadline

DATA = tomllib.loads((Path(__file__).parent / "deadline_wordings.toml").read_text(encoding="utf-8"))
SAID: date = DATA["said"]


def cases():
    """Yield (wording, day said, House, earliest, latest, precision) of every row."""
    for group in DATA["group"]:
        said = group.get("said", SAID) or None
        meaning = {"said": said and said.isoformat(), False: None}
        rows = [(*row,) for row in group.get("rows", [])]
        rows += [(wording, False, False, group["precision"]) for wording in group.get("wordings", [])]
        for wording, earliest, latest, precision in rows:
            dates = meaning.get(earliest, earliest), meaning.get(latest, latest)
            yield pytest.param(
                wording, said, group.get("house", "Commons"), *dates, precision, id=f"{said} {wording}"
            )


@pytest.mark.parametrize(("wording", "said_on", "house", "earliest", "latest", "precision"), list(cases()))
def test_a_wording_means_what_the_guide_says(wording, said_on, house, earliest, latest, precision):
    for frame in DATA["frames"]:
        opening = wording[0].upper() + wording[1:]
        sentence = frame.replace("{^}", opening).replace("{}", wording)
        found = main_deadline(sentence, said_on=said_on, house=house)
        assert found is not None, sentence
        assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision), sentence
        text, said = found.text.lower(), wording.lower()
        assert text in said or said in text, sentence
        assert sentence[found.start : found.end] == found.text


@pytest.mark.parametrize("case", DATA["sentence"], ids=lambda case: case["sentence"][:60])
def test_the_time_that_binds_the_act_is_chosen(case):
    found = main_deadline(case["sentence"], said_on=SAID, house="Commons")
    assert (found.text if found else None) == case.get("text")


@pytest.mark.parametrize(
    ("said_on", "wording", "earliest", "latest"),
    [
        ((2023, 12, 30), "next summer", "2024-06-01", "2024-08-31"),
        ((2025, 12, 31), "later this year", "2025-12-31", "2025-12-31"),
        ((2024, 2, 29), "within a year", "2024-02-29", "2025-02-28"),
        ((2021, 5, 1), "before the end of this Parliament", "2021-05-01", "2025-01-28"),
        ((2009, 10, 29), "within this Parliament", "2009-10-29", "2010-06-03"),
        ((2025, 8, 20), "by the summer recess", "2025-08-20", "2026-07-31"),
        ((2025, 7, 12), "this weekend", "2025-07-12", "2025-07-13"),
        ((2025, 7, 13), "next week", "2025-07-14", "2025-07-20"),
    ],
)
def test_the_day_it_was_said_decides(said_on, wording, earliest, latest):
    found = main_deadline(f"They will report {wording}.", said_on=date(*said_on), house="Commons")
    assert found is not None
    assert (found.text, found.earliest, found.latest) == (wording, earliest, latest)


@pytest.mark.parametrize(
    ("sentence", "said_on"),
    [
        ("We will publish it at Budget 2025.", date(2026, 1, 9)),
        ("It will be completed in spring this year.", date(2025, 12, 15)),
        ("I refer him to the debate on 13 October, when we will have said it.", date(2025, 10, 27)),
        ("It will close by 3 March 2025.", date(2025, 7, 10)),
    ],
)
def test_a_time_that_is_over_is_no_deadline_nor_is_a_part_of_it(sentence, said_on):
    found = main_deadline(sentence, said_on=said_on, house="Commons")
    assert found is None or found.earliest is None


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        """by in from before until between within and the end of this next early late later Q3 spring
        autumn April May 31 March 2026 2027/28 year month week six weeks financial half second
        Parliament recess Christmas decade will was published shortly once it is done , . 2019 2099
        summer new winter following consultation 1 30 February quarter first after on to of over coming
        months 26/27 Budget at academic 2030 House rises for rest day not 3-5 31/03/2026 hours weekend
        Tuesday 2030s FY26 ending turn midway ahead time or two earliest latest today tomorrow start""",
    )
)
WORDS = st.lists(PIECES, max_size=14).map(" ".join)
DAYS = st.dates(date(2005, 6, 1), date(2035, 12, 31))


@given(sentence=WORDS, said_on=DAYS)
def test_properties_of_whatever_is_found(sentence, said_on):
    found = find_deadlines(sentence, said_on=said_on, house="Commons")
    assert found == find_deadlines(sentence, said_on=said_on, house="Commons")
    assert all(left.end <= right.start for left, right in pairwise(found))
    for deadline in found:
        assert sentence[deadline.start : deadline.end] == deadline.text
        assert deadline.precision in PRECISIONS
        assert (deadline.precision in {"vague", "event"}) <= (deadline.earliest is deadline.latest is None)
        if deadline.earliest and deadline.latest:
            assert said_on.isoformat() <= deadline.earliest <= deadline.latest


@given(sentence=WORDS)
def test_a_text_without_a_date_never_fails(sentence):
    for deadline in find_deadlines(sentence, said_on=None, house=None):
        assert sentence[deadline.start : deadline.end] == deadline.text


@given(sentence=WORDS, said_on=DAYS)
def test_a_deadline_read_again_means_the_same(sentence, said_on):
    """What `main_deadline` calls the deadline is one by itself, in a promise of its own."""
    found = main_deadline(sentence, said_on=said_on, house="Lords")
    if found and found.earliest and found.text.split()[0].lower() in {"by", "in", "from"}:
        again = main_deadline(f"We will do it {found.text}.", said_on=said_on, house="Lords")
        assert again is not None
        assert (again.text, again.earliest, again.latest) == (found.text, found.earliest, found.latest)


@pytest.mark.parametrize(
    "piece",
    [
        "x", "7", " ", "by ", "by 2026 ", "in spring ", "on 3-", "26/27 ", "2026-", "once the is ",
        "when the ", "until the ", "after the ", "within six weeks of ", "shortly after the ",
        "at the Budget ", "today ", "for the year to ", "in line with the ", "move a to ", "week of week in ",
        "(a ", "– ", "bring ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_of_a_text_alone(piece):
    """A line of 200,000 characters without a full stop: no pattern goes over it again and again."""
    main_deadline("warm up by May", said_on=SAID, house=None)
    start = time.perf_counter()
    main_deadline((piece * 200_000)[:200_000], said_on=SAID, house="Commons")
    assert time.perf_counter() - start < 60  # a quadratic pattern takes an hour; the slowest here 5 seconds


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("A tenant who disagrees will be able to appeal to the board within 28 days.", None),
        ("Employers will have to send the form within two weeks.", None),
        ("They must reply in writing within ten working days, from April 2026.", "from April 2026"),
        ("We will pay all claimants within six weeks.", "within six weeks"),
        ("The agency will be able to answer within six weeks.", "within six weeks"),
    ],
)
def test_the_time_that_others_have_is_no_deadline_of_the_government(sentence, text):
    found = main_deadline(sentence, said_on=date(2025, 7, 10), house=None)
    assert (found and found.text) == text

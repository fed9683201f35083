"""Dates, spans, histories and changes in words."""

from __future__ import annotations

from datetime import date

import pytest

from db.pages import words
from db.pages.changes import compare
from db.pages.dates import day, days, deadline_meant, interval, plural, times, until
from db.pages.marking import mark_html, mark_text
from db.pages.moves import SCALE, moves
from db.pages.said import Occasion
from db.pages.story import story
from db.status import EVIDENCE, OFFICIAL, SCHEDULE
from nlp.annotations import ACT_KINDS, COMMITMENTS, THEMES


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2024-05-03", "3 May 2024"),
        ("2025-07-01T06:00:00+00:00", "1 July 2025"),
        (None, "date not known"),
        ("", "date not known"),
        ("some day", "some day"),
    ],
)
def test_day(iso, expected):
    assert day(iso) == expected


def test_numbers_in_words():
    assert [days(1), days(31), days(1200), days(None)] == ["1 day", "31 days", "1,200 days", "days not known"]
    assert [times(1), times(2), times(5)] == ["once", "twice", "5 times"]
    assert [until(0), until(1), until(-31), until(None)] == ["today", "in 1 day", "31 days ago", ""]
    assert plural(2, "answer is", "answers are") == "2 answers are"


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2025-03-04", "2025-03-04", "on 4 March 2025"),
        ("2025-01-01", "2025-03-31", "between 1 January 2025 and 31 March 2025"),
        (None, "2025-03-31", "by 31 March 2025"),
        (None, None, "no date"),
    ],
)
def test_interval(earliest, latest, expected):
    assert interval(earliest, latest) == expected


def test_what_a_deadline_was_read_as():
    assert deadline_meant(None, None, "vague") == "No date can be read from these words."
    assert deadline_meant(None, None, "event").startswith("It depends on something else")
    assert deadline_meant("2025-06-01", "2025-08-31", "season").endswith(
        "31 August 2025 (given as a season)."
    )


def commitment(**more):
    row = {
        "times_said": 1, "first_date": "2024-05-03", "last_date": "2024-05-03", "times_slipped": 0,
        "days_slipped": 0, "schedule_status": "no date", "official_status": "promised", "deadline_text": None,
        "deadline_latest": None, "days_to_deadline": None,
    }  # fmt: skip
    return row | more


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "Promised once, on 3 May 2024; no date was given."),
        ({"first_date": None}, "Promised once, date not known; no date was given."),
        (
            {"times_said": 5, "times_slipped": 2, "days_slipped": 243, "schedule_status": "overdue",
             "days_to_deadline": -31, "deadline_latest": "2025-07-01"},
            "Promised 5 times since 3 May 2024; the date was put off twice, by 243 days in all; "
            "overdue by 31 days.",
        ),
        (
            {"schedule_status": "vague", "deadline_text": "in due course",
             "official_status": "nothing since"},
            "Promised once, on 3 May 2024; never a date, only “in due course”; nothing heard since.",
        ),
        (
            {"schedule_status": "due soon", "days_to_deadline": 0, "deadline_latest": "2025-07-01"},
            "Promised once, on 3 May 2024; due by 1 July 2025, today.",
        ),
        (
            {"schedule_status": "closed", "official_status": "withdrawn"},
            "Promised once, on 3 May 2024; later refused.",
        ),
        (
            {"schedule_status": "closed", "official_status": "says done"},
            "Promised once, on 3 May 2024; the government now says it is done.",
        ),
    ],
)  # fmt: skip
def test_a_history_in_one_sentence(more, expected):
    assert story(commitment(**more)) == expected


def test_every_code_has_its_words():
    assert set(words.OFFICIAL) == set(OFFICIAL)
    assert set(words.SCHEDULE) == set(SCHEDULE)
    assert set(words.EVIDENCE) == set(EVIDENCE)
    assert set(words.THEMES) == set(THEMES)
    assert set(words.ACT_KINDS) == set(ACT_KINDS)
    assert set(words.STRENGTHS) == COMMITMENTS


def test_no_wording_says_broken():
    everything = " ".join(
        status.label + status.meaning for axis in words.AXES.values() for status in axis.values()
    )
    assert "broken" not in everything.lower()


def mark(text: str, within: str = "", key: str = "1") -> dict:
    start = within.find(text)
    return {"sentence_id": key, "commitment_id": f"c{key}", "text": text, "start_char": start,
            "end_char": start + len(text)}  # fmt: skip


def test_text_is_cut_into_paragraphs_around_its_marks():
    text = "One. We will.\nThree."
    first, second = mark_text(text, [mark("We will.", text)])
    assert [(piece.text, bool(piece.mark)) for piece in first] == [("One. ", False), ("We will.", True)]
    assert [piece.text for piece in second] == ["Three."]


@pytest.mark.parametrize(
    ("html", "sentence", "expected"),
    [
        ("<p>One. We will.</p>", "We will.", 'One. <mark id="s-1">We will.</mark>'),
        ("<p>We <em>will</em> act.</p>", "We will act.", "<em><mark>will</mark></em>"),
        ("<p>We&nbsp;will &amp; can.</p>", "We will & can.", "will &amp; can.</mark>"),
        (
            "<table><tr><td>We</td><td>will.</td></tr></table>",
            "We | will.",
            '<td><mark id="s-1">We</mark></td>',
        ),
    ],
)
def test_a_sentence_is_found_in_html(html, sentence, expected):
    marked, missing = mark_html(html, [mark(sentence)], link="/c/{commitment_id}")
    assert expected in marked
    assert 'href="/c/c1"' in marked
    assert missing == []


def test_a_sentence_that_the_html_does_not_hold_is_handed_back():
    html, missing = mark_html("<p>Nothing.</p>", [mark("We will.")])
    assert (html, [one["text"] for one in missing]) == ("<p>Nothing.</p>", ["We will."])


def test_the_same_words_twice_are_marked_twice():
    marked, _ = mark_html("<p>We will. We will.</p>", [mark("We will."), mark("We will.", key="2")])
    assert marked.index('id="s-1"') < marked.index('id="s-2"')


def test_marking_adds_no_markup_of_its_source():
    marked, _ = mark_html("<p>We will &lt;b&gt;act&lt;/b&gt;.</p>", [mark("We will <b>act</b>.")])
    assert "<b>" not in marked


def test_changes_between_versions():
    found = [(change.kind, change.text) for change in compare("We had 14 orders.", "We had 41 orders.")]
    assert found == [("same", "We had "), ("gone", "14"), ("new", "41"), ("same", " orders.")]
    assert [change.kind for change in compare("Same.", "Same.")] == ["same"]


def test_long_answers_are_compared_line_by_line():
    old = "word " * 5000 + "\nlast"
    assert [change.kind for change in compare(old, old + " line")] == ["same", "gone", "new"]


def occasion(said: str, latest: str | None) -> Occasion:
    return Occasion({"date": said, "new_deadline": "then", "new_latest": latest})


def test_bars_share_one_scale():
    bars = moves(
        [occasion("2024-01-01", "2024-12-31"), occasion("2024-10-01", "2025-12-31")], date(2025, 6, 1)
    )
    assert (bars[0].start, bars[-1].start + bars[-1].length) == (0, SCALE)
    assert 0 < bars[0].today < SCALE


def test_no_bars_where_the_date_never_moved():
    assert (
        moves([occasion("2024-01-01", "2024-12-31"), occasion("2024-02-01", "2024-12-31")], date(2025, 6, 1))
        == []
    )
    assert moves([occasion("2024-01-01", None)], date(2025, 6, 1)) == []

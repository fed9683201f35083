from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.passages import find_passages
from scrapers.relevance import load_topic, term_in

TOPIC = load_topic(Path(__file__).parents[2] / "tracker" / "topics" / "cms.toml")


def found(text: str, **options) -> list[str]:
    return [text[passage.start : passage.end] for passage in find_passages(text, TOPIC, **options)]


RESPONSE = """\
Government Response
We thank the Committee.
Older people
Recommendation 1
We recommend a letter to every pensioner. (Paragraph 4)
Government response
We will write to every pensioner by June 2026.
Enforcement
2. We recommend that the Child Maintenance Service counts its queue. (Paragraph 9)
It should also say how long the queue is.
Government response: We accept this.
We will publish the queue every quarter from April 2026.
Work coaches will have their own table.
3. We recommend more work coaches. (Paragraph 12)
We accept this. We will hire 500 coaches by May 2026.
Benefits
We are changing many things, child maintenance among them.
The changes begin in October 2026.
We will also change the form for Pension Credit."""


def test_an_answer_is_kept_whole_with_the_recommendation_it_answers_and_nothing_else():
    assert found(RESPONSE) == [
        "Enforcement\n"
        "2. We recommend that the Child Maintenance Service counts its queue. (Paragraph 9)\n"
        "It should also say how long the queue is.",
        "Government response: We accept this.\n"
        "We will publish the queue every quarter from April 2026.\n"
        "Work coaches will have their own table.",
        "Benefits\n"
        "We are changing many things, child maintenance among them.\n"
        "The changes begin in October 2026.",
    ]


def test_what_the_committee_put_is_marked_and_is_the_context_of_the_answer():
    put, answer, _ = find_passages(RESPONSE, TOPIC)
    assert (put.is_quoted, put.context) == (True, None)
    assert not answer.is_quoted
    assert (answer.context or "").startswith("2. We recommend that the Child Maintenance Service")


def test_a_mention_in_an_answer_does_not_draw_in_the_rest_of_it():
    text = (
        "4. We recommend a new form. (Paragraph 20)\n"
        "We will write one by May.\n"
        "Parents who pay child maintenance need not fill it in.\n"
        "We will print it in Welsh."
    )
    (passage,) = find_passages(text, TOPIC)
    assert text[passage.start : passage.end] == "Parents who pay child maintenance need not fill it in."
    assert (passage.context, passage.is_quoted) == ("4. We recommend a new form. (Paragraph 20)", False)


def test_a_list_is_kept_with_the_line_it_hangs_on():
    text = "On child maintenance we will:\n• write a guide;\n• print it.\nWe will mend roofs."
    assert found(text) == ["On child maintenance we will:\n• write a guide;\n• print it."]


def test_of_a_list_of_many_things_one_item_is_kept_with_the_line_it_hangs_on():
    text = "We will:\n• mend roofs;\n• reform child maintenance;\n• build bridges."
    assert found(text) == ["We will:", "• reform child maintenance;"]


def test_under_a_heading_that_names_the_topic_all_is_kept():
    text = "Child maintenance\nThe queue is long.\nWe will shorten it by May.\nBridges\nWe will build one."
    assert found(text) == ["Child maintenance\nThe queue is long.\nWe will shorten it by May."]


def test_of_a_committees_own_list_each_recommendation_stands_for_itself():
    text = (
        "Conclusions and recommendations\n"
        "1. We recommend bridges. (Paragraph 1)\n"
        "2. We recommend that child maintenance is reformed. (Paragraph 2)\n"
        "3. We recommend roofs. (Paragraph 3)"
    )
    assert found(text) == ["2. We recommend that child maintenance is reformed. (Paragraph 2)"]


LETTER = """\
House of Commons
3 November 2025
Dear Chair,
{}
Yours sincerely,
A Minister"""
TOLD = """\
The Child Maintenance Service has a queue of cases that wait for somebody to look at them, and it is
long, too long.

In the last year it has grown by a third, and we have asked ourselves what might be done so that it
shrinks again.

Parents who wait for child maintenance will hear from us by the end of March 2026, every one of them, by
letter or text.

The letters of the Child Maintenance Service are being rewritten so that nobody needs a lawyer in order
to read them.

We will send the first of them to the Committee by Easter so that its members may tell us what they think
of it, please.

All of this is what the Child Maintenance Service has promised to the parents whom it serves, and it will
be kept to."""
SAID = [" ".join(paragraph.split()) for paragraph in TOLD.split("\n\n")]


def test_a_letter_about_the_topic_is_kept_but_for_its_frame():
    assert found(LETTER.format("\n".join(SAID))) == ["\n".join(SAID)]


def test_even_there_another_subject_under_its_own_heading_is_left_out():
    text = LETTER.format("\n".join([*SAID, "Access to Work", "We will decide faster by May."]))
    assert found(text) == ["\n".join(SAID)]


def test_in_a_letter_about_many_things_the_paragraphs_that_mention_it_are_kept():
    text = LETTER.format(
        f"We will build a bridge.\n{SAID[0]}\nThis will be mended by May.\nWe will mend a roof."
    )
    assert found(text) == [f"{SAID[0]}\nThis will be mended by May."]


def test_weak_terms_count_where_an_own_body_speaks():
    text = "The CMS has a queue."
    assert found(text) == []
    assert found(text, is_own=True) == [text]


@pytest.mark.parametrize(
    ("text", "is_own", "term"),
    [
        ("Letter on child maintenance", False, "child maintenance"),
        ("Letter on the CMS", True, "CMS"),
        ("Letter on the CMS", False, None),
        ("The CMS and separated parents", False, "CMS"),
        ("The CSA and child sexual exploitation", True, None),
    ],
)
def test_terms_of_titles(text, is_own, term):
    assert term_in(text, TOPIC, is_own=is_own) == term


LINES = st.sampled_from(
    [*RESPONSE.split("\n"), *SAID, "", "  ", "• an item", "Recommendation 4", "Response:", "Q4. Why?"]
)


@given(st.lists(LINES, max_size=25), st.booleans())
def test_passages_are_whole_lines_in_order_and_hold_a_reason_to_be_kept(lines, is_own):
    text = "\n".join(lines)
    passages = find_passages(text, TOPIC, is_own=is_own)
    end = -1
    for passage in passages:
        assert end < passage.start < passage.end
        assert passage.start == 0 or text[passage.start - 1] == "\n"
        assert passage.end == len(text) or text[passage.end] == "\n"
        end = passage.end
    assert bool(passages) <= any(term_in(line, TOPIC, is_own=is_own) for line in lines)

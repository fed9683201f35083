"""The list for reviewers: what is in doubt and matters comes first, each wording once, nobody's story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nlp.annotations import Document
from nlp.pipeline import analyse
from nlp.review_order import IN_DOUBT, Reviewable, review_order, rules_class

BY_RULES = "rule promise.gov-will 'The Department will'; classifier firm 0.40"
OVERRULED = "rule promise.will 'will show'; classifier none 0.74"
PLAIN = Reviewable("plain", "The Department will open a ledger of barges.", "firm", 0.58, BY_RULES)
STARTS = replace(PLAIN, id="starts", text="We will paint the barges of the canal.", schedule="not due")
DATED = replace(PLAIN, id="dated", text="We will dredge the harbour.", schedule="not due", is_dated=True)
LATE = replace(PLAIN, id="late", text="We will mend the lock gates.", schedule="overdue", is_dated=True)
FOLLOWED = replace(LATE, id="followed", text="We will light the towpath.", followers=2)
CLOSES = replace(
    PLAIN, id="closes", text="The lighthouse was opened.", class_="delivered", status="says done"
)
MISSED = Reviewable("missed", "It will show the weight of every barge.", "none", 0.52, OVERRULED)


def order(*sentences: Reviewable) -> list[str]:
    return [one.id for one in review_order(sentences)]


def test_what_hangs_on_a_sentence_brings_it_forward():
    assert order(PLAIN, STARTS, DATED, LATE, FOLLOWED, CLOSES) == [
        "closes", "followed", "late", "dated", "starts", "plain",
    ]  # fmt: skip


def test_the_less_sure_of_two_comes_first():
    surer = replace(PLAIN, id="surer", text="The Department will buy a crane.", score=0.69)
    assert order(surer, PLAIN) == ["plain", "surer"]


def test_what_is_sure_is_not_listed():
    assert order(replace(PLAIN, score=IN_DOUBT + 0.01), replace(MISSED, score=0.95)) == []


def test_a_loose_link_is_in_doubt_where_a_status_rests_on_it():
    sure = replace(CLOSES, score=0.99, likeness=0.44)
    [listed] = review_order([sure, replace(sure, id="close", likeness=0.9)])
    assert listed.id == "closes"
    assert "the status “says done” rests on it, linked with likeness 0.44 only" in listed.why
    assert order(replace(sure, status=None)) == []


def test_a_disagreement_counts_and_is_told():
    [listed] = review_order([MISSED])
    assert listed.rules_class == "firm"
    assert listed.why == (
        "score 0.52 for “none”; the rules say “firm”, the classifier outweighs them; "
        "a promise may have been missed"
    )
    agreeing = replace(MISSED, id="agreeing", text="A barge is heavy.", decided="classifier none 0.31")
    assert order(agreeing, MISSED) == ["missed", "agreeing"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (PLAIN, "the classifier gives “firm” 0.40 only"),
        (LATE, "a commitment with a date begins with it, now overdue"),
        (FOLLOWED, "2 later mentions hang on it"),
        (CLOSES, "the status “says done” rests on it"),
    ],
)
def test_every_row_tells_why_it_is_listed(sentence, words):
    assert words in review_order([sentence])[0].why


def test_of_a_repeated_wording_one_is_listed_for_all():
    again = [
        replace(LATE, id=f"again{n}", text=f"We will now mend the lock gates in {2040 + n}.", score=0.6)
        for n in range(3)
    ]
    [listed] = review_order([*again, LATE])
    assert (listed.id, listed.wordings) == ("late", 4)


def test_one_persons_case_is_never_listed():
    assert order(replace(LATE, text="We will look into what happened to her constituent.")) == []


def test_the_order_given_changes_nothing():
    sentences = [PLAIN, STARTS, DATED, LATE, MISSED]
    assert review_order(sentences) == review_order(sentences[::-1])


def test_a_list_item_has_the_class_of_its_introduction():
    decided = "list item read with its introduction; classifier firm 0.34"
    assert rules_class(decided, "firm") == "firm"


def test_what_the_analysis_writes_is_understood():
    """The reasons are read from `why`, so its wording may not change unnoticed."""
    text = "The Department will publish the ledgers in May.\nWe have no plans to sell the barges."
    [found] = analyse([Document("x", text, "2030-01-01")])
    assert [rules_class(one.why, "none") for one in found.sentences] == ["firm", "refusal"]

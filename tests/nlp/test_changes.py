"""What firmed, softened or put off a promise is shown in its words."""

from __future__ import annotations

import pytest

from nlp.annotations import Deadline
from nlp.changes import Change, changed_words, what_changed
from nlp.links import Utterance, link


def said(day: str, class_: str, text: str, deadline: Deadline | None = None) -> Utterance:
    return Utterance(day, day, class_, text, "publish the handbook for advisers", "publish", deadline)


BY_MAY = Deadline("by May 2031", "2031-01-10", "2031-05-31", "month")
BY_JULY = Deadline("by July 2031", "2031-03-10", "2031-07-31", "month")
HOPES = said("2030-11-10", "intended", "We hope to publish the handbook for advisers.")
WILL = said("2031-01-10", "firm", "We will publish the handbook for advisers by May 2031.", BY_MAY)
LATER = said("2031-03-10", "firm", "We will publish the handbook for advisers by July 2031.", BY_JULY)
AGAIN = said("2031-04-10", "firm", "As I said, we will publish the handbook for advisers.")


@pytest.mark.parametrize(
    ("sentences", "relation", "changes"),
    [
        (
            (HOPES, WILL),
            "firmed",
            (Change("deadline", "", "by May 2031"), Change("hold", "hope to", "We will publish")),
        ),
        ((WILL, LATER), "slipped", (Change("deadline", "by May 2031", "by July 2031"),)),
        (
            (WILL, said("2031-02-10", "intended", "We hope to publish the handbook for advisers.")),
            "softened",
            (Change("deadline", "by May 2031", ""), Change("hold", "We will publish", "hope to")),
        ),
        ((LATER, AGAIN), "restated", ()),
    ],
)
def test_the_words_that_changed(sentences, relation, changes):
    [chain] = link(sentences)
    last = chain.mentions[-1]
    assert last.relation == relation
    assert what_changed(last) == changes


def test_the_first_mention_changes_nothing():
    [chain] = link([WILL])
    assert what_changed(chain.mentions[0]) == ()


@pytest.mark.parametrize(
    ("before", "now", "runs"),
    [
        ("We will publish it.", "we will publish it", []),
        ("We will publish it.", "We hope to publish it.", [("will", "hope to")]),
        ("We will publish it by May.", "We will now publish it by June.", [("", "now"), ("May", "June")]),
        ("We will publish it soon.", "We will publish it.", [("soon", "")]),
        ("A fee of £20", "A fee of £10", [("20", "10")]),
        ("", "We will.", [("", "We will")]),
    ],
)
def test_a_small_word_diff(before, now, runs):
    assert [(change.was, change.now) for change in changed_words(before, now)] == runs


def test_a_hold_ends_with_a_whole_word():
    was = said("2030-11-10", "intended", "The handbook for advisers is planned for 30 May 2031.")
    now = said("2030-12-10", "firm", "We will publish the handbook for advisers.")
    [chain] = link([was, now])
    [hold] = [change for change in what_changed(chain.mentions[1]) if change.aspect == "hold"]
    assert hold.was == "is planned for"


def test_a_date_is_left_out_once():
    softer = said("2031-02-10", "intended", "We hope to publish the handbook for advisers.")
    softest = said("2031-03-10", "considering", "We are considering publishing the handbook for advisers.")
    [chain] = link([WILL, softer, softest])
    assert [[change.aspect for change in what_changed(mention)] for mention in chain.mentions] == [
        [],
        ["deadline", "hold"],
        ["hold"],
    ]

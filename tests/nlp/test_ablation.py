"""What each part adds, on documents written for the purpose."""

from __future__ import annotations

import pytest

from nlp.ablation import PARTS, by_both, by_classifier, by_rules, measure_parts
from nlp.annotations import CLASSES
from nlp.commitments import judge
from nlp.scores import Counts
from nlp.weigh import BLIND, Weighed, tally, weigh

PROMISE, THANKS = "We will publish the plan by May 2031.", "I thank the hon. Member."


def document(text: str, *classes: str, **other) -> dict:
    spans, start = [], 0
    for sentence, class_ in zip(text.split("\n"), classes, strict=True):
        spans.append({"start": start, "end": start + len(sentence), "classes": [class_]})
        start += len(sentence) + 1
    return {"id": "a", "kind": "cms", "text": text, "sentences": spans, **other}


def weighed(sentence: str, **given: float) -> Weighed:
    rest = (1 - sum(given.values())) / (len(CLASSES) - len(given))
    shares = {name: given.get(name, rest) for name in CLASSES}
    return Weighed(0, len(sentence), judge(sentence), shares)


@pytest.mark.parametrize(
    ("sentence", "shares", "rules", "classifier", "both"),
    [
        (PROMISE, {"none": 0.6, "firm": 0.4}, "firm", "none", "firm"),
        (PROMISE, {"none": 0.99}, "firm", "none", "none"),
        ("Lamps.", {"firm": 0.9}, "none", "firm", "none"),  # no cue: the classifier is not asked
    ],
)
def test_each_part_decides_by_itself(sentence, shares, rules, classifier, both):
    one = weighed(sentence, **shares)
    assert (by_rules(one), by_classifier(one), by_both(one)) == (rules, classifier, both)


def test_the_parts_are_measured_on_gold():
    gold = [document(f"{PROMISE}\n{THANKS}", "firm", "none")]
    parts = measure_parts(gold, weigh(gold))
    assert list(parts) == list(PARTS)
    assert parts["rules"].commitment["cms"] == Counts(1, 0, 0)
    assert parts["rules"].summary()["classes_macro_f1"] == 1.0
    assert parts["rules"].summary()["commitment"]["rest"]["hits"] == 0


def test_who_is_not_the_government_promises_nothing():
    gold = [document(PROMISE, "none", is_government=False)]
    assert weigh(gold) == [[]]
    assert tally(gold, weigh(gold), by_rules).classes["none"] == Counts(1, 0, 0)


def test_a_blind_classifier_sees_no_rule():
    gold = [document(PROMISE, "firm")]
    assert [one.verdict for one in weigh(gold, blind=True)[0]] == [BLIND]


def test_of_a_sentence_in_pieces_the_strongest_class_counts():
    gold = [document(PROMISE, "firm")]
    pieces = [Weighed(0, 10, judge(THANKS), {}), Weighed(11, 30, judge(PROMISE), {})]
    assert tally(gold, [pieces], by_rules).classes["firm"] == Counts(1, 0, 0)

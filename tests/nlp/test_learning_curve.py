"""The learning curve on a few sentences: held-out fields are never learnt from, parts hold each other."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlp import learning_curve as module
from nlp.annotations import CLASSES
from nlp.evaluation_text import render_curve
from nlp.learning_curve import QUARTERS, learning_curve
from nlp.train import class_given, cross_validate, field_folds, fit_temperature, load_examples

GOLD = [
    {
        "id": "a",
        "kind": "cms",
        "text": "We will publish the plan by May 2031.",
        "sentences": [{"start": 0, "end": 37, "classes": ["firm"]}],
    }
]


@pytest.fixture(scope="module")
def examples():
    return load_examples()[::16]


def test_no_fold_learns_from_a_field_that_it_holds_out(examples):
    held: list[int] = []
    for learn, hold in field_folds(examples):
        assert not {examples[at].field for at in learn} & {examples[at].field for at in hold}
        held += list(hold)
    assert sorted(held) == list(range(len(examples)))


def test_each_part_holds_the_smaller_ones(examples):
    parts = [{one.text for one in module._part(examples, quarter)} for quarter in QUARTERS]
    assert all(small < large for small, large in pairwise(parts))
    assert module._part(examples, 4) == list(examples)


def test_the_curve_has_a_point_a_quarter(examples):
    few = [one for one in examples if one.class_ in ("firm", "none")][::2]
    curve = learning_curve(few, GOLD)
    assert [point.sentences for point in curve.points] == [len(few) * q // 4 for q in QUARTERS]
    held_out = curve.points[-1].held_out
    assert sum(one.hits + one.missed for one in held_out.classes.values()) == len(few)
    assert "rules alone" in render_curve(curve)
    assert set(curve.to_json()["points"][0]) == {"sentences", "held_out", "gold", "words"}


def test_the_temperature_comes_from_sentences_held_out(examples):
    shares = cross_validate(examples)
    assert [sum(one.values()) for one in shares] == pytest.approx([1.0] * len(examples))
    assert 0.3 < fit_temperature(examples, shares) < 4


def test_a_sentence_without_a_cue_is_none_however_sure_the_classifier(examples):
    silent = next(one for one in examples if not one.verdict.is_candidate)
    assert class_given(silent, {name: float(name == "firm") for name in CLASSES}) == "none"


def test_a_classifier_too_sure_of_itself_is_cooled(examples):
    wrong = [{name: 0.99 if name == "none" else 0.01 / 7 for name in CLASSES} for _ in examples]
    assert fit_temperature(examples, wrong) > 1.5

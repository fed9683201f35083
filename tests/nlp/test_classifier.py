"""The committed classifier is the one that the training sentences make, and holds nothing that runs."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest

from nlp.annotations import CLASSES
from nlp.classifier import ARTEFACT, Classifier, load_classifier, read_parameters, write_parameters
from nlp.commitments import judge
from nlp.decide import Decision, decide
from nlp.features import Vectorizer, blur
from nlp.train import SEED, load_examples, train, training_hash

SENTENCES = ["We will publish the plan by May 2031.", "We are looking at the fee.", "Thank you.", ""]


@pytest.fixture(scope="module")
def examples():
    return load_examples()


def test_the_artefact_is_made_from_these_sentences_and_rules():
    header = read_parameters(ARTEFACT).header
    assert header["training_hash"] == training_hash(), "run `python -m nlp.train`"
    assert header["seed"] == SEED
    assert tuple(header["classes"]) == CLASSES


def test_the_artefact_is_small_and_holds_plain_arrays():
    assert ARTEFACT.stat().st_size <= 3_000_000
    with np.load(ARTEFACT, allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays.files} <= {"f", "u"}
    assert {entry.date_time for entry in zipfile.ZipFile(ARTEFACT).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_training_twice_gives_the_same_bytes(examples, tmp_path):
    few = examples[::8]
    for name in ("one.npz", "two.npz"):
        write_parameters(tmp_path / name, train(few))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_what_is_written_is_what_is_read(tmp_path):
    parameters = read_parameters(ARTEFACT)
    write_parameters(tmp_path / "copy.npz", parameters)
    assert (tmp_path / "copy.npz").read_bytes() == ARTEFACT.read_bytes()


def test_probabilities_add_up():
    scores = load_classifier().score(SENTENCES, [judge(text) for text in SENTENCES])
    assert len(scores) == len(SENTENCES)
    for score in scores:
        assert tuple(score) == CLASSES
        assert sum(score.values()) == pytest.approx(1.0)


def test_nothing_to_score():
    assert load_classifier().score([], []) == []


def test_every_column_has_a_weight():
    parameters = read_parameters(ARTEFACT)
    rows = Vectorizer(parameters.words, parameters.letters).rows(
        SENTENCES, [judge(text) for text in SENTENCES]
    )
    assert rows.shape[0] == len(SENTENCES)
    assert parameters.weights.shape == (len(CLASSES), rows.shape[1])


def test_a_missing_artefact_names_the_command(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"python -m nlp\.train"):
        read_parameters(tmp_path / "none.npz")


@pytest.mark.parametrize(
    ("sentence", "blurred"),
    [
        ("By 31 March 2031, £2.5 million", "by 0 month 0, £0 million"),
        ("It may end in May 2031", "it may end in month 0"),
        ("The Minister’s plan", "the minister's plan"),
    ],
)
def test_numbers_and_months_are_made_alike(sentence, blurred):
    assert blur(sentence) == blurred


def test_a_faulty_training_line_is_named(tmp_path):
    (tmp_path / "bad.jsonl").write_text('{"text": "x", "class": "maybe"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl, line 1: unknown class 'maybe'"):
        load_examples(tmp_path)
    (tmp_path / "bad.jsonl").write_text('{"text": "x", "class": "none"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.jsonl, line 1: no policy field"):
        load_examples(tmp_path)


def shares(**given):
    rest = (1 - sum(given.values())) / (len(CLASSES) - len(given))
    return {name: given.get(name, rest) for name in CLASSES}


@pytest.mark.parametrize(
    ("sentence", "probabilities", "class_"),
    [
        ("We will publish it.", shares(firm=0.9), "firm"),
        ("We will publish it.", shares(none=0.99), "none"),  # a classifier that is sure overrules one rule
        ("We will publish it.", shares(none=0.6, firm=0.4), "firm"),
        ("Thanks.", shares(none=0.4, firm=0.3, intended=0.3), "none"),  # the rules found nothing
        ("The rain fell.", shares(none=0.1, firm=0.45, considering=0.44), "firm"),  # commits, then how
    ],
)
def test_rules_and_classifier_decide_together(sentence, probabilities, class_):
    decision = decide(judge(sentence), probabilities)
    assert isinstance(decision, Decision)
    assert decision.class_ == class_
    assert 0 < decision.score <= 1
    assert f"classifier {class_}" in decision.why


def test_the_classifier_learns_from_few_sentences(examples):
    classifier = Classifier(train(examples[::4]))
    scores = classifier.score(
        ["We will publish a report next year."], [judge("We will publish a report next year.")]
    )
    assert max(scores[0], key=lambda name: scores[0][name]) == "firm"

"""The analysis keeps what it can on invented answers (tests/fixtures/answers/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.annotations import COMMITMENTS
from nlp.answer_parts import judge_parts
from nlp.evaluate import evaluate
from nlp.gold import document_of, match, read_gold
from nlp.pipeline import analyse
from nlp.question_parts import split_question

FIXTURE = Path(__file__).parents[1] / "fixtures" / "answers" / "answers.jsonl"


@pytest.fixture(scope="module")
def gold():
    return read_gold(FIXTURE.read_text(encoding="utf-8").splitlines())


@pytest.fixture(scope="module")
def annotations(gold):
    return list(analyse(map(document_of, gold)))


def test_labels_lie_in_their_sentences(gold):
    for document in gold:
        for sentence in document["sentences"]:
            words = document["text"][sentence["start"] : sentence["end"]]
            marked = [sentence.get(name) for name in ("deadline", "action", "actor")]
            assert all(one is None or one in words for one in marked), json.dumps(sentence)


def test_classes_deadlines_and_themes(gold):
    result = evaluate(gold).to_json()
    commitments = result["commitment"]["cms"]
    assert commitments["precision"] >= 0.92
    assert commitments["recall"] >= 0.95
    assert result["classes_macro_f1"] >= 0.88
    assert result["deadlines"]["recall"] >= 0.92
    assert result["themes_micro_f1"] >= 0.88


def test_acts_and_who_acts(gold, annotations):
    actions, actors = [], []
    for document, annotation in zip(gold, annotations, strict=True):
        found = match(document["sentences"], annotation.sentences)
        for number, marked in enumerate(document["sentences"]):
            given = found.get(number, [])
            if marked["classes"][0] in COMMITMENTS and given and given[0].class_ in COMMITMENTS:
                actions.append(given[0].action in (marked["action"], *marked.get("alt_actions", ())))
                actors.append(given[0].actor in (marked["actor"], *marked.get("alt_actors", ())))
    assert len(actions) > 100
    assert sum(actions) / len(actions) >= 0.7  # to the letter; most others differ by a word or a clause
    assert sum(actors) / len(actors) >= 0.85


def test_parts_of_questions(gold):
    right = []
    for document in gold:
        parts = split_question(document["question"])
        verdicts = judge_parts(parts, document["text"])
        if len(verdicts) == len(document["parts"]):
            pairs = zip(document["parts"], verdicts, strict=True)
            right += [verdict.status in (part["status"], *part.get("alt", ())) for part, verdict in pairs]
    assert len(right) > 120
    assert sum(right) / len(right) >= 0.7

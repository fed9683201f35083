"""The linking gold is read, and measured on documents written for the purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.annotations import COMMITMENTS
from nlp.evaluate import evaluate
from nlp.evaluate_links import read_linking_gold
from nlp.evaluation_text import render

LAMPS = "We will replace the harbour lamps at Orrin Water by May 2031."
AGAIN = "The harbour lamps at Orrin Water will be replaced by July 2031."
DONE = "The harbour lamps at Orrin Water were replaced in June."
FERRY = "We will paint the Skerry ferry."


def document(key: str, kind: str, day: str, text: str, *classes: str) -> dict:
    spans, start = [], 0
    for sentence, class_ in zip(text.split("\n"), classes, strict=True):
        end = start + len(sentence)
        spans.append({"start": start, "end": end, "classes": [class_], "deadline": None})
        start = end + 1
    return {
        "id": key,
        "kind": kind,
        "date": day,
        "question": "",
        "text": text,
        "themes": None,
        "sentences": spans,
    }


DOCUMENTS = [
    document("a", "cms", "2031-01-10", f"{LAMPS}\n{FERRY}", "firm", "firm"),
    document("b", "general", "2031-03-10", AGAIN, "firm"),
    document("c", "cms", "2031-08-10", DONE, "delivered"),
]
ROWS = [("a", 0, 1), ("a", len(LAMPS) + 1, 2), ("b", 0, 1), ("c", 0, 1)]


def gold(rows) -> str:
    named = [
        {"document": key, "start": start, "end": start + 1, "group": group} for key, start, group in rows
    ]
    return json.dumps({"about": ["..."], "sentences": named})


def measured(rows):
    return evaluate(DOCUMENTS, linking=read_linking_gold(gold(rows))).linking


def test_sentences_linked_as_grouped_score_one():
    figures = measured(ROWS)
    assert {name: (one.precision, one.recall, one.support) for name, one in figures.items()} == {
        "alone": (1.0, 1.0, 4),
        "end to end": (1.0, 1.0, 4),
        "cms": (1.0, 1.0, 3),
        "rest": (1.0, 1.0, 1),
        "repeated": (1.0, 1.0, 3),
    }


def test_a_sentence_that_belongs_nowhere_counts_against_those_beside_it():
    figures = measured(ROWS[:3])  # the delivery is not listed: it should have joined nothing
    assert figures["alone"].support == 3
    assert figures["alone"].precision == pytest.approx((2 / 3 + 1 + 2 / 3) / 3)


def test_an_undecided_sentence_counts_neither_way():
    figures = measured([*ROWS[:3], ("c", 0, None)])
    assert (figures["alone"].precision, figures["alone"].support) == (1.0, 3)


def test_documents_that_the_gold_does_not_name_are_not_measured():
    assert measured([("z", 0, 1)]) == {}


def test_the_table_and_the_record_hold_the_linking():
    result = evaluate(DOCUMENTS, linking=read_linking_gold(gold(ROWS)))
    assert "linking, B-cubed          1.000  1.000  1.000      4" in render(result)
    assert result.to_json()["linking"]["cms"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "support": 3,
    }


@pytest.mark.parametrize("text", ["nonsense", "{}", '{"sentences": [{"document": "a"}]}', "[]"])
def test_what_is_no_linking_gold_is_refused(text):
    with pytest.raises(ValueError, match="no linking gold"):
        read_linking_gold(text)


COMMITTED = Path(__file__).parents[2] / "docs" / "linking-gold.json"


def test_the_committed_gold_holds_offsets_and_no_text():
    rows = json.loads(COMMITTED.read_text(encoding="utf-8"))["sentences"]
    assert all(set(row) == {"document", "start", "end", "group"} for row in rows)
    assert len(rows) >= 100
    assert len({row["group"] for row in rows}) >= 25


REAL = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"


@pytest.fixture(scope="module")
def real_documents():
    if not REAL.is_file():
        pytest.skip("the real texts are not part of this repository")
    return [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]


def test_every_real_commitment_is_grouped_or_undecided(real_documents):
    rows = json.loads(COMMITTED.read_text(encoding="utf-8"))["sentences"]
    listed = {(row["document"], row["start"], row["end"]) for row in rows}
    labelled = {
        (one["id"], sentence["start"], sentence["end"]): sentence["classes"]
        for one in real_documents
        for sentence in one["sentences"]
    }
    assert listed <= labelled.keys()
    assert {key for key, classes in labelled.items() if classes[0] in COMMITMENTS} <= listed


def test_real_answers_on_child_maintenance_are_linked_well_enough(real_documents):
    answers = [one for one in real_documents if one["kind"] == "cms"]
    committed = read_linking_gold(COMMITTED.read_text(encoding="utf-8"))
    figures = evaluate(answers, linking=committed).linking
    assert figures["alone"].f1 >= 0.85
    assert figures["end to end"].f1 >= 0.85

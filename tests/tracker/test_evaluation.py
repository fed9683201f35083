"""The recorded result is what README and site show."""

from __future__ import annotations

import json

import pytest

from nlp.ablation import PARTS
from nlp.classifier import load_classifier
from nlp.learning_curve import Curve, Point
from nlp.tally import Tally
from tracker import evaluation
from tracker.evaluation import evaluate_and_compare
from tracker.evaluation_tables import markdown_curve, markdown_notes, markdown_table

COUNTS = {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "hits": 1, "extra": 1, "missed": 0}
RECORDED = {
    "commitment": {"cms": COUNTS, "rest": COUNTS},
    "classes_macro_f1": 0.5,
    "themes_micro_f1": 0.25,
    "deadlines": COUNTS,
    "outcomes": {},
}


def test_linking_has_a_row_where_it_was_measured(tmp_path):
    path = tmp_path / "record.json"
    path.write_text(json.dumps(RECORDED), encoding="utf-8")
    assert "same promise" not in markdown_table(path)
    figures = {"precision": 0.9, "recall": 0.8, "f1": 0.847, "support": 83}
    path.write_text(json.dumps(RECORDED | {"linking": {"cms": figures}}), encoding="utf-8")
    assert markdown_table(path).endswith("answers on child maintenance | 0.90 | 0.80 | 0.85 | 83 |")


def write(path, **more):
    path.write_text(json.dumps(RECORDED | more), encoding="utf-8")
    return path


PART = {"commitment": {"cms": COUNTS, "rest": COUNTS}, "classes_macro_f1": 0.5}


def test_the_notes_say_what_was_measured_and_nothing_else(tmp_path):
    path = tmp_path / "record.json"
    assert markdown_notes(write(path)) == ""
    errors = {name: {"error": 0.021, "count": 3, "bins": []} for name in ("class", "commitment")}
    acts = {"all": {"exact": 0.5, "action": 0.91, "actor": 0.95, "kind": 0.9, "support": 120}}
    notes = markdown_notes(write(path, reliability=errors, parts=dict.fromkeys(PARTS, PART), acts=acts))
    assert "off by 0.02 on average" in notes
    assert "on child maintenance: 0.67 by rules, 0.67 by classifier, 0.67 by both; on" in notes
    assert "Of 120 marked sentences the words of the act are right in 91%, who acts in 95%" in notes


def curve(sentences):
    return {
        "points": [{"sentences": sentences, "held_out": PART, "gold": PART, "words": PART}],
        "rules": PART,
    }


def test_the_curve_is_a_table_where_it_was_measured(tmp_path):
    path = tmp_path / "record.json"
    assert "Not measured" in markdown_curve(write(path))
    table = markdown_curve(write(path, curve=curve(100))).splitlines()
    assert table[2].startswith("| 100 | 0.667 | 0.667 | 0.500 |")
    assert table[3].startswith("| rules alone | 0.667 |")
    assert len({line.count("|") for line in table}) == 1


@pytest.mark.parametrize(("more", "is_kept"), [(0, True), (1, False)])
def test_a_recorded_curve_is_kept_while_the_training_sentences_are_as_many(tmp_path, more, is_kept):
    count = load_classifier().header["examples"] + more
    path = write(tmp_path / "record.json", curve=curve(count))
    evaluate_and_compare([], path)
    assert ("curve" in json.loads(path.read_text(encoding="utf-8"))) is is_kept


def test_the_curve_is_printed_and_recorded_when_asked_for(tmp_path, monkeypatch):
    measured = Curve((Point(7, Tally(), Tally(), Tally()),), Tally())
    monkeypatch.setattr(evaluation, "learning_curve", lambda examples, gold, watch: measured)
    path = tmp_path / "record.json"
    assert "learning curve" not in evaluate_and_compare([], path)
    assert "7 sentences" in evaluate_and_compare([], path, curve=True)
    assert json.loads(path.read_text(encoding="utf-8"))["curve"] == measured.to_json()


def test_the_gold_is_found_from_any_folder_and_what_is_missing_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = evaluate_and_compare([], None)
    assert "is not there" not in told
    assert "evaluation.json: 0 gained" in told
    for constant in ("LINKING_GOLD", "ACT_GOLD", "RECORD"):
        monkeypatch.setattr(evaluation, constant, tmp_path / constant)
    told = evaluate_and_compare([], None).splitlines()[:3]
    assert told == [
        f"{tmp_path}/LINKING_GOLD is not there: linking is not measured",
        f"{tmp_path}/ACT_GOLD is not there: acts are not measured",
        f"{tmp_path}/RECORD is not there: there is nothing to compare with",
    ]


@pytest.mark.parametrize(
    ("constant", "said"), [("LINKING_GOLD", "no linking gold"), ("ACT_GOLD", "no act gold")]
)
def test_a_faulty_gold_is_named(tmp_path, monkeypatch, constant, said):
    path = tmp_path / "marks.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(evaluation, constant, path)
    with pytest.raises(ValueError, match=rf"marks\.json: this is {said}"):
        evaluate_and_compare([], None)

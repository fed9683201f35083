"""The recorded result is what README and site show."""

from __future__ import annotations

import json

import pytest

from tracker import evaluation
from tracker.evaluation import evaluate_and_compare, markdown_table

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


def test_a_faulty_linking_gold_is_named(tmp_path, monkeypatch):
    path = tmp_path / "linking-gold.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(evaluation, "LINKING_GOLD", path)
    with pytest.raises(ValueError, match=r"linking-gold\.json: this is no linking gold"):
        evaluate_and_compare([], None)

"""The recorded result as the page on method shows it."""

from __future__ import annotations

import json

import pytest

from db.pages.accuracy import Acts, Figures, accuracy
from nlp.scores import Bin

COUNTS = {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "hits": 1, "extra": 1, "missed": 0}
RESULT = {
    "analyser": "abc",
    "documents": 2,
    "sentences": 3,
    "commitment": {"all": COUNTS, "cms": COUNTS},
    "classes": {"firm": COUNTS},
    "themes": {"fees": COUNTS},
    "themes_micro_f1": 0.5,
    "deadlines": COUNTS,
}
BIN = {"low": 0.9, "high": 1.0, "count": 3, "score": 0.95, "right": 0.9}
PART = {"commitment": {"cms": COUNTS, "rest": COUNTS}, "classes_macro_f1": 0.5}


@pytest.fixture
def shown(tmp_path):
    def read(**more):
        path = tmp_path / "record.json"
        path.write_text(json.dumps(RESULT | more), encoding="utf-8")
        return accuracy(path)

    return read


def test_a_result_without_the_newer_figures_is_shown_without_them(shown):
    result = shown()
    assert (result.scores, result.score_error, result.acts) == ((), None, None)
    assert [row.name for row in result.rows][-1] == "Deadlines: wording"


def test_scores_acts_linking_and_parts_are_shown_where_they_were_measured(shown):
    result = shown(
        reliability={"class": {"error": 0.05, "count": 3, "bins": [BIN]}},
        acts={"all": {"exact": 0.5, "action": 0.9, "actor": 0.8, "kind": 0.7, "support": 10}},
        linking={"cms": {"precision": 0.9, "recall": 0.8, "f1": 0.847, "support": 83}},
        parts={"rules": PART, "both": PART},
    )
    assert result.scores == (Bin(**BIN),)
    assert result.score_error == 0.05
    assert result.acts == Acts(0.9, 0.8, 0.7, 10)
    assert Figures("Same promise (B-cubed): answers on child maintenance", 0.9, 0.8, 0.847, 83) in result.rows
    assert [row.name for row in result.rows][-2:] == [
        "Commitment or not, by rules alone: answers on child maintenance",
        "Commitment or not, by rules alone: all but child maintenance",
    ]


def test_without_a_record_there_is_none(tmp_path):
    assert accuracy(tmp_path / "none.json") is None

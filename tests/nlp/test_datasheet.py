"""The training sentences are diverse, ours alone, and the datasheet says what they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.annotations import CLASSES
from nlp.datasheet import NEAR, classes_by_file, fields, kin, nearest, read_rows, shapes

REAL = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"
MOST_KIN = 3  # sentences that may come from the template of one
KIN_SHARE = 0.02  # of the sentences may have any
TOO_LIKE_REAL = 85
FEWEST_WORDS = 5  # shorter ones ("Notes:", "Yes.") are anybody's


@pytest.fixture(scope="module")
def rows():
    return read_rows()


def test_no_near_duplicates(rows):
    texts = [row["text"] for row in rows]
    assert [text for text, score in zip(texts, nearest(texts), strict=True) if score >= NEAR] == []


def test_no_filled_templates(rows):
    texts = [row["text"] for row in rows]
    related = kin(texts)
    assert [text for text, count in zip(texts, related, strict=True) if count > MOST_KIN] == []
    assert (related > 0).mean() <= KIN_SHARE


def test_a_template_that_was_filled_is_seen():
    fillings = ("harbour", "forestry", "museums", "railway", "flood")
    assert (
        kin([f"We will publish the {name} strategy by the end of May 2031." for name in fillings]).min()
        > MOST_KIN
    )
    assert kin(["We will publish the harbour strategy.", "Rain fell all over the north."]).tolist() == [0, 0]


def test_no_training_sentence_is_a_real_one(rows):
    if not REAL.is_file():
        pytest.skip("the real texts are not part of this repository")
    real = [
        one["text"][sentence["start"] : sentence["end"]]
        for one in map(json.loads, REAL.read_text(encoding="utf-8").splitlines())
        for sentence in one["sentences"]
    ]
    texts = [row["text"] for row in rows if len(row["text"].split()) >= FEWEST_WORDS]
    alike = nearest(texts, real)
    assert [text for text, score in zip(texts, alike, strict=True) if score >= TOO_LIKE_REAL] == []


def test_likeness_is_told_by_words_in_any_order():
    rain, lamps = "Rain fell all over the north.", "We will buy lamps."
    assert nearest(["Lamps, we will buy!", lamps, rain]).tolist() == [100, 100, 0]
    assert nearest([lamps], [rain]).tolist() == [0]


SMALL = [
    {"text": "We will buy lamps.", "class": "firm", "field": "harbours", "deadline": "", "file": "one.jsonl"},
    {"text": "Rain fell.", "class": "none", "field": "weather", "deadline": "", "file": "two.jsonl"},
]


def test_the_tables_count():
    table = classes_by_file(SMALL).splitlines()
    assert table[0] == "| class | one.jsonl | two.jsonl | all |"
    assert "| firm | 1 | 0 | 1 |" in table
    assert table[-1] == "| all | 1 | 1 | 2 |"
    assert len(table) == len(CLASSES) + 3
    assert fields(SMALL, least=1).splitlines()[2:] == ["| harbours | 1 | 1 |", "| weather | 1 | 0 |"]
    assert fields(SMALL).splitlines()[2:] == ["| 2 others | 2 | 1 |"]
    assert "| words in a sentence: mean, median | 3.0, 3 |" in shapes(SMALL)


def test_a_policy_field_has_one_spelling(rows):
    named = {row["field"] for row in rows}
    assert len({field.casefold() for field in named}) == len(named), "or folds that hold out a field leak it"

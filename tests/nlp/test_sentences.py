"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.sentences import split_sentences

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I thank the hon. Member for Harbourside and my rt hon. Friend the Minister.",
        "My Rt Hon. Friend will write to the hon. Lady.",
        "It was raised by the hon. Members for Northquay (Mr. Pell) and Southquay (Dr. Ann B. Reed).",
        "See No. 6.1 and Nos. 4 to 7 of the list.",
        "The sum was £4.5 million in 2.5 years, or 3.75% more.",
        "I refer to col. 12 of the report, para. 3 and pp. 4 to 9.",
        "Boats, e.g. tugs, i.e. small ones, sail to St. Brannoc at 5 p.m. on Mondays.",
        "The Harbours Act 1991 (c. 48) applies to Mr. J. R. Tolliver and Prof. Lane.",
        "Go to https://www.example.org/a.b/c.html?x=1.5 for tables-to-march-2025.ods on GOV.UK today.",
        "We mend nets; we paint hulls; and we sweep the quay.",
        "Harbour | Berths | Notes. All are dry | 3.5",
        "1. The first berth is closed.",
        "(a) The second berth is open.",
        "He said “Is it open?” and left.",
        "The crew rowed... and rowed on.",
        "The letter came from the U.K. Harbour Board.",
    ],
)
def test_one_sentence_stays_whole(sentence):
    assert pieces(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("Is it open? Yes! Come in.", ["Is it open?", "Yes!", "Come in."]),
        ("A heading\nA line.\n\n Another ", ["A heading", "A line.", "Another"]),
        ("He said “It is done.” Next day it sank.", ["He said “It is done.”", "Next day it sank."]),
        ("It sank (we saw it.) The crew swam.", ["It sank (we saw it.)", "The crew swam."]),
        ("It cost £3.2 million. 76% was paid.", ["It cost £3.2 million.", "76% was paid."]),
        ("We gave a statement.In May it sank.", ["We gave a statement.", "In May it sank."]),
        ("They sell rope, nets etc. The shop is open.", ["They sell rope, nets etc.", "The shop is open."]),
        ("It opens at 5 p.m. The crew will meet.", ["It opens at 5 p.m.", "The crew will meet."]),
        ("The answer is no. We will not sell.", ["The answer is no.", "We will not sell."]),
        ("It began in 2024. “Never again,” he said.", ["It began in 2024.", "“Never again,” he said."]),
        ("It is as before. (2) The board left.", ["It is as before.", "(2) The board left."]),
        ("We mend:\n• nets\n• hulls. Then we rest.", ["We mend:", "• nets", "• hulls.", "Then we rest."]),
        ("It ended in May 2025. and we paid.", ["It ended in May 2025.", "and we paid."]),
        ("No space was left.\u202f This is next.", ["No space was left.", "This is next."]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_sentences_are_split(text, expected):
    assert pieces(text) == expected


@given(st.text(alphabet="abA B.?!\n|()“”1;•hon ", max_size=80))
def test_spans_cover_everything_in_order(text):
    spans = split_sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled sentences are kept beside the project, not in it")
def test_boundaries_agree_with_the_labelled_documents():
    hits = found = wanted = 0
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        text = document["text"]
        gold = {len(text[: span["end"]].rstrip()) for span in document["sentences"]}
        ends = {end for _, end in split_sentences(text)}
        hits, found, wanted = hits + len(gold & ends), found + len(ends), wanted + len(gold)
    assert 2 * hits / (found + wanted) >= 0.97

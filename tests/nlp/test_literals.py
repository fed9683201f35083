"""A pattern left out by its literals is one that could not have matched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.commitments import commitment_rules
from nlp.lexicon import FOLDER, load_rules
from nlp.literals import Prefilter, needed_literals

TRAINING = Path(__file__).parents[2] / "nlp" / "training"


@pytest.mark.parametrize(
    ("pattern", "clauses"),
    [
        (r"\bwill\s+publish\b", [{"will"}, {"publish"}]),
        (r"plans?", [{"plan", "plans"}]),
        (r"(?:aims?|hopes?)\s+to", [{"aim", "aims", "hope", "hopes"}, {"to"}]),
        (r"(?:will|\w+)\s+see", [{"see"}]),
        (r"(?=.*\bwill\b).*pay", [{"will"}, {"pay"}]),
        (r"(?!.*\bwill\b)^paid", [{"paid"}]),
        (r"(?:fees?)+", [{"fee", "fees"}]),
        (r"organi[sz]e", [{"organise", "organize"}]),
        (r"(?:ab|x)", []),
        (r"\w+x?", []),
        (r"(?:very\s+)?", []),
        (r"(?:a|the)\s+(?:plan|scheme\s+of)", [{"plan", "scheme"}]),
    ],
)
def test_the_literals_that_a_pattern_needs(pattern, clauses):
    found = needed_literals(re.compile(pattern, re.IGNORECASE))
    assert [set(clause) for clause in sorted(found, key=repr)] == sorted(
        clauses, key=lambda c: repr(frozenset(c))
    )


def test_candidates_come_in_order_and_what_can_not_be_told_is_tried():
    patterns = [re.compile(text, re.IGNORECASE) for text in (r"\w+", "bill", "will", "Act")]
    assert Prefilter(patterns).candidates("The Act WILL apply") == [0, 2, 3]
    assert Prefilter([]).candidates("anything") == []
    assert Prefilter([re.compile(r"\d")]).candidates("") == [0]


@pytest.mark.parametrize(
    "name", [path.stem for path in sorted(FOLDER.glob("*.toml")) if path.stem != "parliament"]
)
def test_no_rule_is_left_out_of_its_own_examples(name):
    rules = load_rules(name)
    prefilter = Prefilter([rule.pattern for rule in rules])
    for number, rule in enumerate(rules):
        assert all(number in prefilter.candidates(sentence) for sentence in rule.matches), rule.id


def test_no_rule_is_left_out_of_any_training_sentence():
    rules = commitment_rules()
    prefilter = Prefilter([rule.pattern for rule in rules])
    lines = [
        line for path in sorted(TRAINING.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    texts = [json.loads(line)["text"] for line in lines[::5]]
    for text in texts:
        candidates = set(prefilter.candidates(text))
        left_out = [rule for number, rule in enumerate(rules) if number not in candidates]
        assert not [rule.id for rule in left_out if rule.pattern.search(text)], text

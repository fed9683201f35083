"""A pattern that is left out is one that could not have matched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.commitments import commitment_rules
from nlp.lexicon import FOLDER, load_rules
from nlp.prefilter import Prefilter

TRAINING = Path(__file__).parents[2] / "nlp" / "training"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bwill\s+publish\b", "We will\u00a0publish it"),
        (r"(?<!not )(?:aims?|hopes?)\s+to(?! be)", "the Government hopes to act"),
        (r"(?=.*\bwill\b).*pay", "they pay what they will"),
        (r"(?!.*\bwill\b)^paid$", "paid"),
        (r"child’s|child's", "the child’s home"),
        (r"[^£$]\d+", "for 20 pounds"),
        (r"[^é]lan", "elan"),
        (r"[à-ÿ]lan", "élan"),
        (r"(\w+) and \1", "more and more"),
        (r"(?>ab|a)c{2,3}+d{2,}e*?", "abccdd"),
        (r"\bcaf\w\b", "the café"),
        (r"[^a]b\Z", "cb"),
        (r"(?-i:May)\b", "in May"),
        (r"intend\s+to", "we intend\x0bto"),
        (r"by\sMay", "by\x1fMay"),
        (r"will[^a-z]", "willéyes"),
        (r"\bwill\b", "they wıll"),
        (r"a\nb", "a\nb"),
        (r"a{1200}", "a" * 1200),
        (r"a{2,1200}b", "aab"),
        (r"(?s:a.b)", "A\nB"),
    ],
)
def test_a_pattern_that_matches_is_never_left_out(pattern, text):
    compiled = re.compile(pattern, re.IGNORECASE)
    assert compiled.search(text)
    assert Prefilter([compiled]).candidates(text) == [0]


def test_flags_of_a_part_are_kept():
    assert Prefilter([re.compile(r"(?i:next)\s+Tuesday")]).candidates("NEXT Tuesday") == [0]
    assert Prefilter([re.compile(r"(?-i:May)\b", re.IGNORECASE)]).candidates("we may") == []


def test_only_the_start_of_a_text_is_looked_at():
    prefilter = Prefilter([re.compile("next|the"), re.compile("week")], at_start=True)
    assert prefilter.candidates("the week") == [0]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(r"\bwill\s+publish\b", "will be published"), (r"\bis\b", "this"), (r"^Table \d", "See Table 4")],
)
def test_a_pattern_that_can_not_match_is_left_out(pattern, text):
    assert Prefilter([re.compile(pattern, re.IGNORECASE)]).candidates(text) == []


def test_candidates_come_in_order():
    patterns = [re.compile(text, re.IGNORECASE) for text in (r"\w+", "bill", "will", "Act")]
    assert Prefilter(patterns).candidates("The Act WILL apply") == [0, 2, 3]
    assert Prefilter([]).candidates("anything") == []


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

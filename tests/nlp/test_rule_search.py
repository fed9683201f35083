"""A search in small letters finds what one that folds case does."""

from __future__ import annotations

import re

import pytest

from nlp.commitments import ROLES, commitment_rules
from nlp.lexicon import FOLDER, Rule, load_rules
from nlp.rule_search import RuleSearch, search_of
from nlp.small_letters import in_small_letters, small_pattern

LEXICONS = ["acts", "commitments", "deadlines"]


def rule(pattern: str, name: str = "a") -> Rule:
    return Rule(name, "role", re.compile(pattern, re.IGNORECASE | re.VERBOSE), ("x",), ("y",))


@pytest.mark.parametrize("name", LEXICONS)
def test_each_rule_finds_the_same_as_in_the_letters_given(name):
    rules = load_rules(name)
    sentences = [text for rule in rules for text in (*rule.matches, *rule.rejects)]
    for one in rules:
        search = RuleSearch([one])
        for sentence in (variant for text in sentences for variant in (text, text.upper())):
            folded = [match.span() for match in one.pattern.finditer(sentence)]
            assert [(hit.start, hit.end) for hit in search.hits(sentence)] == folded, (one.id, sentence)


def test_the_lexicons_searched_are_those_of_the_project():
    assert all((FOLDER / f"{name}.toml").exists() for name in LEXICONS)


def test_hits_come_in_the_order_of_the_rules():
    search = RuleSearch([rule("will", "first"), rule(r"\bact\b", "second")])
    assert [(hit.rule.id, hit.start) for hit in search.hits("ACT, and they Will act")] == [
        ("first", 14),
        ("second", 0),
        ("second", 19),
    ]


def test_a_rule_that_tells_capitals_apart_is_searched_as_it_is():
    search = RuleSearch([rule(r"(?-i:Report)\ stage")])
    assert [hit.start for hit in search.hits("at Report STAGE")] == [3]
    assert list(search.hits("at report stage")) == []
    assert small_pattern(re.compile("(?-i:Report)", re.IGNORECASE)) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bRoyal\s+Assent\b", "royal assent"),
        (r"\S+\ (?P<Day>[A-Z]+)(?P=Day)", "on yy"),
        (r"\Aact\B\W*", "ACTS"),
        (r"[^A-Z]\d", "£5"),
    ],
)
def test_classes_and_names_of_groups_stay(pattern, text):
    small = small_pattern(re.compile(pattern, re.IGNORECASE))
    assert small is not None
    assert small.search(in_small_letters(text))


def test_small_letters_stand_where_the_letters_stood():
    assert in_small_letters("The İstanbul Convention") == "the İstanbul convention"
    assert in_small_letters("STRASSE ẞ") == "strasse ß"


def test_a_search_is_made_once():
    assert search_of("commitments", frozenset(ROLES)) is search_of("commitments", frozenset(ROLES))
    assert commitment_rules()

"""What a passage is about, of question and answer together."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from nlp.annotations import THEMES
from nlp.lexicon import load_rules
from nlp.themes import ROLES, find_themes, find_themes_of_each

GOLD = Path(__file__).parents[2].parent / "shared" / "gold" / "dev.jsonl"
PAIRS = Path(__file__).parents[1] / "fixtures" / "themes" / "pairs.jsonl"
ASK = "To ask the Secretary of State for Harbours, "


def names(question: str | None, text: str) -> set[str]:
    return {theme.name for theme in find_themes(question, text)}


@pytest.mark.parametrize(
    ("question", "text", "theme"),
    [
        (
            "what steps she is taking to recover arrears from parents who do not pay",
            "We act early.",
            "enforcement",
        ),
        ("how survivors of domestic abuse are kept safe", "They are kept safe.", "abuse"),
        ("whether she will waive the application fee", "We keep this in mind.", "fees"),
        ("how many caseworkers were recruited", "Some fifty were recruited.", "staffing"),
        ("whether unearned income is part of the calculation", "It may be.", "calculation"),
        ("what the average waiting time was for a call to be answered", "Four minutes.", "service"),
        ("when she will consult on reform of the scheme", "A consultation will run.", "reform"),
        ("what effect maintenance has on child poverty", "It lifts some out of poverty.", "poverty"),
        ("if she will publish statistics for each town", "We do not hold this information.", "statistics"),
    ],
)
def test_each_theme_is_found_where_it_is_asked_about(question, text, theme):
    assert theme in names(f"{ASK}{question}.", text)


def test_the_pasted_list_of_powers_counts():
    text = (
        "The office moved. It has new desks. We may use liability orders, bailiffs and, at the last, prison."
    )
    assert "enforcement" in names(f"{ASK}where the office is.", text)


def test_a_word_in_passing_in_a_long_answer_does_not_count():
    filler = " ".join(f"The ferry sailed at {hour} and came back late." for hour in range(1, 20))
    assert names(f"{ASK}when the ferry sails.", f"{filler} One survivor wrote.") == set()


def test_what_a_question_refers_to_is_not_what_it_asks():
    question = f"{ASK}with reference to the consultation entitled Reform of the Piers, what staff levels are."
    assert names(question, "Staffing levels rose.") == {"staffing"}


def test_a_fee_named_by_its_name_is_never_in_passing():
    filler = " ".join(["The ferry sailed."] * 20)
    assert "fees" in names(None, f"{filler} The collection fee is gone.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("where the office is", "It moved to Hull as we consider reforms."),
        (
            "where the office is",
            "It moved to Hull. It has desks. This will help to lift children out of poverty.",
        ),
        ("where the office is", "It is in Hull, which lets us tackle non-compliance faster."),
        ("where the office is", "It is in Hull. This will reduce opportunities for domestic abuse."),
        ("how many officials of Counter Fraud, Compliance and Debt moved", "None of them."),
    ],
)
def test_what_only_names_a_theme_does_not_count(question, text):
    assert names(f"{ASK}{question}.", text).isdisjoint({"reform", "poverty", "enforcement", "abuse"})


def test_a_hint_in_the_question_needs_the_answer():
    question = f"{ASK}what the appeal costs parents in earnings."
    assert "calculation" not in names(question, "The ferry sailed. It came back.")
    assert "calculation" in names(question, "It is left out of the calculation. The ferry sailed.")


def test_a_count_of_cases_is_about_statistics_where_nothing_else_is_asked():
    assert names(f"{ASK}how many cases there are.", "There are nine.") == {"statistics"}
    assert names(f"{ASK}how many cases are in arrears.", "There are nine.") == {"enforcement"}


def test_passages_read_together_are_read_as_each_alone():
    asked = [f"{ASK}what is done about arrears.", None, f"{ASK}how many cases there are."]
    texts = [["The arrears grew.", "The fee fell."], ["It helped.", "The bailiffs came."], ["Nine."]]
    alone = [find_themes(question, " ".join(text)) for question, text in zip(asked, texts, strict=True)]
    assert find_themes_of_each(list(zip(asked, texts, strict=True))) == alone
    assert find_themes_of_each([]) == []


def test_themes_come_in_order_with_their_words():
    themes = find_themes(f"{ASK}what is done about arrears and about poverty.", "Much.")
    assert [theme.name for theme in themes] == [name for name in THEMES if name in {"enforcement", "poverty"}]
    assert themes[0].why[0] == "arrears"


def test_the_patterns_are_in_small_letters():
    patterns = {rule.id: re.sub(r"\\.", "", rule.pattern.pattern) for rule in load_rules("themes", ROLES)}
    assert [rule for rule, pattern in patterns.items() if pattern != pattern.lower()] == []


@pytest.mark.parametrize("text", ["", "The ferry sails at noon."])
def test_a_passage_on_something_else_has_none(text):
    assert find_themes(None, text) == ()


@pytest.mark.parametrize(("half", "bar"), [(0, 0.95), (1, 0.78)], ids=["read for the rules", "never read"])
def test_themes_agree_with_invented_pairs(half, bar):
    lines = PAIRS.read_text(encoding="utf-8").splitlines()[1:]  # the first says what they are
    pairs = [pair for line in lines if int((pair := json.loads(line))["id"][1:]) % 2 == half]
    assert micro_f1(pairs) >= bar


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled documents are kept beside the project, not in it")
def test_themes_agree_with_the_labelled_documents():
    documents = map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())
    assert micro_f1([document for document in documents if document["themes"] is not None]) >= 0.925


def micro_f1(labelled: list[dict]) -> float:
    """Return the micro F1 of labelled passages; themes marked `borderline` are left out."""
    hits = found = wanted = 0
    for passage in labelled:
        left_out = set(passage.get("borderline", ()))
        ours, gold = names(passage["question"], passage["text"]) - left_out, set(passage["themes"]) - left_out
        hits, found, wanted = hits + len(ours & gold), found + len(ours), wanted + len(gold)
    return 2 * hits / (found + wanted)


def test_each_theme_says_which_sentences_speak_of_it():
    text = "We keep this in mind. Bailiffs collect arrears. The fee was dropped, and no charge replaced it."
    themes = {theme.name: theme for theme in find_themes("what was done about arrears and fees", text)}
    assert {number for number, _ in themes["enforcement"].spoken_in} == {1}
    assert {number for number, _ in themes["fees"].spoken_in} == {2}
    assert "arrears" in {word for _, word in themes["enforcement"].spoken_in}

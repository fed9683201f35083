"""The act gold is read, and measured on a sentence written for the purpose."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nlp.annotations import ACT_KINDS, Annotation, Sentence
from nlp.evaluate_acts import ActFigures, evaluate_acts, read_act_gold

TEXT = "Thank you. The harbour board will replace the old lamps on the north pier by May 2031."
START = TEXT.index("The harbour")
DOCUMENT = {"id": "a", "kind": "cms", "text": TEXT}
ACTION = "replace the old lamps on the north pier"


def span(words: str) -> list[int]:
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def row(**other) -> dict:
    marked = {"action": span(ACTION), "actor": span("The harbour board"), "kind": "build"}
    return {"id": "a", "start": START, "end": len(TEXT), **marked, **other}


def gold(*rows: dict):
    return read_act_gold(json.dumps({"sentences": rows}))


FOUND = Sentence(START, len(TEXT), "firm", 0.9, "", ACTION, "The harbour board", "build")


def figures(found: Sentence | None, **other) -> ActFigures:
    annotation = Annotation("a", (), (found,) if found else ())
    return evaluate_acts([DOCUMENT], [annotation], gold(row(**other)))["cms"]


def test_what_is_given_as_marked_is_right():
    assert figures(FOUND) == ActFigures(support=1, exact=1, action=1, actor=1, kind=1)
    assert figures(FOUND).to_json() == {"exact": 1, "action": 1, "actor": 1, "kind": 1, "support": 1}


@pytest.mark.parametrize(
    ("action", "exact", "right"),
    [
        ("replace the old lamps on the north", 0, 1),
        ("will replace the old lamps on the north pier", 0, 1),  # begins a word earlier
        ("replace the old lamps", 0, 0),
        ("The harbour board will replace the old lamps on the north pier", 0, 0),
        (None, 0, 0),
    ],
)
def test_an_action_is_right_when_it_begins_alike_and_shares_most_words(action, exact, right):
    result = figures(replace(FOUND, action=action))
    assert (result.exact, result.action) == (exact, right)


@pytest.mark.parametrize(
    ("actor", "marked", "right"),
    [
        ("harbour board", "The harbour board", 1),
        ("The board", "The harbour board", 0),
        (None, "The harbour board", 0),
        (None, None, 1),
        ("The harbour board", None, 0),
    ],
)
def test_an_actor_is_right_without_its_article(actor, marked, right):
    result = figures(replace(FOUND, actor=actor), actor=span(marked) if marked else None)
    assert result.actor == right


def test_a_sentence_given_no_act_is_wrong_throughout():
    missed = replace(FOUND, class_="none", action=None, actor=None, act_kind=None)
    nothing = ActFigures(support=1)
    assert figures(missed) == nothing
    assert figures(None) == nothing
    assert figures(missed, action=None, actor=None) == nothing


def test_acts_are_counted_by_group_and_only_where_the_document_is_there():
    documents = [DOCUMENT, {**DOCUMENT, "id": "b", "kind": "debate"}]
    annotations = [Annotation("a", (), (FOUND,)), Annotation("b", (), (FOUND,))]
    result = evaluate_acts(documents, annotations, gold(row(), row(id="b", kind="fund"), row(id="z")))
    assert {name: (one.support, one.kind) for name, one in result.items()} == {
        "cms": (1, 1),
        "debate": (1, 0),
        "rest": (1, 0),
        "all": (2, 1),
    }
    assert evaluate_acts(documents, annotations, []) == {}


def test_a_mark_beyond_the_text_is_refused():
    acts = gold(row(end=len(TEXT) + 1))
    with pytest.raises(ValueError, match="marks more of a than its text has"):
        evaluate_acts([DOCUMENT], [Annotation("a", (), (FOUND,))], acts)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        "{}",
        "[]",
        json.dumps({"sentences": [row(kind="dance")]}),
        json.dumps({"sentences": [row(action=[0, 5])]}),  # outside the sentence
        json.dumps({"sentences": [row(actor=[START + 4, START + 4])]}),
        json.dumps({"sentences": [row(actor=[START])]}),
    ],
)
def test_what_is_no_act_gold_is_refused(text):
    with pytest.raises(ValueError, match="no act gold"):
        read_act_gold(text)


COMMITTED = Path(__file__).parents[2] / "docs" / "act-gold.json"


@pytest.mark.skipif(not COMMITTED.is_file(), reason="no acts are marked yet")
def test_the_committed_gold_holds_offsets_and_no_text():
    rows = json.loads(COMMITTED.read_text(encoding="utf-8"))["sentences"]
    assert read_act_gold(COMMITTED.read_text(encoding="utf-8"))
    assert all(set(one) == {"id", "start", "end", "action", "actor", "kind"} for one in rows)
    assert {one["kind"] for one in rows} <= set(ACT_KINDS)

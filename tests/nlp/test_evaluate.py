"""Figures checked by hand on a gold file of two documents."""

from __future__ import annotations

import json

import pytest

from nlp.annotations import Annotation, Deadline, Sentence, Theme
from nlp.evaluate import compare, evaluate
from nlp.evaluation_text import render
from nlp.gold import read_gold
from nlp.scores import Counts, macro_f1, pooled

TEXT = "We will do it. We may not. Thanks."
GOLD = [
    {
        "id": "a",
        "kind": "cms",
        "text": TEXT,
        "themes": ["fees"],
        "sentences": [
            {"start": 0, "end": 14, "classes": ["firm"], "deadline": "by May 2031"},
            {"start": 15, "end": 26, "classes": ["intended", "none"], "deadline": None},
            {"start": 27, "end": 34, "classes": ["none"], "deadline": None},
        ],
    },
    {
        "id": "b",
        "kind": "debate",
        "text": TEXT,
        "themes": None,
        "sentences": [
            {"start": 0, "end": 14, "classes": ["considering"], "deadline": None},
            {"start": 15, "end": 34, "classes": ["delivered"], "deadline": None},
        ],
    },
]
LINES = [json.dumps(one) for one in GOLD]


def found(*classes, deadline=None):
    spans = [(0, 14), (15, 26), (27, 34)]
    return tuple(
        Sentence(start, end, class_, 0.9, "", deadline=deadline if start == 0 else None)
        for (start, end), class_ in zip(spans, classes, strict=True)
    )


def given(first, second):
    def analyser(documents):
        for document in documents:
            yield first if document.id == "a" else second

    return analyser


FIRST = Annotation(
    "a",
    (Theme("fees", ()), Theme("abuse", ())),
    found("firm", "none", "intended", deadline=Deadline("May 2031", None, None, "month")),
)
SECOND = Annotation("b", (), found("none", "none", "delivered"))


@pytest.fixture
def evaluation():
    return evaluate(read_gold([*LINES, ""]), analyser=given(FIRST, SECOND))


@pytest.mark.parametrize(
    ("group", "hits", "extra", "missed"),
    [("cms", 1, 1, 0), ("debate", 0, 0, 1), ("rest", 0, 0, 1), ("general", 0, 0, 0), ("all", 1, 1, 1)],
)
def test_commitments_by_kind(evaluation, group, hits, extra, missed):
    assert evaluation.tally.commitment[group] == Counts(hits, extra, missed)


def test_a_class_is_right_when_the_gold_holds_it(evaluation):
    classes = evaluation.tally.classes
    assert classes["firm"] == Counts(1, 0, 0)
    assert classes["none"] == Counts(1, 1, 1)  # right: a:15; wrongly given: b:0; missed: a:27
    assert classes["intended"] == Counts(0, 1, 0)
    assert classes["considering"] == Counts(0, 0, 1)
    assert classes["delivered"] == Counts(1, 0, 0)  # the strongest of two pieces of one gold sentence


def test_themes_count_only_where_labelled(evaluation):
    assert evaluation.themes["fees"] == Counts(1, 0, 0)
    assert evaluation.themes["abuse"] == Counts(0, 1, 0)
    assert pooled(evaluation.themes.values()).f1 == pytest.approx(2 / 3)


def test_a_deadline_is_found_when_either_wording_holds_the_other(evaluation):
    assert evaluation.deadlines == Counts(1, 0, 0)


def test_the_result_keeps_offsets_and_no_text(evaluation):
    data = json.loads(json.dumps(evaluation.to_json()))
    assert data["documents"] == 2
    assert data["outcomes"]["a:27"] == "intended wrong"
    assert "We will do it" not in json.dumps(data)


def test_compare_lists_what_was_gained_and_lost(evaluation):
    better = Annotation("a", (), found("none", "none", "none"))
    after = evaluate(GOLD, analyser=given(better, SECOND))
    gained, lost = compare(evaluation.to_json(), after.to_json())
    assert gained == ["a:27"]
    assert lost == ["a:0"]


def test_the_table_names_every_figure(evaluation):
    table = render(evaluation)
    for name in (
        "commitment, cms",
        "commitment, rest",
        "eight classes, macro F1",
        "themes, micro",
        "deadline",
        "by rules",
        "score of: class",
        "calibration error",
    ):
        assert name in table
    assert "0.667" in table  # commitment on cms: one hit, one extra


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("nonsense", "not JSON: Expecting value"),
        ("[]", "not a JSON object"),
        ("{}", "'id' is missing"),
        (json.dumps(GOLD[0] | {"id": 7}), "'id' must be a text"),
        ('{"id": "a", "text": "", "kind": "cms"}', "'sentences' is missing"),
        (json.dumps(GOLD[0] | {"sentences": {}}), "'sentences' must be a list"),
        (json.dumps(GOLD[0] | {"sentences": ["We."]}), "sentence 1: not a JSON object"),
        (json.dumps(GOLD[0] | {"sentences": [{"start": 0, "end": 9}]}), "sentence 1: 'classes' is missing"),
        (
            json.dumps(GOLD[0] | {"sentences": [{"start": 0, "end": 9, "classes": []}]}),
            "sentence 1: 'classes' is empty",
        ),
    ],
)
def test_a_line_that_is_no_gold_is_named_with_the_field_that_is_wrong(line, fault):
    with pytest.raises(ValueError, match=f"line 2 is no gold document: {fault}"):
        read_gold([LINES[0], line])


def test_figures_of_nothing_are_zero():
    assert Counts().f1 == Counts().precision == Counts().recall == 0.0
    assert macro_f1([]) == 0.0
    assert macro_f1([Counts(), Counts(hits=1)]) == 1.0

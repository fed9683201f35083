"""The analysis contract: documents in, annotations out, JSON Lines streamed."""

from __future__ import annotations

import json
from itertools import islice

import pytest

from nlp.annotations import ACT_KINDS, CLASSES, PRECISIONS, THEMES, Document
from nlp.jsonl import BadLine, analyse_lines, read_document
from nlp.pipeline import ANALYSER_VERSION, BATCH, analyse

TEXT = (
    "The Child Maintenance Service takes this seriously. We will publish our response in spring 2031.\n"
    "The Department is considering the fee. We have no plans to extend it."
)
LINE = {
    "id": "q1",
    "date": "2030-11-04",
    "text": TEXT,
    "question": "To ask the Minister about the Child Maintenance Service.",
    "speaker": "Jo Example",
    "is_government": True,
    "house": "Commons",
}


def line(**changes):
    return json.dumps(LINE | changes)


def run(lines):
    errors = []
    results = [
        json.loads(one) for one in analyse_lines(lines, lambda number, text: errors.append((number, text)))
    ]
    return results, errors


def test_output_has_the_shape_of_the_contract():
    (result,), errors = run([line()])
    assert errors == []
    assert set(result) == {"id", "themes", "sentences"}
    assert set(result["themes"]) <= set(THEMES)
    for sentence in result["sentences"]:
        assert list(sentence) == [
            "start", "end", "class", "score", "why", "action", "actor", "act_kind", "deadline",
        ]  # fmt: skip
        assert sentence["class"] in CLASSES
        assert 0.0 <= sentence["score"] <= 1.0
        assert sentence["act_kind"] is None or sentence["act_kind"] in ACT_KINDS


def test_classes_offsets_and_deadline():
    (result,), _ = run([line()])
    said = {TEXT[one["start"] : one["end"]]: one for one in result["sentences"]}
    assert [one["class"] for one in said.values()] == ["none", "firm", "considering", "refusal"]
    promise = said["We will publish our response in spring 2031."]
    assert promise["deadline"] == {
        "text": "in spring 2031",
        "earliest": "2031-03-01",
        "latest": "2031-05-31",
        "precision": "season",
    }
    assert promise["deadline"]["precision"] in PRECISIONS
    assert (promise["action"], promise["actor"], promise["act_kind"]) == (
        "publish our response",
        "We",
        "publish",
    )
    assert "rule " in promise["why"]
    assert "classifier firm" in promise["why"]


def test_sentences_cover_the_text():
    (result,), _ = run([line()])
    covered = set()
    for one in result["sentences"]:
        covered |= set(range(one["start"], one["end"]))
    assert all(TEXT[place].isspace() for place in set(range(len(TEXT))) - covered)


def test_nobody_else_commits_the_government():
    (result,), _ = run([line(is_government=False)])
    assert {one["class"] for one in result["sentences"]} == {"none"}
    assert {one["deadline"] for one in result["sentences"]} == {None}


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "."])
def test_texts_without_words_pass(text):
    (result,), errors = run([line(text=text)])
    assert errors == []
    assert all(one["class"] == "none" for one in result["sentences"])


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("{", "not JSON"),
        ("[1]", "expected a JSON object, got list"),
        ("null", "expected a JSON object"),
        ("[" * 100_000, "not JSON"),
        (json.dumps({"text": "x", "is_government": True}), "'id' is missing"),
        (line(id=7), "'id' must be a string, not 7"),
        (line(text=None), "'text' must be a string"),
        (line(text="\ud800"), "half a surrogate pair"),
        (line(date="04/11/2030"), "'date' must be a day as YYYY-MM-DD"),
        (line(date="2030-02-30"), "'date' must be a day as YYYY-MM-DD"),
        (line(date="20301104"), "'date' must be a day as YYYY-MM-DD"),
        (line(is_government="yes"), "'is_government' must be true or false"),
        (json.dumps({"id": "a", "text": "x"}), "'is_government' is missing"),
        (line(house="Senate"), "'house' must be one of Commons, Lords or null"),
        (line(question=["a"]), "'question' must be a string"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_done(bad, complaint):
    results, errors = run([line(id="first"), bad, "", line(id="last")])
    assert [one["id"] for one in results] == ["first", "last"]
    ((number, message),) = errors
    assert number == 2
    assert complaint in message


def test_fields_that_may_be_null_may_be_absent():
    document = read_document(json.dumps({"id": "a", "text": "x", "is_government": True}))
    assert (document.date, document.question, document.speaker, document.house) == (None, None, None, None)


def test_bad_lines_raise_by_themselves():
    with pytest.raises(BadLine):
        read_document("nonsense")


def test_relative_times_without_a_date_keep_their_words():
    (result,), _ = run([line(date=None, text="We will publish it next year.")])
    assert result["sentences"][0]["deadline"]["text"] == "next year"
    assert result["sentences"][0]["deadline"]["earliest"] is None


def test_input_is_read_no_further_than_needed():
    read = 0

    def endless():
        nonlocal read
        while True:
            read += 1
            yield line(id=str(read), text="We will publish it.")

    results = list(islice(analyse_lines(endless(), lambda number, text: None), 3))
    assert [json.loads(one)["id"] for one in results] == ["1", "2", "3"]
    assert read <= BATCH


def test_batches_do_not_change_the_result():
    documents = [Document(str(number), TEXT, "2030-11-04") for number in range(BATCH + 3)]
    together = [annotation.sentences for annotation in analyse(documents)]
    assert len(together) == BATCH + 3
    assert together == [next(analyse([one])).sentences for one in documents[:1]] * (BATCH + 3)


def test_the_version_is_a_short_hash():
    assert len(ANALYSER_VERSION) == 12


def test_only_sentences_with_a_cue_are_scored():
    text = "Ofsted is in the north. We will publish the list in May."
    [annotation] = analyse([Document(id="1", text=text, date="2025-01-10")])
    assert annotation.sentences[0].why == "no cue of any rule"
    assert [sentence.class_ for sentence in annotation.sentences] == ["none", "firm"]
    assert "classifier firm" in annotation.sentences[1].why

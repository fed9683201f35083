"""Answers that the specifications allow though no recording shows them: read, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from db.archive import Sighting
from db.merge import Observation, merge_question
from db.states import record_state
from scrapers.hansard import _search_page, debates_found
from scrapers.parsers import parse
from scrapers.records import WrittenQuestion
from scrapers.written_questions import list_page

LONG = "The Department will publish its review of bus passes by spring 2032. " * 6
STATEMENT = {
    "id": 8,
    "uin": "HCWS8",
    "house": "Commons",
    "dateMade": "2031-03-04T00:00:00",
    "title": "Passes",
}
QUESTION = {
    "id": 5,
    "uin": "5",
    "house": "Commons",
    "dateTabled": "2031-03-01T00:00:00",
    "questionText": "To ask when passes will be issued.",
    "dateAnswered": "2031-03-04T00:00:00",
    "answerText": "<p>By May 2032.</p>",
}


def dumped(value: object) -> bytes:
    return json.dumps(value).encode()


def test_no_results_may_be_null():
    assert list_page(dumped({"totalResults": 0, "results": None})).ids == ()
    assert parse("questions-list", "x", dumped({"totalResults": 0, "results": None})).records == ()
    body = dumped({"Results": None, "TotalResultCount": 0})
    assert (_search_page(body).ids, debates_found(body)) == ((), {})


@pytest.mark.parametrize("wrapped", [True, False], ids=["as a search", "as an item"])
def test_a_statement_asked_for_by_its_id_is_full_in_either_wrapping(wrapped):
    item = {"value": STATEMENT | {"text": f"<p>{LONG}</p>"}, "links": []}
    body = dumped({"totalResults": 1, "results": [item]} if wrapped else item)
    [record] = parse("statement", "x", body).records
    assert (record.is_full, record.is_truncated, record.text) == (True, False, LONG.strip())


def test_a_row_that_was_cut_is_not_full_even_where_it_was_asked_for_by_id():
    item = {"value": STATEMENT | {"text": LONG[:255] + "..."}}
    [record] = parse("statement", "x", dumped({"results": [item]})).records
    assert (record.is_full, record.is_truncated) == (False, True)


@pytest.mark.parametrize(
    ("sent", "kind"), [(2, "JointStatement"), ("CorrectedAnswer", "CorrectedAnswer"), (9, "9")]
)
def test_the_kind_of_a_link_may_be_a_number(sent, kind):
    link = {"linkedStatementId": 7, "linkType": sent, "linkDate": None}
    [record] = parse("statement", "x", dumped({"value": STATEMENT | {"linkedStatements": [link]}})).records
    assert [found.kind for found in record.links] == [kind]


def test_an_answer_without_the_text_of_its_question_is_read():
    [record] = parse("question", "x", dumped({"value": QUESTION | {"questionText": None}})).records
    assert (record.question_text, record.answer_text) == ("", "By May 2032.")
    unanswered = QUESTION | {"questionText": None, "answerText": None}
    assert parse("question", "x", dumped({"value": unanswered})).records == ()


def test_a_correction_on_the_day_of_the_answer_is_a_later_state():
    [first] = parse("question", "x", dumped({"value": QUESTION})).records
    corrected = QUESTION | {"answerIsCorrection": True, "dateAnswerCorrected": "2031-03-04T00:00:00"}
    [second] = parse("question", "x", dumped({"value": corrected})).records
    assert record_state(second).moment > record_state(first).moment


def test_what_a_corrected_answer_said_before_is_a_version():
    value = QUESTION | {
        "answerIsCorrection": True,
        "dateAnswerCorrected": "2031-03-06T00:00:00",
        "originalAnswerText": "<p>By April 2032.</p>",
    }
    [record] = parse("question", "x", dumped({"value": value})).records
    assert isinstance(record, WrittenQuestion)
    seen = Observation(record, Sighting("h", "question", "x", False, "2031-03-07", "2031-03-07"), "why")
    versions = merge_question([seen]).versions
    assert [(v.state, v.text, v.dated) for v in versions] == [
        ("final", "By April 2032.", "2031-03-04"),
        ("corrected", "By May 2032.", "2031-03-06"),
    ]
    before = replace(record, answer_text="By April 2032.", is_correction=False, original_answer_html=None)
    earlier = Observation(before, Sighting("g", "question", "x", False, "2031-03-05", "2031-03-05"), "why")
    assert [v.raw_hash for v in merge_question([seen, earlier]).versions] == ["g", "h"]

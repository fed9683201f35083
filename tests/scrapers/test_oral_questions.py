from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.oral_questions import KINDS, STATUSES, fetch_window, parse_oral_questions
from scrapers.records import OralQuestion, Parsed

SHARED = Path(__file__).parents[2].parent / "shared"
SPEC = SHARED / "api-specs" / "oralquestionsandmotions-api.swagger2.json"
SAMPLE = SHARED / "real/api-samples/oralquestionsandmotions/oralquestions_list_member185_raw.json"


def row(number, **more):
    return {"Id": number, "UIN": 901000 + number, "QuestionText": "What steps he is taking.", **more}


def envelope(rows):
    paging = {"Skip": 0, "Take": 100, "Total": len(rows), "GlobalTotal": len(rows)}
    return {"PagingInfo": paging, "StatusCode": 200, "Success": True, "Errors": [], "Response": rows}


def parse(*rows):
    return parse_oral_questions(json.dumps(envelope(rows)).encode())


def questions(parsed: Parsed) -> list[OralQuestion]:
    return [record for record in parsed.records if isinstance(record, OralQuestion)]


def fetch(session, url):
    return list(fetch_window(session, url, start="2031-03-01", end="2031-03-31", bodies=[29]))


def test_asks_by_day_of_answering_and_department(service, session, of_json):
    service.script(of_json(envelope([row(1)])))
    [answer] = fetch(session, f"{service.url}/p")
    assert answer.kind == "oral-questions-list"
    assert service.asked == [
        (
            "/p/oralquestions/list",
            {
                "parameters.answeringDateStart": ["2031-03-01"],
                "parameters.answeringDateEnd": ["2031-03-31"],
                "parameters.answeringBodyIds": ["29"],
                "parameters.skip": ["0"],
                "parameters.take": ["100"],
            },
        )
    ]


@pytest.mark.parametrize("stray", [{"AnsweringBodyId": 54}, {"AnsweringWhen": "2020-03-01T00:00:00"}])
def test_questions_of_other_days_or_departments_show_that_the_filter_was_not_heard(
    service, session, of_json, stray
):
    service.script(of_json(envelope([row(number, **stray) for number in range(100)])))
    with pytest.raises(SourceFailure, match="did not filter"):
        fetch(session, service.url)


@pytest.mark.parametrize(
    ("sent", "status"), [(5, "to be asked"), ("ToBeAsked", "to be asked"), (7, "withdrawn"), (11, "unasked")]
)
def test_states_are_numbered_from_one(sent, status):
    [question] = questions(parse(row(1, Status=sent)))
    assert question.status == status


def test_nobody_has_the_number_nought():
    [question] = questions(parse(row(1, AskingMemberId=0, AskingMember=None, Number=0)))
    assert (question.asking_member_id, question.number) == (None, None)


def test_an_e_mail_address_is_not_kept():
    [question] = questions(parse(row(1, QuestionText="Whether he will write to ida@example.org.")))
    assert "@" not in question.question_text


@pytest.mark.parametrize(
    "body", [b'{"results": []}', b'{"Response": {"Id": 1}}', b'{"Response": "none"}', b"[]"]
)
def test_another_shape_is_an_error(body):
    with pytest.raises(WrongShape):
        parse_oral_questions(body)


@pytest.mark.parametrize("nothing", [[], None])
def test_a_month_without_question_time_holds_nothing(nothing):
    assert parse_oral_questions(json.dumps(envelope([]) | {"Response": nothing}).encode()).records == ()


def test_kinds_and_states_are_those_of_the_specification():
    if not SPEC.exists():
        pytest.skip(f"the service's specification is not in {SPEC.parent}")
    fields = json.loads(SPEC.read_text(encoding="utf-8-sig"))["definitions"]["PublishedOralQuestion"]
    for key, names in (("QuestionType", KINDS), ("Status", STATUSES)):
        listed = fields["properties"][key]["enum"]
        by_name = [parse(row(1, **{key: name})).records[0] for name in listed]
        by_number = [parse(row(1, **{key: number})).records[0] for number in range(1, len(listed) + 1)]
        assert by_name == by_number
        assert len(listed) == len(names)


def test_every_field_of_the_specification_is_known():
    if not SPEC.exists():
        pytest.skip(f"the service's specification is not in {SPEC.parent}")
    fields = json.loads(SPEC.read_text(encoding="utf-8-sig"))["definitions"]["PublishedOralQuestion"]
    everything = dict.fromkeys(fields["properties"]) | row(1)
    assert parse(everything).unknown_fields == ()


def test_a_real_answer_is_read_whole():
    if not SAMPLE.exists():
        pytest.skip(f"the recorded answer is not in {SAMPLE.parent}")
    parsed = parse_oral_questions(SAMPLE.read_bytes())
    found = questions(parsed)
    assert (len(found), parsed.rejected, parsed.unknown_fields) == (12, (), ())
    assert Counter(question.status for question in found) == {"to be asked": 9, "unasked": 3}
    assert all((question.date_removed is None) == (question.status != "unasked") for question in found)
    assert all(str(question.date_tabled) < str(question.answering_on) for question in found)
    topical = [question.id for question in found if question.kind == "topical"]
    assert len(topical) == 1

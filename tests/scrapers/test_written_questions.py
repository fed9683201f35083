from __future__ import annotations

import json

import pytest

from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.paging import month_windows
from scrapers.written_questions import fetch_question, fetch_window, parse_questions


def row(question_id, **more):
    value = {"id": question_id, "questionText": "To ask what the caseload is.", "house": "Commons", **more}
    return {"value": value, "links": []}


def page(rows, total):
    return {"totalResults": total, "results": rows}


def march(session, base_url, **more):
    window = {"field": "tabled", "start": "2031-03-01", "end": "2031-03-31", "bodies": [29, 54], **more}
    return fetch_window(session, base_url, **window)


@pytest.mark.parametrize("field", ["tabled", "answered", "corrected"])
def test_asks_for_the_window(service, session, of_json, field):
    service.script(of_json(page([row(1)], 1)))
    [answer] = march(session, f"{service.url}/mirror/", field=field)
    assert answer.kind == "questions-list"
    [(path, query)] = service.asked
    assert path == "/mirror/api/writtenquestions/questions"
    assert query == {
        f"{field}WhenFrom": ["2031-03-01"],
        f"{field}WhenTo": ["2031-03-31"],
        "answeringBodies": ["29", "54"],
        "house": ["Bicameral"],
        "includeWithdrawn": ["true"],
        "skip": ["0"],
        "take": ["100"],
    }


def test_reads_all_pages(service, session, of_json):
    rows = [row(number) for number in range(5)]
    service.answer = lambda path, query: of_json(page(rows[int(query["skip"][0]) :][:2], 5))
    assert len(list(march(session, service.url, take=2))) == 3
    assert [query["skip"] for _, query in service.asked] == [["0"], ["2"], ["4"]]


def test_a_service_that_hands_out_fewer_rows_loses_none(service, session, of_json):
    rows = [row(number) for number in range(5)]
    service.answer = lambda path, query: of_json(page(rows[int(query["skip"][0]) :][:2], 5))
    answers = list(march(session, service.url, take=100))
    assert [record.id for answer in answers for record in parse_questions(answer.body).records] == [*range(5)]


def test_a_window_without_questions_is_one_page(service, session, of_json):
    service.script(of_json(page([], 0)))
    assert len(list(march(session, service.url))) == 1


def test_rows_pushed_down_by_a_new_one_are_counted_once(service, session, of_json):
    service.script(
        of_json(page([row(1), row(2)], 3)), of_json(page([row(2), row(3)], 4)), of_json(page([], 4))
    )
    pages = march(session, service.url, take=2)
    with pytest.raises(SourceFailure, match="4 rows, 3 came") as failure:
        list(pages)
    assert failure.value.kind == "count mismatch"


def test_a_row_that_goes_away_pulls_another_out_of_sight(service, session, of_json):
    service.script(of_json(page([row(1), row(2)], 4)), of_json(page([row(4)], 3)))
    with pytest.raises(SourceFailure, match="4 rows, 3 came"):
        list(march(session, service.url, take=2))


def test_a_total_that_is_too_low_does_not_end_the_reading(service, session, of_json):
    rows = [row(number) for number in range(5)]
    service.answer = lambda path, query: of_json(page(rows[int(query["skip"][0]) :][:2], 1))
    assert len(list(march(session, service.url, take=100))) == 4, "the last one has nothing new"


def test_a_service_that_gives_the_same_page_for_ever_is_left(service, session, of_json):
    service.answer = lambda path, query: of_json(page([row(1), row(2)], 500))
    with pytest.raises(SourceFailure, match="500 rows, 2 came"):
        list(march(session, service.url, take=2))
    assert len(service.asked) == 2


@pytest.mark.parametrize("total", [3, 100])
def test_a_total_that_is_not_reached_is_told_after_the_last_page(service, session, of_json, total):
    service.script(of_json(page([row(1), row(2)], total)), of_json(page([], total)))
    pages = march(session, service.url, take=2)
    assert [parse_questions(answer.body).records[0].id for answer in (next(pages),)] == [1]
    next(pages)
    with pytest.raises(SourceFailure, match="count mismatch"):
        next(pages)


def test_a_row_without_id_is_left_to_the_parser(service, session, of_json):
    service.script(of_json(page([row(1), {"value": {}}], 2)))
    [answer] = march(session, service.url)
    assert [rejected.item for rejected in parse_questions(answer.body).rejected] == ["questions[1]"]


@pytest.mark.parametrize(
    "answer", [[], {"results": []}, {"totalResults": 1}, {"results": 5, "totalResults": 5}]
)
def test_an_answer_that_is_no_list_is_a_failure(service, session, of_json, answer):
    service.script(of_json(answer))
    with pytest.raises(SourceFailure, match="not the list asked for"):
        list(march(session, service.url))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (9000001, "/p/api/writtenquestions/questions/9000001"),
        ("9000001", "/p/api/writtenquestions/questions/9000001"),
        (("2031-02-03", "HL90001"), "/p/api/writtenquestions/questions/2031-02-03/HL90001"),
    ],
)
def test_fetch_question(service, session, of_json, key, path):
    service.script(of_json(row(9000001)))
    assert fetch_question(session, f"{service.url}/p", key).kind == "question"
    assert service.asked == [(path, {})]


@pytest.mark.parametrize(
    ("start", "end", "windows"),
    [
        ("2031-02-10", "2031-02-10", [("2031-02-10", "2031-02-10")]),
        ("2031-12-30", "2032-01-02", [("2031-12-30", "2031-12-31"), ("2032-01-01", "2032-01-02")]),
        (
            "2032-01-31",
            "2032-03-01",
            [("2032-01-31", "2032-01-31"), ("2032-02-01", "2032-02-29"), ("2032-03-01", "2032-03-01")],
        ),
        ("2031-03-02", "2031-03-01", []),
    ],
)
def test_month_windows(start, end, windows):
    assert month_windows(start, end) == windows


def of_list(**more):
    return json.dumps(page([row(1, **more)], 1)).encode()


@pytest.mark.parametrize(
    ("more", "is_truncated"),
    [
        ({"questionText": "q" * 254}, False),
        ({"questionText": "q" * 255}, True),
        ({"answerText": "a" * 255 + "..."}, True),
        ({"answerText": "a" * 252 + "..."}, True),
        ({"answerText": "Work goes on..."}, False),
        ({"answerText": "a" * 258}, False),
        ({"answerText": None}, False),
    ],
)
def test_a_cut_list_row_is_known(more, is_truncated):
    [question] = parse_questions(of_list(**more)).records
    assert (question.is_truncated, question.is_full, question.source) == (is_truncated, False, "list")


def test_a_single_answer_is_full_whatever_its_length():
    [question] = parse_questions(json.dumps(row(1, questionText="q" * 255)).encode()).records
    assert (question.is_truncated, question.is_full, question.source) == (False, True, "detail")


TEXTS = ["answeringBodyName", "answerText", "heading", "house", "uin"]
DATES = ["dateTabled", "dateForAnswer", "dateAnswered", "dateAnswerCorrected", "dateHoldingAnswer"]
NUMBERS = ["askingMemberId", "answeringBodyId", "answeringMemberId", "correctingMemberId"]
OTHERS = ["askingMember", "answeringMember", "answerIsHolding", "groupedQuestions", "attachments"]


@pytest.mark.parametrize(
    ("field", "absent"),
    [
        *((field, None) for field in TEXTS + DATES + NUMBERS + OTHERS),
        *((field, "") for field in TEXTS + DATES + NUMBERS),
    ],
)
def test_absent_fields_never_raise(field, absent):
    parsed = parse_questions(of_list(**{field: absent}))
    assert len(parsed.records) == 1
    assert parsed.rejected == parsed.unknown_fields == ()


@pytest.mark.parametrize("body", [b"", b"{", b"5", b'"x"', b"null", b'{"results": 5}', b'{"Overview": {}}'])
def test_another_shape_is_an_error(body):
    with pytest.raises(WrongShape):
        parse_questions(body)


LIST_ANSWER = "t" * 255 + "..."


@pytest.mark.parametrize("shape", ["list", "array", "single"])
def test_a_list_row_is_known_without_the_list_around_it(shape):
    rows = [row(1, answerText=LIST_ANSWER), row(2, answerText="Yes."), row(3, questionText="q" * 255)]
    body = {"list": page(rows, 3), "array": rows, "single": rows[0]}[shape]
    records = parse_questions(json.dumps(body).encode()).records
    assert [record.is_full for record in records] == [False] * len(records)
    assert [record.is_truncated for record in records] == [True, False, True][: len(records)]


@pytest.mark.parametrize(
    "more",
    [
        {"questionText": "q" * 255},
        {"questionText": "q" * 255, "answerText": "<p>Yes.</p>"},
        {"answerText": f"<p>{'t' * 248}...</p>"},
        {"answerText": "t" * 400 + "..."},
    ],
    ids=["unanswered", "question of 255", "answer of 258 with markup", "longer than a row"],
)
@pytest.mark.parametrize("shape", ["array", "single"])
def test_a_single_answer_is_never_taken_for_a_row(shape, more):
    body = [row(1, **more)] if shape == "array" else row(1, **more)
    [record] = parse_questions(json.dumps(body).encode()).records
    assert (record.is_full, record.is_truncated) == (True, False)


def test_single_answers_saved_among_rows_stay_full():
    rows = [row(1, answerText=LIST_ANSWER), row(2, answerText="<p>Yes.</p>")]
    records = parse_questions(json.dumps(rows).encode()).records
    assert [record.is_full for record in records] == [False, True]


@pytest.mark.parametrize(
    "more", [{"dateTabled": "2030-01-01T00:00:00"}, {"answeringBodyId": 17}, {"dateTabled": None}]
)
def test_a_service_that_ignores_the_filter_is_not_read_to_its_end(service, session, of_json, more):
    service.script(of_json(page([row(number, **more) for number in range(100)], 900_000)))
    with pytest.raises(SourceFailure, match="did not filter"):
        list(march(session, service.url))
    assert len(service.asked) == 1


def test_one_odd_row_among_those_asked_for_is_no_failure(service, session, of_json):
    rows = [row(number, dateTabled="2031-03-31T00:00:00", answeringBodyId=29) for number in range(30)]
    service.script(of_json(page([*rows, row(30, answeringBodyId=17)], 31)))
    assert len(list(march(session, service.url))) == 1


def test_no_e_mail_address_and_no_wrapped_link_gets_through():
    wrapped = (
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fqna.example%2Fa%20b.pdf"
        "&data=05%7C01%7Cann.official%40dwp.example.gov.uk%7C"
    )
    full = row(
        1,
        questionText=f"To ask, with reference to {wrapped} and to ann.official@dwp.example.gov.uk, how many.",
        answerText=f'<p>See <a href="{wrapped}">this</a> or <a href="mailto:b@dwp.gov.uk">write</a>.</p>',
        heading="Cases: c@dwp.example.gov.uk",
        attachments=[
            {"url": wrapped, "title": "From d@dwp.example.gov.uk"},
            {"url": "https://x/e@dwp.gov.uk"},
        ],
    )
    [question] = parse_questions(json.dumps(full).encode()).records
    assert not any(trace in repr(question) for trace in ("dwp.", "%40", "safelinks"))
    assert question.question_text.startswith("To ask, with reference to https://qna.example/a b.pdf and to [")
    assert '<a href="https://qna.example/a b.pdf">this</a> or write.' in question.answer_html
    assert question.attachments[0].url == "https://qna.example/a%20b.pdf"
    assert question.attachments[1].url.startswith("https://x/[e-mail%20address")

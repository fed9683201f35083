"""The weekly run when a service answers, but not what it should: what is kept, told, and made good later."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

OCTOBER = r"writtenquestions/questions\?.*tabledWhenFrom=2025-10-01"
QUESTION = 1900072  # answered in October 2025, corrected in November
DETAIL = rf"writtenquestions/questions/{QUESTION}$"
STATEMENTS = r"writtenstatements/statements\?.*madeWhenFrom=2025-10-01"
DEBATE = r"/debates/debate/"
OF_SOURCE = {
    "questions": DETAIL,
    "statements": r"writtenstatements/statements/\d+$",
    "hansard": DEBATE,
    "members": r"members/api/Members/9006$",
}
TABLES = {
    "questions": "questions",
    "statements": "statements",
    "hansard": "contributions",
    "members": "members",
}


def sources_of(source: str) -> list[str]:
    return [source] if source != "members" else ["questions", "members"]


def total(number: int) -> Callable[[Any], object]:
    return lambda body: body.update(totalResults=body["totalResults"] + number)


def few_at_a_time(target: str) -> str:
    return target.replace("take=100", "take=2")


# Rows that move while a list is read


@pytest.mark.parametrize("skip", [1, 3], ids=["one comes in at the top", "one goes away at the top"])
def test_rows_that_move_while_paging_are_read_again_in_the_same_run(collected, parliament, unbroken, skip):
    parliament.edit(
        OCTOBER + ".*skip=2&",
        total(2 - skip),
        ask=lambda target: few_at_a_time(target).replace("skip=2&", f"skip={skip}&"),
        times=1,
    )
    parliament.spoil(OCTOBER, ask=few_at_a_time)
    assert not collected.run("questions").failed
    first_pages = [target for target in parliament.requests if re.search(OCTOBER + ".*skip=0&", target)]
    assert len(first_pages) == 2, "the list was read twice"
    assert collected.content == unbroken("questions").content
    assert collected.windows == unbroken("questions").windows


def test_rows_that_never_stand_still_leave_their_window_to_the_next_run(collected, parliament, unbroken):
    parliament.spoil(
        OCTOBER + ".*skip=2&", ask=lambda target: few_at_a_time(target).replace("skip=2&", "skip=3&")
    )
    parliament.spoil(OCTOBER, ask=few_at_a_time)
    assert collected.run("questions").failed == ["questions"]
    assert collected.newest_runs()["questions"][:2] == ("failed", "count mismatch")
    assert unbroken("questions").windows - collected.windows == {"questions: tabled 2025-10"}
    missing = unbroken("questions").table("questions") - collected.table("questions")
    assert len(missing) <= 1, "what came is kept, and fetched in full"
    parliament.mend()
    assert not collected.run("questions", since=None).failed
    assert collected.content == unbroken("questions").content


# Numbers of rows that are wrong


@pytest.mark.parametrize(
    ("source", "window", "address"),
    [("questions", "tabled 2025-10", OCTOBER), ("statements", "made 2025-10", STATEMENTS)],
)
def test_a_total_that_is_too_high_leaves_the_window_open(
    collected, parliament, unbroken, source, window, address
):
    parliament.edit(address, total(1))
    assert collected.run(source).failed == [source]
    outcome, failure, message = collected.newest_runs()[source]
    assert (outcome, failure) == ("failed", "count mismatch")
    assert window in message
    assert unbroken(source).windows - collected.windows == {f"{source}: {window}"}
    assert collected.watermark(source) == "2025-09-30", "the last day before anything is missing"
    assert collected.content == unbroken(source).content, "what came is kept, and fetched in full"
    parliament.mend()
    assert not collected.run(source, since=None).failed
    assert collected.windows == unbroken(source).windows
    assert collected.watermark(source) == "2025-12-31"
    assert collected.content == unbroken(source).content


@pytest.mark.parametrize("pages", [lambda target: target, few_at_a_time], ids=["one page", "many pages"])
def test_a_total_that_is_too_low_loses_nothing(collected, parliament, unbroken, pages):
    parliament.edit(OCTOBER, lambda body: body.update(totalResults=1), ask=pages)
    assert not collected.run("questions").failed
    assert collected.content == unbroken("questions").content


def test_rows_given_twice_are_counted_once(collected, parliament, unbroken):
    def twice(body):
        body["results"] = [row for row in body["results"] for _ in range(2)]

    parliament.edit(OCTOBER, twice)
    assert not collected.run("questions").failed
    assert collected.content == unbroken("questions").content


# Fields that are new, missing, null or of another type


@pytest.mark.parametrize("source", OF_SOURCE)
def test_new_fields_are_kept_raw_and_counted(collected, parliament, unbroken, source):
    def add(body):
        value = body.get("value") or body["Overview"]
        value["brandNew"] = {"what": "nobody expected"}

    parliament.edit(OF_SOURCE[source], add)
    only = sources_of(source)
    assert not collected.run(*only).failed
    counted = collected.archived("select source, field, seen from unknown_fields")
    assert counted == [(source, "brandNew", counted[0][2])]
    assert counted[0][2] >= 1
    kept = collected.archived("select count(*) from raw")[0]
    assert kept == unbroken(*only).archived("select count(*) from raw")[0]
    for table in TABLES.values():
        assert collected.table(table) == unbroken(*only).table(table)


NULLABLE = (
    "askingMember", "answeringMember", "answeringMemberId", "answerIsHolding", "answerIsCorrection",
    "correctingMemberId", "correctingMember", "dateAnswered", "answerText", "dateAnswerCorrected",
    "dateHoldingAnswer", "heading", "uin", "answeringBodyName", "attachments", "groupedQuestions",
)  # fmt: skip


@pytest.mark.parametrize("how", ["null", "missing"])
def test_fields_that_are_null_or_missing_cost_no_record(collected, parliament, unbroken, how):
    def strip(body):
        for name in NULLABLE:
            body["value"].pop(name)
            if how == "null":
                body["value"][name] = None

    parliament.edit(DETAIL, strip)
    assert not collected.run("questions").failed
    assert collected.archived("select count(*) from quarantine") == [(0,)]
    told = "select answer_text, date_answered, heading, uin from questions where id = "
    assert collected.rows(told + str(QUESTION)) == [(None, None, None, None)]
    others = f"select * from questions where id != {QUESTION} order by id"
    assert collected.rows(others) == unbroken("questions").rows(others)
    parliament.mend()
    collected.run("questions", since=None)
    assert collected.table("questions") == unbroken("questions").table("questions")


WRONG = [
    ("questions", DETAIL, "value", {"dateTabled": 5}, "dateTabled is a number, not text"),
    ("questions", DETAIL, "value", {"id": None}, "id is missing"),
    ("questions", DETAIL, "value", {"answerText": ["<p>"]}, "answerText is a list, not text"),
    ("questions", DETAIL, "value", {"askingMemberId": {}}, "askingMemberId is an object, not a whole number"),
    ("statements", OF_SOURCE["statements"], "value", {"dateMade": "soon"}, "dateMade is 'soon', not a date"),
    ("hansard", DEBATE, "Overview", {"House": 7}, "House is 7, not a House"),
    ("members", OF_SOURCE["members"], "value", {"id": "abc"}, "id is text, not a whole number"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "address", "key", "wrong", "reason"), WRONG)
def test_an_item_of_the_wrong_type_is_quarantined_and_the_run_goes_on(
    collected, parliament, unbroken, source, address, key, wrong, reason
):
    parliament.edit(address, lambda body: body[key].update(wrong))
    only = sources_of(source)
    report = collected.run(*only)
    assert not report.failed
    found = collected.archived("select source, reason, url from quarantine")
    assert {row[:2] for row in found} == {(source, reason)}
    assert report.counts[source].quarantined == len(found)
    assert all(re.search(address, url, re.IGNORECASE) for _, _, url in found)
    published = collected.rows("select source, item, reason, url from quarantine")
    assert [(row[0], row[2]) for row in published] == [(source, reason)] * len(found)
    assert "raw" not in {column[1] for column in collected.rows("pragma table_info(quarantine)")}
    if source != "members":  # whose names stand beside what they said
        for table in {"questions", "statements", "contributions"} - {TABLES[source]}:
            assert collected.table(table) == unbroken(*only).table(table)

    parliament.mend()
    assert not collected.run(*only, since=None).failed
    assert collected.content == unbroken(*only).content


def test_what_is_quarantined_is_kept_word_for_word(collected, parliament):
    odd = {"totalResults": 1, "results": [{"value": {"id": "x", "questionText": "£ “now”"}, "links": []}]}
    parliament.spoil(OCTOBER, lambda reply: replace(reply, body=odd))
    collected.run("questions")
    [(item, reason, raw)] = collected.archived("select item, reason, raw from quarantine")
    assert (item, reason) == ("questions[0] id x", "id is text, not a whole number")
    assert json.loads(zlib.decompress(raw)) == odd["results"][0]


def test_bytes_that_are_no_text_are_quarantined_as_they_are(collected, parliament):
    body = json.dumps({"odd": "x"}).encode("utf-16")
    parliament.spoil(DETAIL, lambda reply: replace(reply, body=body))
    collected.run("questions")
    [(raw,)] = collected.archived("select raw from quarantine")
    assert zlib.decompress(raw) == body


def test_a_row_of_the_wrong_type_keeps_its_window_open(collected, parliament, unbroken):
    def spoil(body):
        row = next(row for row in body["results"] if row["value"]["id"] == QUESTION)
        row["value"]["uin"] = ["44206"]

    parliament.edit(r"writtenquestions/questions\?", _if_there(spoil))
    collected.run("questions")
    missing = unbroken("questions").table("questions") - collected.table("questions")
    assert {row[0] for row in missing} == {QUESTION}
    left = unbroken("questions").windows - collected.windows
    assert left == {
        f"questions: {name}" for name in ("tabled 2025-10", "answered 2025-10", "corrected 2025-11")
    }
    parliament.mend()
    collected.run("questions", since=None)
    assert collected.content == unbroken("questions").content


def _if_there(edit):
    def careful(body):
        if any(row["value"]["id"] == QUESTION for row in body["results"]):
            edit(body)

    return careful

"""The weekly run when a service answers, but not what it should: what is kept, told, and made good later."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
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


def edited(edit: Callable[[Any], object]):
    """Return a change that edits the JSON of an answer in place."""

    def change(reply):
        body = deepcopy(reply.body)
        edit(body)
        return replace(reply, body=body)

    return change


def sources_of(source: str) -> list[str]:
    return [source] if source != "members" else ["questions", "members"]


def total(number: int) -> Callable[[Any], object]:
    return lambda body: body.update(totalResults=body["totalResults"] + number)


def few_at_a_time(target: str) -> str:
    return target.replace("take=100", "take=2")


# Rows that move while a list is read


@pytest.mark.parametrize("skip", [1, 3], ids=["one comes in at the top", "one goes away at the top"])
def test_rows_that_move_while_paging_are_read_again_in_the_same_run(collected, parliament, unbroken, skip):
    parliament.spoil(
        OCTOBER + ".*skip=2&",
        edited(total(2 - skip)),
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
    parliament.spoil(address, edited(total(1)))
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
    parliament.spoil(OCTOBER, edited(lambda body: body.update(totalResults=1)), ask=pages)
    assert not collected.run("questions").failed
    assert collected.content == unbroken("questions").content


def test_rows_given_twice_are_counted_once(collected, parliament, unbroken):
    def twice(body):
        body["results"] = [row for row in body["results"] for _ in range(2)]

    parliament.spoil(OCTOBER, edited(twice))
    assert not collected.run("questions").failed
    assert collected.content == unbroken("questions").content


# Fields that are new, missing, null or of another type


@pytest.mark.parametrize("source", OF_SOURCE)
def test_new_fields_are_kept_raw_and_counted(collected, parliament, unbroken, source):
    def add(body):
        value = body.get("value") or body["Overview"]
        value["brandNew"] = {"what": "nobody expected"}

    parliament.spoil(OF_SOURCE[source], edited(add))
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

    parliament.spoil(DETAIL, edited(strip))
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
    parliament.spoil(address, edited(lambda body: body[key].update(wrong)))
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

    parliament.spoil(r"writtenquestions/questions\?", edited(_if_there(spoil)))
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


@pytest.mark.parametrize("source", ["questions", "statements", "hansard"])
@pytest.mark.parametrize("body", [{"odd": 1}, None], ids=["odd", "gone"])
def test_a_record_that_can_not_be_had_is_asked_for_again(collected, parliament, unbroken, source, body):
    status = 404 if body is None else 200
    parliament.spoil(OF_SOURCE[source], lambda reply: replace(reply, status=status, body=body or {}))
    report = collected.run(source)
    assert not report.failed
    assert report.counts[source].quarantined > 0
    assert collected.content != unbroken(source).content
    parliament.mend()
    assert not collected.run(source, since=None).failed
    assert collected.content == unbroken(source).content


def test_a_record_that_is_gone_for_good_is_not_asked_for_for_ever(collected, parliament):
    parliament.spoil(OF_SOURCE["statements"], lambda reply: replace(reply, status=404, body={}))
    asked = []
    for month, day in ((11, 30), (12, 1), (12, 31)):
        as_of = date(2025, month, day)
        at = datetime(2025, month, day, 6, tzinfo=UTC)
        collected.run("statements", since=date(2025, 9, 1) if month == 11 else None, as_of=as_of, at=at)
        asked.append(sum(bool(re.search(OF_SOURCE["statements"], target)) for target in parliament.requests))
    at = datetime(2026, 1, 20, 6, tzinfo=UTC)
    collected.run("statements", since=None, as_of=date(2026, 1, 20), at=at)
    assert asked[0] == asked[1] > 0, "a day later it may be there again"
    assert not any(re.search(OF_SOURCE["statements"], target) for target in parliament.requests)


# What changes between two runs


def test_an_answer_corrected_between_two_runs_keeps_what_it_said_before(collected, unbroken):
    collected.run("questions", as_of=date(2025, 10, 31))
    told = f"select state, answer_text from answer_versions where question_id = {QUESTION} order by version"
    [(_, before)] = collected.rows(told)
    assert "205 of the 250" in before
    assert not collected.run("questions", since=None).failed
    versions = collected.rows(told)
    assert [state for state, _ in versions] == ["final", "corrected"]
    assert versions[0][1] == before
    assert "195 of the 250" in versions[1][1]
    assert collected.table("questions") == unbroken("questions").table("questions")
    when = ("raw_hash", "version", "first_seen", "last_seen")
    newest = unbroken("questions").table("answer_versions", without=when)
    assert newest < collected.table("answer_versions", without=when)


def test_a_transcript_revised_between_two_runs_is_read_again(collected, parliament, unbroken):
    day = date(2025, 11, 8)
    collected.run("hansard", as_of=day)
    before = collected.table("contributions")

    def revise(body):
        body["Overview"]["ContentLastUpdated"] = "2025-11-12T10:00:00"
        for item in body["Items"]:
            item["Value"] = (item["Value"] or "").replace("child maintenance", "CHILD MAINTENANCE")

    parliament.spoil(DEBATE, edited(revise))
    collected.run("hansard", since=None, as_of=date(2025, 11, 20))
    after = collected.table("contributions")
    assert {row[0] for row in after} == {row[0] for row in before}, "the same things said"
    assert any("CHILD MAINTENANCE" in str(row) for row in after - before)
    assert collected.archived("select count(*) from raw where kind = 'debate'")[0][0] > len(
        collected.table("debates")
    ), "both texts are in the archive"


# Answers with nothing in them


def nothing(body):
    body.update(totalResults=0, results=[])


LISTS = r"(writtenquestions/questions|writtenstatements/statements)\?"


def test_a_run_that_yields_nothing_takes_nothing_away_and_is_told(collected, parliament, unbroken):
    only = ("questions", "statements", "hansard")
    collected.run(*only)
    parliament.spoil(LISTS, edited(nothing))
    parliament.spoil(r"calendar\.json", lambda reply: replace(reply, body=[]))
    parliament.spoil(r"/search/", edited(lambda body: body.update(Results=[], TotalResultCount=0)))
    collected.run(*only, as_of=date(2026, 1, 1))
    assert collected.rows("select key from snapshot where value = '2026-01-01'") == [("as_of",)]
    for table in ("questions", "statements", "debates", "contributions"):
        assert collected.table(table, without=()) == unbroken(*only).table(table, without=())
    told = collected.newest_runs()
    assert {source: told[source][:2] for source in only} == dict.fromkeys(only, ("failed", "empty"))
    assert "has none now" in told["questions"][2]
    parliament.mend()
    assert not collected.run(*only, since=None, as_of=date(2026, 1, 2)).failed


@pytest.mark.parametrize("source", ["questions", "hansard"])
def test_a_first_reading_with_nothing_in_it_is_not_believed(collected, parliament, unbroken, source):
    parliament.spoil(LISTS, edited(nothing))
    parliament.spoil(r"calendar\.json", lambda reply: replace(reply, body=[]))
    parliament.spoil(r"/search/", edited(lambda body: body.update(Results=[], TotalResultCount=0)))
    as_of = date(2026, 2, 28)  # every month has settled
    collected.run(source, as_of=as_of)
    assert collected.table(TABLES[source]) == set()
    parliament.mend()
    assert not collected.run(source, since=None, as_of=as_of).failed
    assert collected.table(TABLES[source]) == unbroken(source, as_of=as_of).table(TABLES[source])

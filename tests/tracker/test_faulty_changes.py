"""Records that can't be had, answers that change between two runs, and answers with nothing in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

QUESTION = 1900072  # answered in October 2025, corrected in November
DEBATE = r"/debates/debate/"
OF_SOURCE = {
    "questions": rf"writtenquestions/questions/{QUESTION}$",
    "statements": r"writtenstatements/statements/\d+$",
    "hansard": DEBATE,
}
TABLES = {"questions": "questions", "hansard": "contributions"}


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

    parliament.edit(DEBATE, revise)
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
    parliament.edit(LISTS, nothing)
    parliament.spoil(r"calendar\.json", lambda reply: replace(reply, body=[]))
    parliament.edit(r"/search/", lambda body: body.update(Results=[], TotalResultCount=0))
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
    parliament.edit(LISTS, nothing)
    parliament.spoil(r"calendar\.json", lambda reply: replace(reply, body=[]))
    parliament.edit(r"/search/", lambda body: body.update(Results=[], TotalResultCount=0))
    as_of = date(2026, 2, 28)  # every month has settled
    collected.run(source, as_of=as_of)
    assert collected.table(TABLES[source]) == set()
    parliament.mend()
    assert not collected.run(source, since=None, as_of=as_of).failed
    assert collected.table(TABLES[source]) == unbroken(source, as_of=as_of).table(TABLES[source])

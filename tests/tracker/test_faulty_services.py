"""The weekly run when a service does not answer as it should: what is stored, what is said, what comes next.

Every fault costs the window it strikes and nothing else: the other records are there, the run is told to have
failed and by what, and the next run makes it good, to the content of a run to which nothing ever happened.
"""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from db.archive import Archive
from scrapers.session import PoliteSession
from tracker import weekly
from tracker.collect import Source

JSON = "application/json"
HTML = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"

# One address of each source that a run from September to December asks for, and the window that needs it.
ADDRESSES = {
    "questions": (r"writtenquestions/questions\?.*answeredWhenFrom=2025-10-01", "answered 2025-10"),
    "statements": (r"writtenstatements/statements\?.*madeWhenFrom=2025-10-01", "made 2025-10"),
    "hansard": (r"overview/calendar\.json\?.*month=10&house=Commons", "Commons 2025-10"),
    "members": (r"members/api/Members/9006/Biography", "member 9006"),
}


def answers(status, body, content_type=JSON, **more):
    return lambda reply: replace(reply, status=status, body=body, content_type=content_type, **more)


def truncated(reply):
    return replace(reply, body=reply.data[: len(reply.data) // 2])


def breaks_off(reply):
    return replace(reply, breaks_off=True)


FAULTS = {
    "html with status 200": ("html instead of json", answers(200, HTML, "text/html")),
    "html called json": ("html instead of json", answers(200, HTML)),
    "truncated json": ("wrong schema", truncated),
    "connection reset half way": ("refused", breaks_off),
    "500": ("server error", answers(500, {"title": "An error occurred", "status": 500})),
    "500 inside a 200": ("server error", answers(200, {"status": 500})),
    "503 html": ("server error", answers(503, HTML, "text/html")),
    "429": ("rate limited", answers(429, {}, headers={"Retry-After": "0"})),
    "429 for an hour": ("rate limited", answers(429, {}, headers={"Retry-After": "3600"})),
    "403": ("refused", answers(403, {})),
    "400": ("bad request", answers(400, {"title": "Bad Request"})),
    "nothing": ("empty", answers(200, b"")),
}


SHORT = ("html with status 200", "500", "truncated json", "connection reset half way", "429")
CASES = [
    (source, fault) for source in ADDRESSES for fault in FAULTS if source == "questions" or fault in SHORT
]


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A session that waits a moment and tries twice, so that a fault which lasts is told soon."""
    monkeypatch.setattr(weekly, "PoliteSession", partial(PoliteSession, timeout=0.4, retries=1))


def sources_of(source: str) -> list[str]:
    return [source] if source != "members" else ["questions", "members"]


@pytest.mark.parametrize(("source", "fault"), CASES)
def test_a_failing_address_costs_its_window_and_the_next_run_makes_it_good(
    collected, parliament, unbroken, source, fault
):
    kind, change = FAULTS[fault]
    address, window = ADDRESSES[source]
    only = sources_of(source)
    parliament.spoil(address, change)
    assert collected.run(*only).failed == [source]
    outcome, failure, message = collected.newest_runs()[source]
    assert (outcome, failure) == ("failed", kind)
    assert re.search(address, message), "the message says where"
    assert window in message
    assert collected.archived("select count(*) from quarantine") == [(0,)], "no record was at fault"
    missing = unbroken(*only).windows - collected.windows
    assert f"{source}: {window}" in missing
    expected = (f"{source}: {window}", "hansard: debate")  # a month of Hansard has its days and debates
    assert all(name.startswith(expected) for name in missing)
    if source != "members":
        assert collected.watermark(source) in ("2025-09-30", None), "what was read completely"

    parliament.mend()
    assert not collected.run(*only, since=None).failed
    assert collected.newest_runs()[source] == ("done", None, None)
    assert collected.windows == unbroken(*only).windows
    assert collected.content == unbroken(*only).content


def test_an_address_that_comes_too_late_is_a_time_out(collected, parliament, unbroken):
    parliament.spoil(ADDRESSES["questions"][0], lambda reply: replace(reply, delay=0.6))
    collected.run("questions")
    assert collected.newest_runs()["questions"][:2] == ("failed", "timeout")
    parliament.mend()
    collected.run("questions", since=None)
    assert collected.content == unbroken("questions").content


@pytest.mark.parametrize("fault", ["429", "500", "500 inside a 200", "503 html", "connection reset half way"])
def test_what_passes_is_tried_again_in_the_same_run(collected, parliament, unbroken, fault):
    parliament.spoil(ADDRESSES["questions"][0], FAULTS[fault][1], times=1)
    report = collected.run("questions")
    assert not report.failed
    assert report.counts["questions"].requests == len(parliament.requests)
    assert collected.content == unbroken("questions").content


def test_retry_after_is_waited_for(collected, parliament):
    change = answers(429, {}, headers={"Retry-After": "1"})
    parliament.spoil(ADDRESSES["statements"][0], change, times=1)
    started = time.monotonic()
    assert not collected.run("statements").failed
    assert time.monotonic() - started >= 1


def test_a_search_term_that_always_fails_costs_nothing_but_itself(collected, parliament, unbroken):
    parliament.spoil(r"/search/contributions/Spoken.*child\+support\+agency", FAULTS["500"][1])
    assert collected.run("hansard").failed == ["hansard"]
    outcome, failure, message = collected.newest_runs()["hansard"]
    assert (outcome, failure) == ("failed", "server error")
    assert "Spoken: child support agency" in message
    assert collected.table("contributions") == unbroken("hansard").table("contributions")
    missing = unbroken("hansard").windows - collected.windows
    months = {
        f"hansard: {house} 2025-{month}" for house in ("Commons", "Lords") for month in ("09", 10, 11, 12)
    }
    assert missing == months, "asked again next time; the days and debates of them are not"
    parliament.mend()
    assert not collected.run("hansard", since=None).failed
    assert not any("/debates/debate/" in target for target in parliament.requests)
    assert collected.content == unbroken("hansard").content


@pytest.mark.parametrize("source", ["questions", "statements", "hansard"])
def test_a_service_that_is_down_is_left_alone_after_three_failures(collected, parliament, source):
    routes = {"questions": "writtenquestions", "statements": "writtenstatements", "hansard": "/hansard/"}
    parliament.spoil(routes[source], FAULTS["500"][1])
    report = collected.run("questions", "statements", "hansard")
    assert report.failed == [source]
    assert len([target for target in parliament.requests if routes[source] in target]) <= 8
    assert report.counts[source].failure == "server error"


def test_a_service_that_ignores_what_it_is_asked_is_noticed(collected, parliament):
    parliament.spoil(
        ADDRESSES["questions"][0],
        ask=lambda target: re.sub(r"(answeringBodies|answeredWhen\w+)=", "x=", target),
    )
    collected.run("questions")
    outcome, failure, message = collected.newest_runs()["questions"]
    assert (outcome, failure) == ("failed", "bad request")
    assert "did not filter" in message


def test_an_error_that_nobody_foresaw_stops_its_source_alone(collected, monkeypatch):
    def trip(run):
        raise AttributeError("'NoneType' object has no attribute 'x'")

    monkeypatch.setitem(weekly.SOURCES, "statements", Source(trip, lambda run: 0))
    assert collected.run("questions", "statements", "hansard").failed == ["statements"]
    assert collected.newest_runs()["statements"][:2] == ("failed", "AttributeError")


def test_days_left_out_are_not_counted_as_read(collected):
    collected.run("questions", as_of=date(2025, 9, 30))
    assert collected.watermark("questions") == "2025-09-30"
    collected.run("questions", since=date(2025, 12, 1))
    assert collected.watermark("questions") == "2025-09-30", "October and November were never read"
    collected.run("questions", since=None)
    assert collected.watermark("questions") == "2025-12-31"


def test_a_month_read_from_its_middle_on_is_read_whole_by_the_next_run(collected, parliament, unbroken):
    as_of = date(2026, 2, 28)  # the month has long settled
    collected.run("questions", since=date(2025, 12, 15), as_of=as_of)
    collected.run("questions", since=None, as_of=as_of)
    assert any("tabledWhenFrom=2025-12-01" in target for target in parliament.requests)
    since = date(2025, 12, 1)
    assert collected.table("questions") == unbroken("questions", since=since, as_of=as_of).table("questions")


def test_a_first_month_that_fails_is_not_forgotten(collected, parliament, unbroken):
    parliament.spoil(r"tabledWhenFrom=2025-09-01", FAULTS["500"][1])
    collected.run("questions")
    parliament.mend()
    collected.run("questions", since=None)
    assert collected.content == unbroken("questions").content


def test_an_archived_answer_that_no_longer_can_be_read_does_not_block_the_tracker(collected):
    archive = Archive(collected.directory, now=lambda: "2025-01-01T00:00:00")
    archive.set_fact("made by", "demo")
    archive.store("question", "https://x.example/1", b'{"odd": 1}')
    archive.close()
    assert not collected.run("statements").failed
    assert collected.table("statements")


def test_the_service_is_told_who_asks(parliament, collected, monkeypatch):
    agents: set[str] = set()
    handler = parliament._server.RequestHandlerClass
    original = handler.do_GET

    def note(self) -> None:
        agents.add(self.headers["User-Agent"])
        original(self)

    monkeypatch.setattr(handler, "do_GET", note)
    collected.run("statements")
    assert len(agents) == 1
    assert "the demo, on this machine" in agents.pop()


def test_a_members_service_that_knows_nobody_has_failed(collected, parliament):
    parliament.spoil(r"members/api/", answers(404, {}))
    assert collected.run("questions", "members").failed == ["members"]
    outcome, failure, message = collected.newest_runs()["members"]
    assert (outcome, failure) == ("failed", "not found")
    assert "knows none of" in message
    parliament.mend()
    assert not collected.run("members", since=None).failed


def test_debates_are_found_by_term_where_the_calendar_is_gone(collected, parliament):
    parliament.spoil(r"overview/calendar", answers(404, {}))
    parliament.spoil(r"contributions/Corrections", answers(404, {}))
    assert collected.run("hansard").failed == ["hansard"]
    assert collected.rows("select count(*) > 0 from debates") == [(1,)]
    parliament.faults.pop(0)
    assert not collected.run("hansard", since=None).failed, "the search of corrections is a supplement"

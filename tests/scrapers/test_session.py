from __future__ import annotations

import logging
import time
from datetime import UTC, datetime

import pytest

from scrapers.failures import RequestCapReached, SourceFailure, retry_after_seconds
from scrapers.session import LONGEST_WAIT, PoliteSession, user_agent

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def polite(clock):
    return PoliteSession(
        contact="tests@example.org", timeout=5, clock=clock, sleep=clock.sleep, now=lambda: NOON
    )


def test_answer_comes_verbatim_with_address_and_time(service, session, reply):
    service.script(reply(b' {"a": [1]}\n'))
    answer = session.get_json("question", f"{service.url}/x", {"answeringBodies": [29, 54], "take": 100})
    assert answer.body == b' {"a": [1]}\n'
    assert answer.url == f"{service.url}/x?answeringBodies=29&answeringBodies=54&take=100"
    assert (answer.kind, answer.status) == ("question", 200)
    assert answer.content_type.startswith("application/json")
    assert datetime.fromisoformat(answer.fetched_at).utcoffset().total_seconds() == 0


def test_time_of_the_answer_is_utc_to_the_second(service, polite):
    assert polite.get_json("x", service.url).fetched_at == "2031-03-04T12:00:00+00:00"


def test_says_who_asks(service, session):
    session.get_json("x", service.url)
    assert service.agents == [user_agent("tests@example.org")]
    assert user_agent("tests@example.org").startswith("cms-tracker/")
    assert user_agent("tests@example.org").endswith(" (+tests@example.org)")
    assert user_agent(None).endswith(" (no contact given)")


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("html instead of json", {"body": b"<!DOCTYPE html><p>Just a moment", "content_type": "text/html"}),
        ("html instead of json", {"body": b"<html>Checking your browser</html>"}),
        ("wrong schema", {"body": b'{"totalResults": 3, "results": [{"val'}),
        ("empty", {"body": b" \n"}),
        ("not found", {"body": b"{}", "status": 404}),
        ("bad request", {"body": b'{"title": "Bad Request"}', "status": 400}),
        ("refused", {"body": b"{}", "status": 403}),
    ],
)
def test_what_another_attempt_would_not_help_fails_at_once(service, session, reply, kind, options):
    service.script(reply(**options))
    with pytest.raises(SourceFailure) as failure:
        session.get_json("question", f"{service.url}/y", {"take": 1})
    assert failure.value.kind == kind
    assert failure.value.url == f"{service.url}/y?take=1"
    assert service.url in str(failure.value)
    assert session.requests == 1


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("rate limited", {"body": b"{}", "status": 429}),
        ("server error", {"body": b"oh no", "status": 500}),
        ("server error", {"body": b"<html>", "status": 503, "content_type": "text/html"}),
        ("server error", {"body": b'{"title": "An error occurred", "status": 500}'}),
        ("refused", {"body": b"", "resets": True}),
        ("refused", {"body": b'{"a": 1', "headers": {"Content-Length": "100"}}),
    ],
)
def test_what_may_pass_is_tried_again(service, session, reply, kind, options, caplog):
    service.script(*[reply(**options)] * 2, reply(b"[1]"))
    with caplog.at_level(logging.WARNING, "scrapers.session"):
        assert session.get_json("x", service.url).body == b"[1]"
    assert session.requests == 3
    assert [record.message.split(":")[0] for record in caplog.records] == [kind, kind]


def test_gives_up_after_the_retries_with_growing_waits(service, polite, clock, reply):
    service.script(*[reply(b"", status=500)] * 5)
    with pytest.raises(SourceFailure, match="server error"):
        polite.get_json("x", service.url)
    assert clock.slept == [2, 4, 8, 16]
    assert polite.requests == 5


def test_no_pace_means_no_back_off(service, session, clock, reply):
    service.script(reply(b"", status=500), reply(b"[]"))
    session.get_json("x", service.url)
    assert sum(clock.slept) == 0


@pytest.mark.parametrize("pace", [0, 1])
@pytest.mark.parametrize("header", ["7", "Tue, 04 Mar 2031 12:00:07 GMT"])
def test_retry_after_is_always_honoured(service, clock, reply, pace, header):
    session = PoliteSession(contact=None, pace=pace, clock=clock, sleep=clock.sleep, now=lambda: NOON)
    service.script(reply(b"{}", status=429, headers={"Retry-After": header}), reply(b"{}"))
    session.get_json("x", service.url)
    assert clock.slept == [7]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("soon", None),
        ("0", 0),
        ("-5", 0),
        ("86400", 86400),
        ("Tue, 04 Mar 2031 11:00:00 GMT", 0),
        ("Tue, 04 Mar 2031 12:00:30 GMT", 30),
    ],
)
def test_retry_after_forms(header, seconds):
    assert retry_after_seconds(header, NOON) == seconds


def test_a_wait_too_long_for_a_run_is_left_for_the_next_one(service, session, clock, reply):
    service.script(reply(b"{}", status=429, headers={"Retry-After": str(LONGEST_WAIT + 1)}), reply(b"{}"))
    with pytest.raises(SourceFailure, match="slow down"):
        session.get_json("x", service.url)
    assert clock.slept == []
    assert len(service.asked) == 1


def test_time_out_is_told_from_a_refusal(service, clock, reply):
    def dawdle(path, query):
        time.sleep(0.3)
        return reply(b"{}")

    service.answer = dawdle
    session = PoliteSession(contact=None, pace=0, timeout=0.05, retries=1, clock=clock, sleep=clock.sleep)
    with pytest.raises(SourceFailure, match="no answer in time") as failure:
        session.get_json("x", service.url)
    assert failure.value.kind == "timeout"


def test_an_answer_that_trickles_in_is_cut_off(service, reply):
    service.script(*[reply(b"[" + b" " * 200_000 + b"]")] * 2)
    ticks = iter(range(1000, 100_000, 40))
    session = PoliteSession(contact=None, pace=0, timeout=5, retries=0, clock=lambda: next(ticks))
    with pytest.raises(SourceFailure, match="takes too long") as failure:
        session.get_json("x", service.url)
    assert failure.value.kind == "timeout"


@pytest.mark.parametrize("body", [b"<a><b>1</b>", b"<a>&nothing;</a>", b"no xml", b'{"a": 1}'])
def test_xml_that_is_cut_or_none_is_told(service, session, reply, body):
    service.script(reply(body, content_type="application/xml"))
    with pytest.raises(SourceFailure, match="can't be read") as failure:
        session.get("x", service.url, expect="xml")
    assert failure.value.kind == "wrong schema"


def test_xml_comes_verbatim(service, session, reply):
    body = b'\xef\xbb\xbf<?xml version="1.0"?>\n<a>1</a>\n'
    service.script(reply(body, content_type="application/xml"))
    assert session.get("x", service.url, expect="xml").body == body


def test_a_failure_names_the_whole_address(session):
    with pytest.raises(SourceFailure) as failure:
        session.get_json("x", "http://127.0.0.1:9/a", {"skip": 100})
    assert failure.value.url == "http://127.0.0.1:9/a?skip=100"


def test_nobody_there(session):
    with pytest.raises(SourceFailure) as failure:
        session.get_json("x", "http://127.0.0.1:9/")
    assert failure.value.kind == "refused"


def test_an_address_that_is_none(session):
    with pytest.raises(SourceFailure) as failure:
        session.get_json("x", "no-scheme/path")
    assert failure.value.kind == "bad request"


def test_waits_between_requests_to_one_host_only(service, polite, clock):
    other = service.url.replace("127.0.0.1", "localhost")
    polite.get_json("x", service.url)
    polite.get_json("x", other)
    assert clock.slept == []
    clock.seconds += 0.25
    polite.get_json("x", service.url)
    assert clock.slept == [0.75]


def test_stops_at_the_cap_of_the_run(service, clock):
    session = PoliteSession(contact=None, pace=0, request_cap=2, clock=clock, sleep=clock.sleep)
    session.get_json("x", service.url)
    session.get_json("x", service.url)
    with pytest.raises(RequestCapReached, match="2 requests"):
        session.get_json("x", service.url)
    assert session.requests == len(service.asked) == 2

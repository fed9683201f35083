"""The weekly run when a service misbehaves: what is lost, what is said, what the next run makes good."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.archive import FILE as ARCHIVE
from db.archive import Archive
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.collect import start_of
from tracker.demo.run import sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import Report, weekly_run

SINCE = date(2025, 9, 1)
AS_OF = date(2025, 12, 31)
Answer = tuple[int, str, Any]
JSON = "application/json"


class Faulty(SampleParliament):
    """The sample parliament, with one kind of address that answers otherwise than it should."""

    fault: tuple[str, Callable[[str], Answer]] | None = None

    def respond(self, target: str) -> Answer:
        if self.fault and re.search(self.fault[0], target):
            self.requests.append(target)
            return self.fault[1](target)
        return super().respond(target)


@pytest.fixture(scope="module")
def served():
    with Faulty() as parliament:
        yield parliament


@pytest.fixture
def parliament(served):
    served.requests.clear()
    served.fault = None
    return served


@pytest.fixture
def run(parliament, tmp_path) -> Callable[..., Report]:
    settings = load_settings({"data": str(tmp_path)}, environment={}, folder=tmp_path)

    def run(*only: str, since: date | None = SINCE, as_of: date = AS_OF, fault=None) -> Report:
        parliament.fault = fault
        return weekly_run(
            sample_settings(settings, parliament, tmp_path, as_of=as_of), since=since, only=only
        )

    return run


def rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


def mark(directory: Path, source: str = "questions") -> str | None:
    return dict(rows(directory / ARCHIVE, "select source, done_to from watermarks")).get(source)


OCTOBER = r"writtenquestions/questions\?.*answeredWhenFrom=2025-10-01"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ((200, "text/html", "<html>Just a moment</html>"), "html instead of json"),
        ((500, JSON, {}), "server error"),
        ((200, JSON, {"odd": 1}), "not json"),
        ((200, JSON, {"status": 500}), "server error"),
    ],
    ids=["html", "500", "other json", "500 inside"],
)
def test_a_window_that_fails_stops_the_watermark_and_the_next_run_makes_it_good(run, tmp_path, answer, kind):
    report = run("questions", fault=(OCTOBER, lambda target: answer))
    assert report.failed == ["questions"]
    assert kind in report.counts["questions"].message
    assert mark(tmp_path) == "2025-09-30", "the last month that was read completely"
    assert not run("questions").failed
    assert mark(tmp_path) == "2025-12-31"
    broken = content_fingerprint(tmp_path / FILE)
    (tmp_path / ARCHIVE).unlink()
    run("questions")
    assert content_fingerprint(tmp_path / FILE) == broken


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("questions", r"writtenquestions/questions/\d+"),
        ("statements", r"writtenstatements/statements/\d+"),
        ("hansard", r"/debates/debate/"),
    ],
)
@pytest.mark.parametrize("answer", [(404, JSON, {}), (200, JSON, {"odd": 1})], ids=["gone", "odd"])
def test_a_record_that_can_not_be_had_is_quarantined_and_the_run_goes_on(
    run, tmp_path, source, address, answer
):
    since = date(2023, 7, 1) if source != "questions" else SINCE
    report = run(source, since=since, fault=(address, lambda target: answer))
    assert not report.failed
    assert report.counts[source].quarantined > 0
    assert rows(tmp_path / FILE, "select distinct source from quarantine") == [(source,)]
    assert rows(tmp_path / FILE, f"select outcome, quarantined from runs where source = '{source}'") == [
        ("done", report.counts[source].quarantined)
    ]
    assert rows(tmp_path / FILE, "select count(*) from questions where not is_truncated and source = 'detail'"
                ) == [(0,)]  # fmt: skip
    assert not run(source, since=since).failed
    assert run(source, since=since).counts[source].new == 0, "the run before made it good"


def test_a_service_that_ignores_what_it_is_asked_is_noticed(run, parliament):
    def unfiltered(target: str) -> Answer:
        return SampleParliament.respond(
            parliament, re.sub(r"(answeringBodies|answeredWhen\w+)=", "x=", target)
        )

    report = run("questions", fault=(OCTOBER, unfiltered))
    assert "did not filter" in report.counts["questions"].message


def test_days_left_out_are_not_counted_as_read(run, tmp_path):
    run("questions", as_of=date(2025, 9, 30))
    assert mark(tmp_path) == "2025-09-30"
    run("questions", since=date(2025, 12, 1))
    assert mark(tmp_path) == "2025-09-30", "October and November were never read"
    run("questions", since=None)
    assert mark(tmp_path) == "2025-12-31"


def test_a_watermark_in_the_future_does_not_stop_the_reading(run, tmp_path, parliament):
    run("questions", as_of=date(2026, 12, 31))
    parliament.requests.clear()
    run("questions", since=None)
    assert any("tabledWhenFrom=2025-12-" in target for target in parliament.requests)


def test_a_first_run_without_since_starts_where_the_topic_says(run, tmp_path):
    archive = Archive(tmp_path, now=lambda: "2025-01-01T00:00:00")
    topic = type("Topic", (), {"since": "2022-01-01"})()
    assert start_of(archive, "questions", topic, None, AS_OF) == "2022-01-01"
    archive.close()


def test_an_archived_answer_that_no_longer_can_be_read_does_not_block_the_tracker(run, tmp_path):
    archive = Archive(tmp_path, now=lambda: "2025-01-01T00:00:00")
    archive.store("question", "https://x.example/1", b'{"odd": 1}')
    archive.close()
    assert not run("statements").failed
    assert (tmp_path / FILE).exists()


def test_the_service_is_told_who_asks(parliament, run, monkeypatch):
    agents: set[str] = set()
    handler = parliament._server.RequestHandlerClass
    original = handler.do_GET

    def note(self) -> None:
        agents.add(self.headers["User-Agent"])
        original(self)

    monkeypatch.setattr(handler, "do_GET", note)
    run("statements")
    assert len(agents) == 1
    assert "the demo, on this machine" in agents.pop()

"""Petitions of the sample parliament, collected as two weekly runs would."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.publish import FILE
from db.verify import verify
from tracker.demo.run import sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import Report, weekly_run

SEARCHES = [
    "/petitions/petitions.json?state=all&q=child+maintenance&count=50",
    "/petitions/petitions.json?state=all&q=child+support+agency&count=50",
]
PAST = [address.replace("/petitions/petitions", "/petitions/archived/petitions") for address in SEARCHES]


@pytest.fixture(scope="module")
def served():
    with SampleParliament() as parliament:
        yield parliament


@pytest.fixture
def run(served, tmp_path) -> Callable[[str], Report]:
    settings = load_settings({}, environment={}, folder=tmp_path)

    def run(day: str) -> Report:
        served.as_of = day
        served.requests.clear()
        settings_then = sample_settings(settings, served, tmp_path, as_of=date.fromisoformat(day))
        return weekly_run(settings_then, only=["petitions"], sample=sample_of(served, day))

    return run


def rows(directory: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(directory / FILE)) as db:
        return db.execute(sql).fetchall()


def test_petitions_about_the_topic_are_kept_in_every_state(run, tmp_path):
    assert run("2025-10-31").failed == []
    assert rows(
        tmp_path,
        """select id, state, is_archived, signatures, rejection, date_responded, date_debated
           from petitions order by id""",
    ) == [
        (640106, "closed", 1, 13377, None, "2023-10-16", None),
        (700101, "open", 0, 10240, None, None, None),
        (700102, "closed", 0, 104512, None, "2025-03-24", "2025-07-07"),
        (700103, "open", 0, 5, None, None, None),
        (700104, "rejected", 0, 5, "duplicate", None, None),
    ]


def test_a_response_is_the_governments_word_and_its_promises_are_found(run, tmp_path):
    run("2025-10-31")
    run("2025-12-31")
    assert rows(
        tmp_path,
        """select first_date, source_type, source_id, deadline_text, deadline_latest
           from commitments order by first_date""",
    ) == [
        ("2025-03-24", "petition", 700102, "From September 2026", "2026-09-30"),
        ("2025-11-20", "petition", 700101, "by 30 June 2026", "2026-06-30"),
    ]
    assert rows(tmp_path, "select distinct answering_body, member_id, house from commitments") == [
        ("Department for Work and Pensions", None, None)
    ]
    assert verify(tmp_path / FILE).faults == ()


def test_a_second_run_asks_only_for_what_changed(run, served):
    run("2025-10-31")
    details = ["700104", "700103", "700102", "700101"]
    assert served.requests == [
        SEARCHES[0], *(f"/petitions/petitions/{number}.json" for number in details), SEARCHES[1],
        PAST[0], "/petitions/archived/petitions/640106.json", PAST[1],
    ]  # fmt: skip
    run("2025-11-07")
    assert served.requests == [*SEARCHES, *PAST], "more signatures alone are no reason; a new month is"
    report = run("2025-11-21")
    assert served.requests == [SEARCHES[0], "/petitions/petitions/700101.json", SEARCHES[1]]
    assert report.counts["petitions"].new == 0


def test_the_same_day_again_finds_nothing_new(run, served):
    run("2025-12-31")
    report = run("2025-12-31")
    assert served.requests == SEARCHES
    assert (report.counts["petitions"].new, report.counts["petitions"].updated) == (0, 0)


def test_signatures_are_those_of_the_newest_list(run, tmp_path):
    run("2025-12-08")
    run("2025-12-31")
    assert rows(tmp_path, "select signatures, fetched_from from petitions where id = 700101") == [
        (12004, "sample-parliament:/petitions/petitions/700101.json")
    ]


def test_without_the_list_of_earlier_parliaments_the_main_one_is_whole(faulty_server, tmp_path):
    faulty_server.mend()
    faulty_server.as_of = "2025-12-31"
    faulty_server.spoil("/archived/petitions.json", lambda reply: replace(reply, status=404))
    settings = load_settings({}, environment={}, folder=tmp_path)
    asked = sample_settings(settings, faulty_server, tmp_path, as_of=date(2025, 12, 31))
    report = weekly_run(asked, only=["petitions"], sample=sample_of(faulty_server, "2025-12-31"))
    faulty_server.mend()
    assert (report.failed, report.counts["petitions"].quarantined) == ([], 2)
    assert rows(tmp_path, "select count(*) from petitions where not is_archived") == [(4,)]
    reasons = rows(tmp_path, "select reason from quarantine")
    assert all("there is no such list: not found" in reason for (reason,) in reasons)


def test_the_petitioner_is_nowhere_in_the_tracker(run, tmp_path):
    run("2025-12-31")
    published = (tmp_path / FILE).read_bytes()
    assert b"arrears" in published
    for name in (b"Farthing-Bell", b"Okonjo-Hale", b"Wrexcombe", b"Stainmoor", b"Quill"):
        assert name not in published

"""How many requests a run makes: at most as many as it may, one at a time, none of them twice."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from scrapers.session import PoliteSession
from tracker.cli import cli
from tracker.collect import Collector, Source
from tracker.weekly import SOURCES, in_turn

ALL = ("questions", "statements", "hansard", "members")


@pytest.mark.parametrize(
    ("sources", "since", "cap"),
    [(ALL, date(2025, 9, 1), 40), (tuple(SOURCES), date(2025, 11, 1), 60)],
    ids=["four sources", "every source"],
)
def test_capped_runs_go_on_where_the_last_one_stopped(collected, parliament, unbroken, sources, since, cap):
    progress, made = [], 0
    for number in range(20):
        report = collected.run(*sources, max_requests=cap, since=None if number else since)
        made += len(parliament.requests)
        assert len(parliament.requests) <= cap
        assert collected.content, "each run publishes what it has"
        progress.append(collected.archived("select count(*) from sightings")[0][0])
        if not report.failed:
            break
        assert {report.counts[source].outcome for source in report.failed} == {"capped"}
    assert not report.failed
    assert len(progress) > 2
    assert progress == sorted(set(progress)), "each run stores something that was not there"
    whole = unbroken(*sources, since=since)
    assert collected.content == whole.content
    [(needed,)] = whole.archived("select sum(requests) from runs")
    assert made < 2 * needed, "most is not asked for again"


def test_a_run_given_its_first_day_every_time_goes_on_too(collected, unbroken):
    for _ in range(20):
        if not collected.run(*ALL, max_requests=40).failed:
            break
    assert collected.content == unbroken(*ALL).content


def test_a_capped_run_says_so(collected):
    collected.run(*ALL, max_requests=10)
    runs = collected.newest_runs()
    assert [runs[source][0] for source in ALL] == ["capped"] * 4
    assert "a run may make 10 requests" in (runs["questions"][2] or "")
    assert collected.archived("select requests from runs order by id") == [(10,), (0,), (0,), (0,)]


@pytest.mark.parametrize(
    ("capped", "expected"),
    [
        ([], ["a", "b", "c", "members"]),
        ([("b", 9), ("c", 0), ("members", 0)], ["c", "a", "b", "members"]),
        ([("b", 0), ("c", 0), ("members", 0)], ["b", "c", "a", "members"]),
        ([("c", 9), ("members", 0)], ["a", "b", "members", "c", "members"]),
        ([("c", 9)], ["a", "b", "members", "c", "members"]),
        ([("members", 9)], ["a", "b", "c", "members"]),
        ([("gone", 9)], ["a", "b", "c", "members"]),
    ],
)
def test_whoever_used_the_cap_up_gives_way_to_the_others(capped, expected):
    assert in_turn(["a", "b", "c", "members"], capped) == expected


def test_a_source_without_end_does_not_keep_the_others_from_being_read(collected, monkeypatch):
    def without_end(run: Collector) -> None:
        while True:
            run.session.get_json("x", f"{run.settings.petitions_url}/petitions.json")

    monkeypatch.setitem(SOURCES, "questions", Source(without_end, lambda run: 0))
    for _ in range(3):
        collected.run("questions", "statements", "members", max_requests=60)
    assert collected.archived("select source, outcome from runs order by id") == [
        ("questions", "capped"), ("statements", "capped"), ("members", "done"),  # nobody was named yet
        ("statements", "done"), ("questions", "capped"), ("members", "capped"),
        ("statements", "done"), ("members", "done"), ("questions", "capped"), ("members", "done"),
    ]  # fmt: skip


def test_the_open_window_of_a_capped_run_stays_open(collected, unbroken):
    collected.run("questions", max_requests=12)
    assert collected.windows < unbroken("questions").windows
    assert collected.watermark("questions") in (None, "2025-09-30")


def test_the_cap_is_a_setting_and_the_exit_code_is_1(parliament, tmp_path):
    directory = tmp_path / "data"
    code, output = command(
        parliament, directory, "update", "--since", "2025-11-01", CMS_TRACKER_MAX_REQUESTS="15"
    )
    assert code == 1
    assert "did not finish: questions" in output
    assert "capped" in output
    assert len(parliament.requests) == 15
    assert (directory / FILE).exists()
    code, output = command(parliament, directory, "status")
    assert "a run may make 15 requests" in output


def test_a_dry_run_asks_for_nothing_and_writes_nothing(parliament, tmp_path):
    code, output = command(parliament, tmp_path / "new", "update", "--dry-run", "--since", "2025-11-01")
    assert code == 0
    assert "questions: 2025-11-01 to 2025-12-31, at least 6 requests" in output
    assert [line.split(":")[0] for line in output.splitlines()] == [*SOURCES, "in all"]
    assert not (tmp_path / "new").exists()
    assert parliament.requests == []


def test_a_dry_run_leaves_a_directory_as_it_is(parliament, unbroken, tmp_path):
    directory = copytree(unbroken(*ALL).directory, tmp_path / "real")
    with closing(sqlite3.connect(directory / ARCHIVE)) as db, db:
        db.execute("delete from facts where key = 'made by'")  # as of real records, which may be planned for
    before, made = contents(directory), len(parliament.requests)
    code, output = command(parliament, directory, "update", "--dry-run")
    assert code == 0
    assert "a run makes at most 5000" in output
    assert contents(directory) == before
    assert len(parliament.requests) == made


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_one_request_at_a_time_and_none_of_them_twice(collected, parliament):
    collected.run(*ALL)
    assert len(set(parliament.requests)) == len(parliament.requests)
    assert parliament.busiest == 1


def test_requests_to_one_host_keep_their_distance(parliament):
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    session = PoliteSession(contact=None, pace=0.5, clock=lambda: now[0], sleep=sleep)
    for number in range(3):
        session.get_json(
            "question", f"{parliament.url}/questions-statements/api/writtenquestions/questions/190007{number}"
        )
    assert slept == [0.5, 0.5]


def test_what_has_not_changed_is_served_from_the_archive(collected, parliament):
    """The service is told what is had, and says "304": what it does not send is read from the archive."""
    told: list[str] = []

    def unchanged(reply):
        told.append("asked")
        return replace(reply, status=304, body=b"", headers={"ETag": '"v1"'})

    parliament.spoil("calendar", lambda reply: replace(reply, headers={"ETag": '"v1"'}))
    collected.run("hansard")
    before = collected.content
    parliament.mend()
    parliament.spoil("calendar.*year=2025", unchanged)
    assert not collected.run("hansard", as_of=date(2026, 1, 1)).failed
    assert told
    assert collected.table("contributions")
    parliament.mend()
    collected.run("hansard", since=None)
    assert collected.content == before


@pytest.mark.parametrize("kind", ["html instead of json", "wrong schema", "empty"])
def test_what_could_not_be_read_is_never_told_to_be_had(collected, parliament, kind):
    bodies = {"html instead of json": b"<html></html>", "wrong schema": b'{"odd": 1}', "empty": b""}
    bad = {"ETag": '"bad"'}
    parliament.spoil("writtenquestions", lambda reply: replace(reply, body=bodies[kind], headers=bad))
    collected.run("questions")
    assert collected.archived("select count(*) from sightings where etag is not null") == [(0,)]


def command(parliament, directory: Path, *arguments: str, **more: str) -> tuple[int, str]:
    environment = parliament.addresses | {
        "CMS_TRACKER_PACE": "0",
        "CMS_TRACKER_AS_OF": "2025-12-31",
        "CMS_TRACKER_CONTACT": "tests@example.org",
        **more,
    }
    result = CliRunner().invoke(cli, ["--db", str(directory), *arguments], env=os.environ | environment)
    return result.exit_code, result.output


def test_the_archive_and_the_tracker_of_a_capped_run_can_be_read(collected):
    collected.run(*ALL, max_requests=30)
    assert (collected.directory / ARCHIVE).exists()
    assert content_fingerprint(collected.directory / FILE)
    assert (
        collected.rows("pragma integrity_check") == collected.archived("pragma integrity_check") == [("ok",)]
    )

"""Each source in turn is down, as a person at the command line meets it: the others are done all the same."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.cli import cli
from tracker.weekly import SOURCES

HTML = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"
FAULTS = {
    "500": lambda reply: replace(reply, status=500, content_type="text/plain", body=b"oh no"),
    "html": lambda reply: replace(reply, status=200, content_type="text/html", body=HTML),
    "truncated": lambda reply: replace(reply, status=200, body=reply.data[: len(reply.data) // 2]),
}
KINDS = {"html": "html instead of json", "truncated": "wrong schema"}


def update(parliament, directory: Path, *more: str) -> tuple[int, str]:
    return command(parliament, directory, "update", "--since", "2025-11-01", *more)


def command(parliament, directory: Path, *arguments: str) -> tuple[int, str]:
    environment = parliament.addresses | {
        "CMS_TRACKER_PACE": "0",
        "CMS_TRACKER_AS_OF": "2025-12-31",
        "CMS_TRACKER_CONTACT": "tests@example.org",
    }
    result = CliRunner().invoke(cli, ["--db", str(directory), *arguments], env=os.environ | environment)
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def asked(faulty_server, tmp_path_factory) -> dict[str, set[str]]:
    """What each source asks for that no other one does."""
    faulty_server.mend()
    targets: dict[str, set[str]] = {}
    for source in SOURCES:
        faulty_server.requests.clear()
        only = () if source == "members" else ("--only", source)  # it looks up whoever the others named
        code, output = update(faulty_server, tmp_path_factory.mktemp(source), *only)
        assert code == 0, output
        targets[source] = set(faulty_server.requests)
    return {
        source: own - set().union(*(targets[name] for name in targets if name not in (source, "members")))
        for source, own in targets.items()
    }


@pytest.fixture(scope="module")
def content(faulty_server, tmp_path_factory) -> str:
    """The content of a run to which nothing happens."""
    directory = tmp_path_factory.mktemp("whole")
    faulty_server.mend()
    code, output = update(faulty_server, directory)
    assert code == 0, output
    return content_fingerprint(directory / FILE)


def spoil(parliament, targets: set[str], fault) -> None:
    assert targets, "it asks for something"
    for target in targets:
        parliament.spoil(f"^{re.escape(target)}$", fault)


def runs(directory: Path) -> dict[str, tuple[str, str | None]]:
    with closing(sqlite3.connect(directory / FILE)) as db:
        rows = db.execute("select source, outcome, failure from runs order by id").fetchall()
    return {source: (outcome, failure) for source, outcome, failure in rows}


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_that_is_down_costs_nothing_but_itself(parliament, asked, content, tmp_path, source):
    spoil(parliament, asked[source], FAULTS["500"])
    code, output = update(parliament, tmp_path)
    told = runs(tmp_path)
    assert told.pop(source) == ("failed", "server error")
    assert {name: row for name, row in told.items() if row[0] != "done"} == {}
    assert list(told) == [name for name in SOURCES if name != source]
    assert code == 1
    assert f"did not finish: {source}." in output
    code, output = command(parliament, tmp_path, "status")
    assert code == 1
    assert re.search(rf"^{source}\s+failed", output, re.MULTILINE)

    parliament.mend()
    code, output = update(parliament, tmp_path)
    assert code == 0, output
    assert content_fingerprint(tmp_path / FILE) == content


@pytest.mark.parametrize("fault", ["html", "truncated"])
@pytest.mark.parametrize("source", SOURCES)
def test_what_is_no_data_is_told_from_a_service_that_fails(parliament, asked, tmp_path, source, fault):
    spoil(parliament, asked[source], FAULTS[fault])
    beside = "questions" if source != "questions" else "statements"
    code, _ = update(parliament, tmp_path, "--only", beside, "--only", source)
    assert code == 1
    assert runs(tmp_path)[source] == ("failed", KINDS[fault])
    assert runs(tmp_path)[beside][0] == "done"


def test_no_address_is_asked_for_twice_in_a_run(parliament, tmp_path):
    code, output = update(parliament, tmp_path)
    assert code == 0, output
    twice = {target for target in parliament.requests if parliament.requests.count(target) > 1}
    assert twice == set()
    assert parliament.busiest == 1, "one request at a time"


def test_a_second_run_has_nothing_new_and_stores_nothing(parliament, tmp_path):
    update(parliament, tmp_path)
    first, before = len(parliament.requests), stored(tmp_path)
    parliament.requests.clear()
    code, output = command(parliament, tmp_path, "update")
    assert code == 0, output
    assert stored(tmp_path) == before
    assert len(parliament.requests) < first / 2, "only what may have changed"
    assert len(set(parliament.requests)) == len(parliament.requests)
    report = re.findall(r"^(\w+) +(\d+) +(\d+) ", output, re.MULTILINE)
    assert [row for row in report if row[1:] != ("0", "0")] == []
    assert [name for name, *_ in report] == list(SOURCES)


def stored(directory: Path) -> list[tuple]:
    with closing(sqlite3.connect(directory / ARCHIVE)) as db:
        return db.execute("select hash from raw order by 1").fetchall()

"""The weekly run against the sample parliament: twice, killed, with a source down, beside another run."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.demo.server import SampleParliament
from tracker.weekly import SOURCES
from tracker.workspace import LOCK

AS_OF = "2025-12-31"


@pytest.fixture(scope="module")
def served():
    with SampleParliament(as_of=AS_OF) as parliament:
        yield parliament


@pytest.fixture
def parliament(served):
    served.requests.clear()
    return served


@pytest.fixture(scope="module")
def unbroken(served, tmp_path_factory):
    """A directory that one whole run has filled; tests that write to it work on a copy."""
    directory = tmp_path_factory.mktemp("unbroken")
    code, _, err = update(served, directory)
    assert code == 0, err
    return directory


def start(parliament: SampleParliament, directory: Path, *arguments: str, **more: str) -> subprocess.Popen:
    environment = os.environ | parliament.addresses | {
        "CMS_TRACKER_PACE": "0",
        "CMS_TRACKER_AS_OF": AS_OF,
        "CMS_TRACKER_CONTACT": "tests@example.org",
        **more,
    }  # fmt: skip
    command = [sys.executable, "-m", "tracker", "--db", str(directory), *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def update(parliament, directory, *arguments, **more) -> tuple[int, str, str]:
    return finish(start(parliament, directory, "update", "--since", "2023-07-01", *arguments, **more))


def runs(directory: Path) -> list[tuple]:
    db = sqlite3.connect(directory / FILE)
    rows = db.execute("select source, outcome, new, updated from runs order by id").fetchall()
    db.close()
    return rows


@pytest.mark.parametrize("requests_before_death", [5, 120, 200])
def test_a_run_killed_half_way_is_made_good_by_the_next(
    parliament, unbroken, tmp_path, requests_before_death
):
    victim = start(parliament, tmp_path / "killed", "update", "--since", "2023-07-01")
    while len(parliament.requests) < requests_before_death and victim.poll() is None:
        time.sleep(0.002)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    assert not (tmp_path / "killed" / FILE).exists(), "killed before it could publish"
    code, _, err = update(parliament, tmp_path / "killed")
    assert code == 0, err
    assert content_fingerprint(tmp_path / "killed" / FILE) == content_fingerprint(unbroken / FILE)
    assert "interrupted" in {outcome for _, outcome, *_ in runs(tmp_path / "killed")}


def test_a_second_run_finds_nothing_new_and_changes_nothing(parliament, unbroken, tmp_path):
    directory = shutil.copytree(unbroken, tmp_path / "copy")
    code, out, _ = finish(start(parliament, directory, "update"))
    assert code == 0
    assert content_fingerprint(directory / FILE) == content_fingerprint(unbroken / FILE)
    assert all(new == updated == 0 for _, _, new, updated in runs(directory)[len(SOURCES) :])
    assert len(parliament.requests) < 60, "asks only for what may have changed"
    assert "Sample" not in out


def test_one_source_down_does_not_stop_the_others(parliament, tmp_path):
    code, _, err = update(parliament, tmp_path, CMS_TRACKER_HANSARD_URL=f"{parliament.url}/nowhere")
    assert code == 1
    assert "hansard" in err
    outcomes = {source: outcome for source, outcome, *_ in runs(tmp_path)}
    assert outcomes == dict.fromkeys(SOURCES, "done") | {"hansard": "failed"}
    code, _, err = finish(start(parliament, tmp_path, "status"))
    assert code == 1
    assert "hansard" in err
    code, *_ = update(parliament, tmp_path)
    assert code == 0, "the next run makes it good"


def test_a_second_run_at_once_leaves_with_a_message(parliament, tmp_path):
    with FileLock(tmp_path / LOCK):
        code, _, err = update(parliament, tmp_path)
    assert code == 1
    assert "another run is at work" in err


def test_only_reads_the_source_named(parliament, tmp_path):
    code, *_ = update(parliament, tmp_path, "--only", "statements")
    assert code == 0
    assert {source for source, *_ in runs(tmp_path)} == {"statements"}


def test_a_dry_run_asks_for_nothing_and_writes_nothing(parliament, tmp_path):
    code, out, _ = update(parliament, tmp_path / "new", "--dry-run")
    assert code == 0
    assert "questions: 2023-07-01 to 2025-12-31, at least 90 requests" in out
    assert parliament.requests == []
    assert not (tmp_path / "new").exists()


def test_a_dry_run_refuses_the_demos_directory_as_the_run_does(parliament, demo_directory):
    code, out, err = update(parliament, demo_directory, "--dry-run")
    assert (code, out) == (1, "")
    assert "holds the sample parliament" in err


def test_update_and_import_refuse_the_demos_directory(parliament, demo_directory, tmp_path):
    code, _, err = update(parliament, demo_directory)
    assert code == 1
    assert "holds the sample parliament" in err
    code, _, err = finish(start(parliament, demo_directory, "import", str(tmp_path / "x.json")))
    assert code == 1
    assert "holds the sample parliament" in err

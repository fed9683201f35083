"""The tracker is a function of the archive: made afresh it is the same, and only changed texts are read."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from nlp import pipeline
from tracker import workspace
from tracker.cli import cli
from tracker.demo.run import sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import weekly_run


@pytest.fixture
def directory(demo_directory, tmp_path) -> Path:
    """A copy of the demo's databases that a test may change."""
    for path in demo_directory.glob("*.db*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def rebuild(directory: Path, *options: str):
    return CliRunner().invoke(cli, ["--db", str(directory), *options, "rebuild"])


def test_rebuilt_after_two_runs_the_content_is_the_same(directory):
    before = content_fingerprint(directory / FILE)
    result = rebuild(directory)
    assert result.exit_code == 0, result.output
    assert f"content hash {before}, before {before}" in result.output
    assert content_fingerprint(directory / FILE) == before


@pytest.mark.parametrize("damage", ["deleted", "garbage"])
def test_a_lost_tracker_is_made_again(directory, damage):
    path = directory / FILE
    before = content_fingerprint(path)
    path.unlink()
    if damage == "garbage":
        path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    assert rebuild(directory, "--as-of", "2025-12-31").exit_code == 0
    assert content_fingerprint(path) == before


def test_a_tracker_changed_by_hand_is_told_and_replaced(directory):
    path = directory / FILE
    before = content_fingerprint(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("update commitments set action = 'resign'")
        db.commit()
    result = rebuild(directory)
    assert result.exit_code == 1
    assert "differs from what was published before" in result.output
    assert content_fingerprint(path) == before


def test_without_an_archive_it_says_what_to_do(tmp_path):
    result = rebuild(tmp_path)
    assert result.exit_code == 1
    assert "there is no archive" in result.output
    assert not list(tmp_path.iterdir())


def test_only_new_and_changed_texts_are_analysed(tmp_path, monkeypatch):
    analysed: list[str] = []

    def counting(documents):
        for document in documents:
            analysed.append(document.id)
            yield from pipeline.analyse([document])

    monkeypatch.setattr(workspace, "analyse", counting)
    settings = load_settings({"data": str(tmp_path)}, environment={}, folder=tmp_path)
    with SampleParliament() as parliament:

        def run(day: str) -> set[str]:
            analysed.clear()
            parliament.as_of = day
            as_of = date.fromisoformat(day)
            weekly_run(
                sample_settings(settings, parliament, tmp_path, as_of=as_of),
                since=date(2025, 7, 1),
                only=["questions", "members"],
            )
            return set(analysed)

        first = run("2025-10-31")
        second = run("2025-12-31")
    with closing(sqlite3.connect(tmp_path / ARCHIVE)) as db:
        changed = {
            key.split()[1]
            for key, versions in db.execute(
                "select key, count(*) from items where key like 'WrittenQuestion % full' group by key"
            )
            if versions > 1
        }
    assert changed, "the sample has answers that change between the two days"
    assert first, "the first run reads everything"
    assert second & first <= changed
    assert first - changed, "and the others are copied"

"""The main job on real records, where they are beside the project."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from db.fingerprint import content_fingerprint
from db.publish import FILE
from db.verify import verify
from tracker.importing import import_run
from tracker.settings import load_settings


@pytest.fixture(scope="module")
def files(shared) -> list[Path]:
    real = shared / "real"
    return [
        real / "questions_list_cms.json",
        real / "questions_single_cms.json",
        *sorted((shared / "seeds").glob("002_*.txt")),
        *sorted((real / "parlparse").glob("*.xml")),
    ]


@pytest.fixture(scope="module")
def directory(files, tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("real")
    results = import_run(settings(directory), files, everything=False)
    assert [item.error for item in results if item.error] == []
    assert sum(item.counts.quarantined for item in results) == 0
    return directory


def settings(directory: Path):
    as_of = date(2026, 1, 1).isoformat()
    return load_settings({"data": str(directory), "as_of": as_of}, environment={}, folder=directory)


def rows(directory: Path, sql: str) -> list[tuple]:
    db = sqlite3.connect(directory / FILE)
    found = db.execute(sql).fetchall()
    db.close()
    return found


def test_every_real_record_of_every_service_is_read(shared):
    """With `-s`, prints how many records of which kind there are, and what was refused and why."""
    script = Path(__file__).parents[1] / "soak" / "real_records.py"
    done = subprocess.run([sys.executable, script, shared], capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 quarantined; files that nothing reads: none" in done.stdout


def test_importing_everything_again_changes_nothing(directory, files):
    before = content_fingerprint(directory / FILE)
    results = import_run(settings(directory), files, everything=False)
    assert {(item.counts.new, item.counts.updated) for item in results} == {(0, 0)}
    assert content_fingerprint(directory / FILE) == before


def test_every_quote_is_in_its_source(directory):
    result = verify(directory / FILE)
    assert result.faults == ()
    assert result.quotes > 100


def test_cut_answers_are_marked_and_never_analysed(directory):
    assert rows(directory, "select count(*) from questions where is_truncated")[0][0] > 10
    analysed = """select count(*) from sentences s join questions q on q.id = s.source_id
                  where s.source_type = 'question' and q.is_truncated"""
    assert rows(directory, analysed) == [(0,)]


def test_a_full_answer_is_not_replaced_by_its_list_row(directory):
    lengths = rows(directory, "select length(answer_text) from questions where source = 'detail'")
    assert len(lengths) == 14
    assert rows(directory, "select count(*) from questions where source = 'detail' and is_truncated") == [
        (0,)
    ]


def test_page_text_has_no_dates_and_resolves_nothing_relative(directory):
    pages = rows(directory, "select id, date_answered, uin from questions where source = 'page text'")
    assert pages
    assert all(answered is None and uin is None for _, answered, uin in pages)
    relative = """select count(*) from deadlines d join sentences s on s.id = d.sentence_id
                  join questions q on q.id = s.source_id
                  where q.source = 'page text' and d.earliest is not null and d.text not like '%20__%'"""
    assert rows(directory, relative) == [(0,)]


def test_page_text_merged_into_a_services_record_leaves_its_alias(directory):
    merged = rows(directory, "select count(*) from question_aliases where alias like 'page-%'")[0][0]
    alone = rows(directory, "select count(*) from questions where source = 'page text'")[0][0]
    assert merged + alone == 9, "ten questions, one of them not about the topic"


def test_the_lords_debate_of_2009_is_kept_with_only_its_passage_on_topic(directory):
    [(total, on_topic)] = rows(
        directory,
        """select count(*), sum(is_on_topic) from contributions join debates on debates.id = debate_id
           where debates.house = 'Lords'""",
    )
    assert 0 < on_topic < total / 4


def test_commitments_are_found_in_real_answers(directory):
    assert rows(directory, "select count(*) from commitments")[0][0] >= 10

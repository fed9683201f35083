"""Parts of questions in a published tracker: what is written, the register of gaps, what is proven."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from db import migrations
from db.publish import create_views
from db.question_parts import write_question_parts
from db.verify import verify

ASKED = (
    "To ask the Secretary of State, how many footbridges were (a) mended and (b) closed; and what it cost."
)
ANSWER = (
    "In 2024, 12 footbridges were mended. The Department does not hold the number closed. "
    "The cost could be found only at disproportionate cost."
)
NEEDED = {
    "source": "detail", "is_named_day": 0, "is_withdrawn": 0, "is_correction": 0, "has_interest": 0,
    "has_newer_list_row": 0, "grouped_uins": "[]", "relevance": "sample", "fetched_from": "https://x.example",
    "raw_hash": "ab", "is_truncated": 0, "is_holding": 0, "house": "Commons", "date_answered": "2025-03-04",
    "answering_member": "Bertram Oakhanger", "answering_body": "Department of Bridges",
}  # fmt: skip
ROWS = [
    {"id": 1, "uin": "11", "question_text": ASKED, "answer_text": ANSWER, "url": "https://x.example/1"},
    {"id": 2, "uin": "12", "question_text": ASKED, "answer_text": "I will reply soon.", "is_holding": 1},
    {"id": 3, "uin": "13", "question_text": ASKED, "answer_text": "In 2024, 12 foo...", "is_truncated": 1},
    {"id": 4, "uin": "14", "question_text": ASKED},
    {"id": 5, "uin": "15", "question_text": "how many ferries sank.", "date_corrected": "2025-04-01",
     "answer_text": "This information about my constituent, Mr Invented, is not held."},
]  # fmt: skip


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "tracker.db"
    db = Database(sqlite3.connect(path, isolation_level=None))
    migrations.tracker.apply(db)
    create_views(db)
    db.table("questions").insert_all([{**NEEDED, "url": None, "date_corrected": None, **row} for row in ROWS])
    write_question_parts(db)
    db.close()
    return path


def rows(path, sql: str) -> list[tuple]:
    db = sqlite3.connect(path)
    try:
        return db.execute(sql).fetchall()
    finally:
        db.close()


def test_each_part_of_a_whole_answered_question_has_its_status(path):
    found = rows(path, "select question_id, label, status, gap from question_parts order by 1, position")
    assert found == [
        (1, "1(a)", "answered", None),
        (1, "1(b)", "not held", "not held"),
        (1, "2", "disproportionate cost", "disproportionate cost"),
        (2, "1(a)", "not answered", None),
        (2, "1(b)", "not answered", None),
        (2, "2", "not answered", None),
        (5, "", "not held", "not held"),
    ]


def test_the_register_names_what_is_missing_word_for_word(path):
    found = rows(
        path,
        "select uin, date, gap, labels, quote, asked, answering_member, url from data_gaps where uin = '11'",
    )
    assert found == [
        ("11", "2025-03-04", "not held", "1(b)", "The Department does not hold the number closed.",
         "how many footbridges were closed", "Bertram Oakhanger", "https://x.example/1"),
        ("11", "2025-03-04", "disproportionate cost", "2",
         "The cost could be found only at disproportionate cost.", "what it cost", "Bertram Oakhanger",
         "https://x.example/1"),
    ]  # fmt: skip


def test_words_about_a_person_are_no_entry_of_the_register(path):
    assert rows(path, "select date, quote, asked from data_gaps where uin = '15'") == [
        ("2025-04-01", "Words about one person’s case", None)
    ]


def test_one_saying_about_several_parts_is_one_entry(path):
    db = Database(sqlite3.connect(path, isolation_level=None))
    db.execute("delete from question_parts")
    db.execute("update questions set answer_text = 'The information is not held.' where id = 1")
    write_question_parts(db)
    db.close()
    found = rows(path, "select labels, parts, asked from data_gaps where uin = '11'")
    assert found == [("1(a), 1(b), 2", 3, ASKED)]


def test_quotes_and_spans_are_proven(path):
    assert [fault for fault in verify(path).faults if fault.startswith("part")] == []
    db = sqlite3.connect(path)
    with db:
        db.execute(
            "update question_parts set quote_start = quote_start + 1 where label = '1(b)' and gap is not null"
        )
        db.execute("update question_parts set end_char = end_char - 3 where label = '2' and question_id = 1")
    db.close()
    faults = [fault for fault in verify(path).faults if fault.startswith("part")]
    assert len(faults) == 2
    assert "its quote does not stand at" in faults[0]
    assert "its words do not stand at" in faults[1]

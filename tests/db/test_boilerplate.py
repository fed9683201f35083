"""What is written of repeated paragraphs: offsets, families, shares, and the list of stock paragraphs."""

from __future__ import annotations

import json
import random
import sqlite3

import pytest
from sqlite_utils import Database

from db import migrations
from db.boilerplate import write_boilerplate
from db.publish import create_views
from db.verify import verify

STOCK = (
    "The service reviews every arrangement once a year and tells both parents what it found, "
    "so that what is paid follows what is earned."
)
NEWER = STOCK.replace("once a year", "twice a year")
PRIVATE = "I have asked officials to write to my hon. Friend’s constituent about her case and what is owed."
SOURCED = {"relevance": "text", "fetched_from": "https://x.example", "raw_hash": "h"}
FLAGS = dict.fromkeys(
    ("is_named_day", "is_withdrawn", "is_holding", "is_correction", "has_interest", "has_newer_list_row"), 0
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.db"


@pytest.fixture
def db(path):
    db = Database(sqlite3.connect(path, isolation_level=None))
    migrations.tracker.apply(db)
    create_views(db)
    yield db
    db.close()


def answer(db: Database, key: int | str, day: str | None, text: str, **more) -> None:
    row = {"id": key, "uin": str(key), "question_text": "Why?", "answer_text": text, "date_answered": day}
    row |= {"is_truncated": 0, "source": "detail", "grouped_uins": "[]", "url": f"https://x.example/{key}"}
    db.table("questions").insert(row | FLAGS | SOURCED | more)


def statement(db: Database, key: int, day: str, text: str) -> None:
    row = {"id": key, "house": "Commons", "title": "A statement", "text": text, "date_made": day}
    db.table("statements").insert(
        row | {"is_truncated": 0, "linked": "[]", "url": f"https://x.example/s{key}"} | SOURCED
    )


def speech(db: Database, key: str, day: str, text: str, **more) -> None:
    debate = f"debate-{day}"
    db.table("debates").insert(
        {"id": debate, "house": "Commons", "date": day, "title": "A debate", "parents": "[]"} | SOURCED,
        ignore=True,
    )
    row = {"id": key, "debate_id": debate, "position": 1, "kind": "speech", "is_continuation": 0}
    row |= {"is_chair": 0, "is_government": 1, "is_on_topic": 1, "text": text}
    db.table("contributions").insert(row | more)


def rows(db: Database, sql: str) -> list[tuple]:
    return db.execute(sql).fetchall()


def test_a_repeat_leads_to_where_it_was_said_first_and_before(db):
    statement(db, 5, "2024-01-10", f"Introduction.\n{STOCK}")
    answer(db, 1, "2024-02-10", f"Yes.\n{NEWER}\nThe rest is short.")
    answer(db, 2, "2024-03-10", NEWER)
    assert write_boilerplate(db) == 2
    assert rows(
        db,
        """select source_type, source_id, position, first_source_type, first_source_id, first_date,
             earlier_source_type, earlier_source_id, is_repeat, changed_from, changed_to
           from paragraphs order by date""",
    ) == [
        ("statement", 5, 0, "statement", 5, "2024-01-10", None, None, 0, "[]", "[]"),
        ("question", 1, 0, "statement", 5, "2024-01-10", "statement", 5, 1, '["once"]', '["twice"]'),
        ("question", 2, 0, "statement", 5, "2024-01-10", "question", 1, 1, "[]", "[]"),
    ]


def test_the_share_counts_words_that_stayed_out_of_all_words(db):
    statement(db, 5, "2024-01-10", STOCK)
    answer(db, 1, "2024-02-10", f"Yes.\n{NEWER}\nThe rest is short.")
    write_boilerplate(db)
    assert rows(db, "select * from said_before order by source_type") == [
        ("question", 1, 29, 23, 0.7931, "statement", 5, "2024-01-10"),
        ("statement", 5, 24, 0, 0.0, None, None, None),
    ]


def test_offsets_hold_and_verify_finds_those_that_do_not(db, path):
    answer(db, 1, "2024-01-10", f"Yes.\n\n  {STOCK}\n")
    answer(db, 2, "2024-02-10", STOCK)
    write_boilerplate(db)
    assert verify(path).faults == ()
    db.execute("update paragraphs set start_char = start_char + 1 where source_id = 1")
    db.execute("update paragraphs set earlier_date = date where source_id = 2")
    assert [fault.split(":")[0] for fault in verify(path).faults] == [
        "paragraph 0 of question 1",
        "paragraph 0 of question 2",
    ]


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("update paragraphs set first_source_id = 3", "its first saying is not of its family"),
        ("update paragraphs set earlier_source_id = 3", "its earlier saying is not of its family"),
        ("update said_before set words_before = 5", "the share said before is not that of its paragraphs"),
        ("delete from questions", "its words do not stand at"),
    ],
)
def test_verify_finds_what_leads_astray(db, path, wrong, fault):
    for key in (1, 2):
        answer(db, key, f"2024-0{key}-10", STOCK)
    answer(
        db,
        3,
        "2024-03-10",
        "Officials meet the tribunals each month to talk over how long every appeal takes.",
    )
    write_boilerplate(db)
    assert verify(path).faults == ()
    db.execute(f"{wrong} where {'id' if 'questions' in wrong else 'source_id'} = 2")
    assert any(fault in found for found in verify(path).faults)


def test_a_correction_is_said_on_the_day_of_the_correction(db):
    answer(db, 1, "2024-01-10", STOCK, date_corrected="2024-05-01")
    answer(db, 2, "2024-02-10", STOCK)
    write_boilerplate(db)
    assert rows(db, "select source_id, is_repeat from paragraphs order by source_id") == [(1, 1), (2, 0)]


def test_left_out_is_what_is_cut_undated_or_not_the_governments(db):
    answer(db, 1, "2024-01-10", STOCK, is_truncated=1)
    answer(db, 2, None, STOCK)
    speech(db, "c1", "2024-01-11", STOCK, is_government=0)
    speech(db, "c2", "2024-01-11", STOCK, is_on_topic=0)
    speech(db, "c3", "2024-01-11", STOCK, is_chair=1)
    speech(db, "c4", "2024-01-12", STOCK)
    answer(db, 3, "2024-02-10", STOCK)
    assert write_boilerplate(db) == 1
    assert rows(db, "select source_type, source_id, first_source_id from paragraphs order by date") == [
        ("contribution", "c4", "c4"),
        ("question", 3, "c4"),
    ]


def test_the_list_has_one_row_a_family_said_on_more_than_one_day(db):
    answer(db, 1, "2024-01-10", STOCK)
    answer(db, 2, "2024-01-10", STOCK)
    statement(db, 5, "2024-02-10", NEWER)
    answer(
        db,
        4,
        "2024-03-10",
        "Officials meet the tribunals each month to talk over how long every appeal takes.",
    )
    for key in (6, 7):  # grouped questions: one answer
        answer(
            db,
            key,
            "2024-04-10",
            "Staff of the service are trained for six weeks before they take a first call.",
        )
    write_boilerplate(db)
    assert rows(
        db,
        """select newest_wording, times_said, occasions, wordings, first_date, last_date, first_source,
             newest_source_type, newest_source_id from boilerplate""",
    ) == [(NEWER, 3, 2, 2, "2024-01-10", "2024-02-10", "https://x.example/1", "statement", 5)]


def test_words_about_one_persons_case_head_no_list(db):
    answer(db, 1, "2024-01-10", PRIVATE)
    answer(db, 2, "2024-02-10", PRIVATE)
    write_boilerplate(db)
    assert rows(db, "select newest_wording from boilerplate") == [("Words about one person’s case",)]


def test_the_order_of_loading_makes_no_difference(db, tmp_path):
    sources = [
        (key, f"2024-01-{key % 20 + 1:02}", STOCK.replace("once", f"{key} times")) for key in range(40)
    ]
    for source in sources:
        answer(db, *source)
    write_boilerplate(db)
    other = Database(sqlite3.connect(tmp_path / "other.db", isolation_level=None))
    migrations.tracker.apply(other)
    random.Random(1).shuffle(sources)
    for source in sources:
        answer(other, *source)
    write_boilerplate(other)
    for table in ("paragraphs", "said_before"):
        sql = f"select * from {table} order by source_type, source_id"
        assert rows(db, sql) == rows(other, sql)
    other.close()


def test_both_lists_of_changed_words_have_the_same_length(db):
    answer(db, 1, "2024-01-10", STOCK)
    answer(db, 2, "2024-02-10", NEWER.replace("both parents", "parents"))
    write_boilerplate(db)
    [(old, new)] = rows(db, "select changed_from, changed_to from paragraphs where source_id = 2")
    assert (json.loads(old), json.loads(new)) == (["once", "both"], ["twice", ""])

"""Which questions were answered together: numbers come back every session, so the day tabled decides."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from db.pages.question import _grouped

HELD = [
    (1, "17001", "Commons", "Fees", "2023-05-01", "2023-05-03"),
    (2, "17001", "Commons", "Arrears", "2025-01-10", "2025-01-20"),
    (3, "17001", "Lords", "Peers", "2025-01-10", "2025-01-20"),
    (4, "17002", "Commons", "Staff", "2025-01-13", "2025-01-21"),
]


def grouped(uins: list[str], dates: dict[str, str], answered: str) -> list[tuple[str, int | None]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.row_factory = sqlite3.Row
        db.execute("create table questions (id, uin, house, heading, date_tabled, date_answered)")
        db.executemany("insert into questions values (?, ?, ?, ?, ?, ?)", HELD)

        async def read(sql: str, values: Any) -> list[sqlite3.Row]:
            return db.execute(sql, values).fetchall()

        question = {
            "grouped_uins": json.dumps(uins),
            "grouped_dates": json.dumps(dates),
            "house": "Commons",
            "date_answered": answered,
        }
        found = asyncio.run(_grouped(read, question))  # pyright: ignore[reportArgumentType]
    return [(uin, row["id"] if row else None) for uin, row in found]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({"17001": "2025-01-10"}, 2),
        ({"17001": "2023-05-01"}, 1),
        ({"17001": "2024-02-02"}, None),  # of a session that is not held here
        ({}, 2),  # as TheyWorkForYou has it: of the same day's answers
    ],
)
def test_the_day_tabled_tells_which_question_is_meant(dates, expected):
    assert grouped(["17001"], dates, "2025-01-20") == [("17001", expected)]


def test_one_that_was_answered_later_is_found_by_its_day():
    assert grouped(["17001", "17002"], {"17002": "2025-01-13"}, "2025-01-20") == [("17001", 2), ("17002", 4)]

"""Parts of a question on its page, and the register of gaps as a list."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from db.question_parts import write_question_parts
from tracker.serving import build_site

ASKED = "To ask when the fee review ends; and how many fees were (a) paid and (b) waived."
ANSWER = (
    "The fee review ends in May. In all, 12 fees were paid. The number waived is not held <b>centrally</b>."
)


@pytest.fixture
def page(copied):
    """Return `page(path)`: the HTML of a page of a tracker in which question 7001 has parts."""
    with closing(Database(sqlite3.connect(copied / "tracker.db", isolation_level=None))) as db:
        db.execute(
            "update questions set question_text = ?, answer_html = null, answer_text = ? where id = 7001",
            [ASKED, ANSWER],
        )
        db.execute("delete from question_parts")
        write_question_parts(db)
    site = build_site(copied)
    return lambda path: asyncio.run(site.client.get(path)).text


def test_the_page_of_a_question_shows_what_became_of_each_part(page):
    html = page("/tracker/questions/7001")
    table = html[html.index('id="parts"') : html.index('id="dates"')]
    assert "Part by part" in table
    found = [
        words
        for words in ("<strong>1</strong>", "<strong>2(b)</strong>", "Answered", "Not held")
        if words in table
    ]
    assert len(found) == 4
    assert "“The number waived is not held &lt;b&gt;centrally&lt;/b&gt;.”" in table
    assert "how many fees were waived" in table


def test_a_question_that_was_simply_answered_shows_no_table(get):
    assert 'id="parts"' not in get("/tracker/questions/7001").text


def test_cut_and_unanswered_questions_have_no_parts(page):
    for key in (7003, 7004, 7005):
        assert 'id="parts"' not in page(f"/tracker/questions/{key}")


def test_what_is_not_held_is_a_list_of_its_own(page):
    html = page("/tracker/data_gaps")
    assert "The number waived is not held &lt;b&gt;centrally&lt;/b&gt;." in html
    assert 'href="/tracker/questions/7001"' in html
    assert 'href="/tracker/data_gaps"' in page("/known")

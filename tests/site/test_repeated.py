"""The question page says how much was said before and what words changed; the list is a link away."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from db.boilerplate import write_boilerplate
from db.pages.repeated import percent
from tracker.serving import build_site

STOCK = (
    "The scheme reviews every arrangement once a year and tells both parents what it found, "
    "so that what is paid follows what is earned."
)
NEWER = STOCK.replace("once a year", "twice a year").replace("both parents", "parents")


@pytest.fixture
def page(copied):
    """Return `page(path)` of a site where question 7001 first says the stock paragraph."""
    with closing(sqlite3.connect(copied / "tracker.db", isolation_level=None)) as connection:
        db = Database(connection)
        for table in ("paragraphs", "said_before"):
            db.execute(f"delete from {table}")
        db.execute("delete from mentions")
        db.execute("update questions set answer_html = null, answer_text = ? where id = 7001", [STOCK])
        db.execute("update questions set answer_html = null, answer_text = ? where id = 7006", [STOCK])
        db.execute(
            "update questions set answer_html = null, answer_text = ? where id = 7002",
            [f"The question is a good one.\n{NEWER} <b>"],
        )
        write_boilerplate(db)
    site = build_site(copied)
    return lambda path: asyncio.run(site.client.get(path)).text


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_share_leads_to_the_first_saying(page):
    html = page("/tracker/questions/7002")
    [line] = re.findall(r'<p class="[^"]*said-before">.*?</p>', html, re.S)
    assert re.match(r"\d\d% of this answer was said before, first on 3 May 2024", words_of(line))
    assert 'href="/tracker/questions/7001"' in line


def test_an_answer_said_before_whole_says_all_and_no_change(page):
    html = page("/tracker/questions/7006")
    assert "All of this answer was said before, first on 3 May 2024" in words_of(html)
    assert "stock paragraph" not in html


def test_changed_words_are_marked_and_told_in_words(page):
    html = page("/tracker/questions/7002")
    [changed] = re.findall(r'<details class="said-before">.*?</details>', html, re.S)
    assert "was <del>“once”</del>, now <ins>“twice”</ins>" in changed
    assert "left out <del>“both”</del>" in changed
    assert "added <ins>“b”</ins>" in changed  # the words of an answer are never HTML
    assert "<b>" not in changed


def test_an_answer_that_repeats_nothing_says_nothing(page):
    assert "said before" not in page("/tracker/questions/7001")


def test_the_list_is_linked_and_leads_back(page):
    assert 'href="/tracker/boilerplate"' in page("/known")
    html = page("/tracker/boilerplate")
    assert "Stock paragraphs" in html
    assert 'href="/tracker/questions/7001"' in html


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(0, 9, 0), (9, 9, 100), (1, 999, 1), (998, 999, 99), (1, 3, 33)]
)
def test_nothing_and_everything_are_said_only_when_true(part, whole, expected):
    assert percent(part, whole) == expected

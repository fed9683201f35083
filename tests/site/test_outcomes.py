"""The site shows what may have become of a promise, which words of it changed, and what to look at first."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from tracker.digest import write_digest
from tracker.serving import build_site

STORY = "I met her constituent, Ms Invented, and we have agreed."
EVIDENCE = {
    "stance": "supports", "start_char": 0, "end_char": 9, "score": 0.91, "found_by": "test", "is_private": 0,
    "days_after_promise": 300, "days_after_deadline": -3, "sentence_id": None, "title": None,
}  # fmt: skip


@pytest.fixture
def filled(copied):
    """The published file, with a paper, a word of the government and a story beside the fee review."""
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        [key] = db.execute("select id from commitments where quote like '%fee review%'").fetchone()
        [sentence] = db.execute("select sentence_id from mentions where position = 1").fetchone()
        db.execute(
            """insert into documents (id, path, kind, title, organisations, is_withdrawn, is_full, relevance,
                 fetched_from, raw_hash)
               values ('d-9', '/d', 'research', 'Fees <b> reviewed', '[]', 0, 1, 'x', 'f', 'r')"""
        )
        for number, more in enumerate(
            (
                {"kind": "published", "date": "2025-07-02", "quote": "Fees <b> reviewed",
                 "title": "Fees <b> reviewed", "part": "title",
                 "source_type": "document", "source_id": "d-9", "url": "https://gov.example/d",
                 "why": "a publication was promised, and this is one; both say: fee, review"},
                {"kind": "refusal", "stance": "contradicts", "date": "2025-07-03", "quote": "No such plan.",
                 "part": "text", "source_type": "question", "source_id": 7002, "why": "refused",
                 "sentence_id": sentence, "days_after_deadline": None},
                {"kind": "delivered", "date": "2025-07-04", "quote": STORY, "part": "text", "is_private": 1,
                 "source_type": "contribution", "source_id": "lords/2025-02-03a.11.4",
                 "sentence_id": sentence, "why": "both say: constituent"},
            )
        ):  # fmt: skip
            row = {**EVIDENCE, **more, "id": f"e{number}", "commitment_id": key}
            marks = ", ".join("?" * len(row))
            db.execute(f"insert into evidence ({', '.join(row)}) values ({marks})", [*row.values()])
        db.execute("delete from review_candidates")
        db.execute(
            """insert into review_candidates
                 (sentence_id, usefulness, rules_class, why, wordings, date, title)
               values (?, 1.5, 'none', 'score 0.50 for “firm”', 2, '2025-01-20', 'Fees <i>')""",
            [sentence],
        )
    return copied


@pytest.fixture
def page(filled):
    site = build_site(filled)
    return lambda path: asyncio.run(site.client.get(path)).text


@pytest.fixture
def fee_review(tracker) -> str:
    row = tracker.execute("select id from commitments where quote like '%fee review%'").fetchone()
    return f"/tracker/commitments/{row['id']}"


def section(html: str, name: str) -> str:
    [found] = re.findall(rf'<section aria-labelledby="{name}">.*?</section>', html, re.S)
    return found


def test_a_commitment_shows_what_may_be_its_outcome_and_that_nobody_judged(page, fee_review):
    found = section(page(fee_review), "outcome")
    for words in (
        "What may show the outcome",
        "proposed by software, not judged",
        "stands above as “Not assessed”",
        "<blockquote>Fees &lt;b&gt; reviewed</blockquote>",
        'href="/tracker/documents/d-9">GOV.UK document',
        'href="https://gov.example/d">at the source',
        "300 days after the promise was first made, 3 days before the last day given",
        "both say: fee, review. Likeness 0.91 of 1",
        "The government refuses it",
        "/tracker/questions/7002#s-",
    ):
        assert words in found
    assert '<li class="refused">' in found


def test_the_paper_leads_back_to_the_promise(page, fee_review):
    found = section(page("/tracker/documents/d-9"), "may-show")
    assert "proposed by software, not judged" in found
    assert f'href="{fee_review}">We will publish the fee review' in found
    assert "may-show" not in page("/tracker/statements/8001")


def test_what_is_proposed_tells_nobodys_story(page, fee_review):
    for path in (fee_review, "/tracker/proposed_evidence", "/tracker/proposed_evidence.csv"):
        html = page(path)
        assert "Words about one person’s case" in html
        assert "Ms Invented" not in html
        assert "both say: constituent" not in html


def test_without_anything_found_it_says_what_that_means(get, fee_review):
    found = section(get(fee_review).text, "outcome")
    assert "That does not mean that nothing was done." in found


def test_the_time_line_shows_the_words_that_changed(get, fee_review):
    found = section(get(fee_review).text, "mentions")
    assert "was <del>“by the end of March 2025” (31 March 2025)</del>" in found
    assert "now <ins>“by the end of June 2025” (30 June 2025)</ins>" in found


@pytest.mark.parametrize(
    ("aspect", "was", "now", "expected"),
    [
        ("hold", "will", "hope to", "How firmly: was <del>“will”</del>, now <ins>“hope to”</ins>"),
        ("deadline", None, "by May", "now <ins>“by May”</ins>, before no date was given"),
        ("deadline", "by May", None, "no longer said: <del>“by May”</del>"),
        ("wording", "all", None, "left out <del>“all”</del>"),
        ("wording", None, "some", "added <ins>“some”</ins>"),
    ],
)
def test_every_change_of_words_is_told(copied, fee_review, aspect, was, now, expected):
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        db.execute("update mentions set relation = 'softened' where relation = 'slipped'")
        db.execute("update mention_changes set aspect = ?, was = ?, now = ?", [aspect, was, now])
    html = asyncio.run(build_site(copied).client.get(fee_review)).text
    assert expected in section(html, "mentions")


def test_the_same_words_that_mean_a_later_date_show_both_dates(copied, fee_review):
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        db.execute("delete from mention_changes")
        db.execute("update mentions set old_deadline = new_deadline where relation = 'slipped'")
    html = asyncio.run(build_site(copied).client.get(fee_review)).text
    assert "was <del>“by the end of June 2025” (31 March 2025)</del>" in section(html, "mentions")


def test_the_list_for_reviewers_leads_to_source_and_commitment_and_tells_why(page, fee_review):
    html = page("/tracker/review_queue")
    for words in (
        "To be looked at first",
        "1 sentence",
        'href="/tracker/questions/7002">We will publish the fee review by the end of June 2025.',
        "Written answer: Fees &lt;i&gt;",
        "Read as: firm",
        "by the rules: none",
        "stands for 2 sentences",
        f'href="{fee_review}">its commitment',
        "Why it is listed: score 0.50 for “firm”.",
    ):
        assert words in html


def test_both_lists_are_linked(get):
    assert 'href="/tracker/review_queue"' in get("/about").text
    assert 'href="/tracker/proposed_evidence"' in get("/known").text
    listed = get("/tracker").text
    assert "What may show an outcome" in listed
    assert "To be looked at first" in listed


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_digest_tells_both_wordings_and_what_was_published(filled, form):
    path = filled / "tracker.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            """insert into mention_changes
               select commitment_id, sentence_id, 9, 'hold', 'will', 'hope to', null
               from mentions where relation = 'slipped'"""
        )
    digest = write_digest(path, since=date(2024, 12, 1), form=form)
    assert "was “by the end of March 2025”, now “by the end of June 2025”, 91 days later" in digest
    assert "“will” became “hope to”" in digest
    title = "Fees &lt;b&gt; reviewed" if form == "html" else "Fees <b> reviewed"
    assert f"may be shown by “{title}”" in digest
    assert "Ms Invented" not in digest

"""Each page answers, and says what it is for; records of `conftest.py`, as of 1 August 2025."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from tracker.serving import build_site

FEES = "We will publish the fee review by the end of March 2025."
STORY = "A promise about one person’s case"
DEBATE_PAGE = "/tracker/debates/lords~2F2025-02-03a~2E11~2E2"


@pytest.fixture(scope="session")
def commitment(tracker):
    """Return the id of the commitment whose quote holds some words."""

    def find(words: str) -> str:
        return tracker.execute("select id from commitments where quote like ?", [f"%{words}%"]).fetchone()[
            "id"
        ]

    return find


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "/",
            [
                "What ministers have promised",
                "At a glance",
                "Licence",
                FEES,
                "1 No answer yet",
                "1 Answer cut short by the source",
                "the newest record is of 30 July 2025",
            ],
        ),
        (
            "/about",
            ["How to cite", "Open Parliament Licence v3.0", "Open Government Licence v3.0", "parlparse"],
        ),
        ("/search", ["Type one or more words"]),
        ("/search?q=fee", ["Promises 1", "Questions and answers", "<mark>fee</mark>"]),
        ("/tracker", ["Lists for people", "Download the SQLite file", "commitment_tracker"]),
        ("/tracker/commitment_tracker", ["4 commitments", "Government says", "Theme", FEES]),
        ("/tracker/question_list", ["6 questions", "No answer yet", "Ada Finch"]),
        ("/tracker/overdue", ["days_overdue", "32 days"]),
        (
            "/tracker/questions/7001",
            ["17001", "Ada Finch", "Great Yawning", "3 May 2024", "Minister for Invented"],
        ),
        ("/tracker/questions/7003", ["No answer yet", "it was due on 1 May 2024"]),
        ("/tracker/questions/7004", ["The source cut this answer short", "it was not analysed"]),
        ("/tracker/questions/7005", ["Withdrawn"]),
        ("/tracker/statements/8001", ["Child Maintenance: Arrears", "Plan", "2.4 MB", "HCWS9"]),
        ("/tracker/members/101", ["Little Snoring", "Minister for Invented Matters", FEES, STORY]),
        ("/tracker/members/201", ["6 questions asked"]),
        (DEBATE_PAGE, ["Lady Alder", "Government", "Lord Birch", "turns on other matters"]),
        ("/tracker?sql=select+1+as+one", ["one"]),
    ],
)
def test_a_page_shows_what_it_is_for(get, path, expected):
    response = get(path)
    assert response.status_code == 200
    assert [
        words for words in [*expected, "As of", "1 August 2025"] if words not in plain(response.text)
    ] == []


def plain(html: str) -> str:
    """Bring a tile's two parts together; everything else is left as it is."""
    return html.replace("<strong>", "").replace("</strong>", "")


def test_every_table_and_view_has_a_page(get, tracker):
    rows = tracker.execute("select name from sqlite_master where type in ('table', 'view')")
    names = [
        row["name"] for row in rows if "_fts" not in row["name"] and not row["name"].startswith("sqlite_")
    ]
    answers = {name: get(f"/tracker/{name}").status_code for name in names}
    assert answers == dict.fromkeys(names, 200)


def test_a_commitment_tells_its_whole_history(get, commitment):
    page = get(f"/tracker/commitments/{commitment('fee review')}").text
    for words in (
        "Promised twice since 3 May 2024; the date was put off once, by 91 days; overdue by 32 days; "
        "nothing heard since 20 January 2025.",
        "Minister for Invented Matters",
        "Put off by 91 days",
        "“by the end of March 2025” (31 March 2025)",
        "“by the end of June 2025” (30 June 2025)",
        "between 20 January 2025 and 30 June 2025 (given as a month)",
        "No mention has been found here for six months or more.",
        "Decided by a person, with evidence.",
        "The scheme is watched.",
        "<mark>We will publish the fee review by the end of March 2025.</mark>",
        "Staff are trained.",
        "rule test.firm",
        "Bertram Oakhanger, Minister for Invented Matters, answer to written question 17001, Commons, "
        "3 May 2024",
        f"http://localhost/tracker/commitments/{commitment('fee review')}</a>",
        'class="bar"',
    ):
        assert words in page


def test_the_id_of_a_later_mention_redirects_to_the_commitment(get, tracker, commitment):
    [alias] = tracker.execute("select alias from commitment_aliases").fetchone()
    response = get(f"/tracker/commitments/{alias}")
    assert response.status_code == 301
    assert response.headers["location"] == f"/tracker/commitments/{commitment('fee review')}"


def test_an_earlier_id_of_a_question_redirects(get):
    response = get("/tracker/questions/page~3A17001")
    assert (response.status_code, response.headers["location"]) == (301, "/tracker/questions/7001")


def test_a_contribution_redirects_to_its_place_in_the_debate(get):
    spoken, folded = (
        get(f"/tracker/contributions/lords~2F2025-02-03a~2E11~2E{number}").headers["location"]
        for number in (4, 30)
    )
    assert spoken == f"{DEBATE_PAGE}#c-lords/2025-02-03a.11.4"
    assert folded == f"{DEBATE_PAGE}?all=1#c-lords/2025-02-03a.11.30"


def test_an_answer_shows_its_table_its_promise_and_what_it_replaced(get, commitment):
    page = get("/tracker/questions/7002").text
    assert "<td>£4</td>" in page
    assert "We will publish the fee</mark> <em><mark>review</mark></em>" in page
    assert f'href="/tracker/commitments/{commitment("fee review")}">commitment</a>' in page
    assert "Holding answer of 15 January 2025, replaced by the full answer" in page
    assert "<del>" in page
    assert "<ins>" in page
    assert '<a href="/tracker/questions/7001">17001' not in page, "that answer was of another day"


def test_a_debate_marks_the_minister_and_the_promise_and_folds_the_rest(get, commitment):
    page = get(DEBATE_PAGE).text
    assert page.count('class="turn government"') == 1
    assert "We intend to hire more tribunal clerks.</mark>" in page
    assert '<details class="fold"><summary>' in page
    assert '<details class="fold" open>' in get(f"{DEBATE_PAGE}?all=1").text


def test_what_is_not_known_is_said_so(copied):
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        db.execute(
            "update commitments set first_date = null, member_name = null, member_id = null, url = null"
        )
        db.execute("update mentions set date = null")
        keys = [row[0] for row in db.execute("select id from commitments")]
    site = build_site(copied)
    for key in keys:
        response = asyncio.run(site.client.get(f"/tracker/commitments/{key}"))
        assert response.status_code == 200
        assert "date not known" in response.text
        assert "Minister not known" in response.text


@pytest.mark.parametrize(
    "path",
    ["/", "/tracker/commitment_tracker", "/tracker/members/101", "/tracker/commitment_tracker.csv?_size=max"],
)
def test_one_persons_case_is_never_a_headline(get, path):
    page = get(path).text
    assert STORY in page
    assert "her constituent" not in page


def test_one_persons_case_stands_on_its_own_page_out_of_search_engines(get, commitment):
    page = get(f"/tracker/commitments/{commitment('constituent')}").text
    assert f'<h1 class="plain-title">{STORY}</h1>' in page
    assert "I will look into what happened to her constituent." in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_sample_says_so_on_every_page(get, get_sample):
    banner = "Sample: an invented parliament.</strong> No person, question or promise here is real."
    for path in (
        "/",
        "/about",
        "/search?q=fee",
        "/tracker",
        "/tracker/questions/7001",
        "/tracker/runs",
        "/nope",
    ):
        assert banner in get_sample(path).text
        assert "Sample: an" not in get(path).text
    assert get_sample("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("as_of", "last_success", "expected"),
    [
        ("2025-09-01", None, False),
        ("2026-08-01", None, True),
        ("2026-08-01", "2026-07-27T06:13:00+00:00", False),
        ("2025-01-01", None, False),
    ],
    ids=["a recess", "a year without a record", "read last week, and nothing found", "looked at from before"],
)
def test_an_old_collection_does_not_pass_for_a_silent_government(copied, as_of, last_success, expected):
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        db.execute("update snapshot set value = ? where key = 'as_of'", [as_of])
        db.execute("update runs set finished = ? where command = 'update'", [last_success])
    page = asyncio.run(build_site(copied).client.get("/tracker/questions/7003")).text
    assert ("The records here end on <strong>30 July 2025</strong>" in page) is expected


def test_a_holding_answer_is_not_called_an_answer(copied):
    with closing(sqlite3.connect(copied / "tracker.db")) as db, db:
        db.execute("update questions set is_holding = 1 where id = 7002")
    site = build_site(copied)
    card = asyncio.run(site.client.get("/tracker/question_list?state=holding+answer")).text
    assert "Holding answer only" in card
    assert "given 20 January 2025" in card
    assert "answered 20 January 2025" not in card
    assert "<dt>Answered</dt>" not in asyncio.run(site.client.get("/tracker/questions/7002")).text


def test_what_people_wrote_is_never_markup(get):
    for path in ("/tracker/questions/7003", "/tracker/question_list", "/search?q=<script>fees</script>"):
        page = get(path).text
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_the_row_stays_to_be_had_as_data(get):
    [row] = get("/tracker/questions/7001.json?_shape=objects").json()["rows"]
    assert row["uin"] == "17001"

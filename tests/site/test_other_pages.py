"""Pages of committees, petitions, motions, GOV.UK, statistics and statute, as of 1 August 2025."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import tomllib
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from db.pages.document import consultation
from db.pages.figures import HEIGHT, WIDTH, line
from db.search import SEARCHABLE
from tracker.digest import write_digest
from tracker.serving import build_site

PROMISE = "We will publish a plan for arrears by the end of 2025."
ROWS = Path(__file__).parents[1] / "fixtures" / "site" / "other_sources.toml"
READ = {"fetched_from": "https://api.example/1", "raw_hash": "ab" * 32}
DEBATE_PAGE = "/tracker/debates/lords~2F2025-02-03a~2E11~2E2"


@pytest.fixture(scope="module")
def filled(directories, tmp_path_factory) -> Path:
    """A directory with the published file and the rows of the fixture."""
    directory = tmp_path_factory.mktemp("filled")
    shutil.copy(directories.real / "tracker.db", directory)
    with closing(sqlite3.connect(directory / "tracker.db")) as db, db:
        for table, given in tomllib.loads(ROWS.read_text(encoding="utf-8")).items():
            known = {row[1] for row in db.execute(f"pragma table_info({table})")}
            read = {key: value for key, value in READ.items() if key in known}
            for row in given["rows"]:
                values = {**read, **given.get("each", {}), **row}
                marks = ", ".join("?" * len(values))
                db.execute(f"insert into {table} ({', '.join(values)}) values ({marks})", [*values.values()])
        for table in SEARCHABLE:
            db.execute(f"insert into {table}_fts({table}_fts) values ('rebuild')")
    return directory


@pytest.fixture(scope="module")
def ask(filled):
    site = build_site(filled)
    return lambda path, **more: asyncio.run(site.client.get(path, **more))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/tracker/publications/50", ["Report 50 &lt;i&gt;", "Answered late", "due by 10 March 2025",
                                      "given 29 March 2025", "19 days late", 'publications/60">Paper 60']),
        ("/tracker/publications/51", ["Overdue", "31 days ago", "Paper 61", "correspondence"]),
        ("/tracker/publications/52", ["Due soon", "in 14 days"]),
        ("/tracker/publications/53", ["Not due", "in 45 days", "Its documents were not read here."]),
        ("/tracker/publications/54", ["No answer owed"]),
        ("/tracker/publications/55", ["No deadline"]),
        ("/tracker/publications/56", ["Answered", "given 1 April 2025"]),
        ("/tracker/publications/60", ["It answers the report", 'publications/50">Report 50', "c-committee",
                                      'id="p-60/1/7"', f">{PROMISE}</mark>", "taken out of a PDF",
                                      "this file: it holds pictures only.",
                                      "Quoted by the government, not its own words", "Recommendation 4"]),
        ("/tracker/publications/63", ["publication 999, which is not kept here"]),
        ("/tracker/petitions/7100", ["Add it &lt;b&gt;", "104,000 signatures", "Treasury", "5 May 2025",
                                     "c-petition", "enough signatures for a debate", "Closed"]),
        ("/tracker/petitions/7101", ["enough signatures for a response from the government",
                                     "No response was found here by 1 August 2025."]),
        ("/tracker/petitions/7102", ["It was rejected: duplicate"]),
        ("/tracker/motions/300", ["The Sums Regulations 2025 (2025/9001)", "That this House adds.",
                                  "Signed by 24 members", "88A1", "Ada Finch"]),
        ("/tracker/motions/301", ["An amendment to", 'motions/300">Sums (88)']),
        ("/tracker/oral_questions/900", ["What steps?", "It was answered in", "#c-lords/2025-02-03a.11.3"]),
        ("/tracker/oral_questions/901", ["It is down for answer on 3 September 2025."]),
        ("/tracker/documents/d-1", ["Closed consultation", "It closed 31 days ago, and no outcome was found",
                                    "First published &lt;b&gt;", "(PDF, 90 KB)", "Department of Sums"]),
        ("/tracker/documents/~2Ffound", ["Only the result of a search is known"]),
        ("/tracker/legislation/ukpga~2F2023~2F9022", ["Arrears Act 2023", "2023 chapter 9022",
                                                      "Partly in force",
                                                      "1 of 4 provisions in force; 3 not yet", 'width="250"',
                                                      "1 January 2024", "S. 1 in force", "(S.I. 2023/1)"]),
        ("/tracker/legislation/ukpga~2F2023~2F9", ["is not known: no text was to be had"]),
        ("/statistics", ["Table 6.1: Sums", "Sheet “6_1”", "sums.ods",
                         "1,500.5", "left out", "[z]", "<polyline"]),
        ("/known", ["Report 51", "31 days ago", "Report 52", "Take it away", "Sums", "What steps?",
                    "Letters", "Arrears Act 2023", "1 series with the newest figures", "All 11"]),
        ("/", ["Answers owed to committees", "Report 51", "Report 52"]),
        ("/about", ["The nine themes", "Getting maintenance paid that is owed", "How often it is read",
                    "Open Government Licence v3.0", "legislation.gov.uk", "What a score means",
                    "by rules alone"]),
        (DEBATE_PAGE, ["Tabled for it", "900001", "What steps?"]),
        ("/tracker/commitments/c-committee", ["In the government response", "publications/60#s-s-committee",
                                              "Department for Work and Pensions · 29 March 2025"]),
        ("/tracker/commitments/c-petition", ["response to the petition", "petitions/7100#s-s-petition"]),
        ("/tracker/publications", ["11 publications", 'publications/50">Report 50', "HC 50"]),
        ("/tracker/petitions", ["3 petitions", "the government responded 5 May 2025", "Rejected"]),
        ("/tracker/motions?_sort_desc=sponsors", ["Sums (88A1)</a>", "an amendment", "signed by 24 members"]),
        ("/tracker/oral_questions", ["What steps?</a>", "Answered", "for 3 September 2025"]),
        ("/tracker/documents", ["Letters</a>", "Closed consultation", "closed 1 July 2025"]),
        ("/tracker/legislation", ["Arrears Act 2023</a>", "1 of 4 provisions", "Not known whether in force"]),
        ("/tracker/petitions?state=debated", ["No petition fits."]),
        ("/tracker/members/201", ["Motions and oral questions tabled", "Sums (88)</a>", "What steps?</a>"]),
        ("/tracker/statements/8001", ["Corrected by", "Correction</a> (Lords, 1 July 2024)"]),
        ("/tracker/statements/8002", ["Corrects", "Child Maintenance: Arrears</a> (Commons, 4 June 2024)",
                                      "statement 8999, which is not kept here"]),
        ("/tracker/committee_responses", ["7 reports", "Answered late", "Overdue", "19 days"]),
        ("/tracker/commitment_tracker?_search=&minister=Department+for+Work+and+Pensions", ["2 commitments"]),
    ],
)  # fmt: skip
def test_a_page_shows_what_it_is_for(ask, path, expected):
    response = ask(path)
    assert response.status_code == 200
    assert [words for words in [*expected, "1 August 2025"] if words not in response.text] == []


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/petition/7100", "/tracker/petitions/7100"),
        ("/publication/50", "/tracker/publications/50"),
        ("/document/d-1", "/tracker/documents/d-1"),
        ("/motion/300", "/tracker/motions/300"),
        ("/law/ukpga/2023/9022", "/tracker/legislation/ukpga~2F2023~2F9022"),
        ("/tracker/publication_passages/60~2F1~2F7", "/tracker/publications/60#p-60/1/7"),
    ],
)
def test_an_address_that_is_easy_to_type_leads_to_the_page(ask, path, target):
    response = ask(path)
    assert (response.status_code, response.headers["location"]) == (302, target)
    assert ask(target).status_code == 200


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/petition/1", "There is no petition 1."),
        ("/publication/1", "There is no publication 1."),
        ("/document/x", "There is no document x."),
        ("/motion/1", "There is no motion 1."),
        ("/law/ukpga/1/1", "There is no law ukpga/1/1."),
        ("/tracker/oral_questions/1", "There is no oral question 1."),
        ("/tracker/publication_passages/1", "There is no passage 1."),
    ],
)
def test_a_page_that_is_not_there_helps(ask, path, message):
    response = ask(path, follow_redirects=True)
    assert response.status_code == 404
    assert message in response.text


def test_nothing_of_it_is_markup_or_needs_a_script(ask):
    for path in (
        "/known",
        "/statistics",
        "/tracker/publications/50",
        "/tracker/petitions/7100",
        "/tracker/documents/d-1",
    ):
        page = ask(path).text
        assert "<script" not in page
        assert " style=" not in page
        assert "<i>on sums" not in page


def test_pages_without_a_record_say_so(get):
    assert "No answer is overdue or due soon." in get("/known").text
    assert get("/known").text.count("None is kept here.") == 7
    assert "No table of figures has been read yet." in get("/statistics").text
    assert "Answers owed to committees" not in get("/").text


def test_how_the_government_answered_is_worked_out_from_the_snapshot(filled):
    with closing(sqlite3.connect(filled / "tracker.db")) as db:
        found = db.execute(
            "select id, status, answer_id, days_overdue, days_to_deadline from committee_responses"
        )
        assert sorted(found) == [
            (50, "met late", 60, 19, None),
            (51, "overdue", None, 31, -31),
            (52, "due soon", None, None, 14),
            (53, "not due", None, None, 45),
            (54, "excepted", None, None, None),
            (55, "no date", None, None, None),
            (56, "met", 62, None, None),
        ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "plan arrears",
            ["Promises 2", "Committee publications 1", "Petitions 1", ">Paper 60"],
        ),
        ("adds twice", ["Motions 1", "motions/301", "<mark>twice</mark>"]),
        ("steps", ["Oral questions 1", "oral_questions/900"]),
        ("letters", ["GOV.UK documents 1", "documents/d-1"]),
        ("unread act", ["Legislation 1", "ukpga~2F2023~2F9"]),
    ],
)
def test_the_search_finds_it(ask, typed, expected):
    page = ask("/search", params={"q": typed}).text
    assert [words for words in expected if words not in page] == []
    assert "Petitions 0" not in page


def test_a_list_of_it_can_be_searched(ask):
    assert "“add”: 1 petition " in ask("/tracker/petitions?_search=add").text


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_digest_names_answers_that_are_late_or_due(filled, form):
    digest = write_digest(filled / "tracker.db", since=date(2025, 7, 1), form=form)
    owed = digest[digest.index("Answers owed to committees (2)") :]
    assert "answer due by 2025-07-01 from Department for Work and Pensions, 31 days overdue" in owed
    assert "answer due by 2025-08-15 from Department for Work and Pensions, in 14 days" in owed
    assert ("<i>on sums" in owed) is (form == "markdown")


@pytest.mark.parametrize(
    ("opens", "closes", "outcome", "kind", "expected"),
    [
        (None, None, None, "policy_paper", None),
        ("2025-09-01", "2025-10-01", None, "open_consultation", ("not open yet", 61)),
        ("2025-07-01", "2025-08-01", None, "open_consultation", ("open", 0)),
        ("2025-07-01", None, None, "open_consultation", ("open", None)),
        ("2025-06-01", "2025-07-31", None, "closed_consultation", ("closed", -1)),
        ("2025-06-01", "2025-07-31", "Done.", "closed_consultation", ("outcome published", -1)),
        ("2025-06-01", "2025-07-31", None, "consultation_outcome", ("outcome published", -1)),
    ],
)
def test_where_a_consultation_stands(opens, closes, outcome, kind, expected):
    row = {"opening_date": opens, "closing_date": closes, "outcome_text": outcome, "kind": kind}
    found = consultation(row, "2025-08-01")
    assert (found and (found.state, found.days)) == expected


def test_a_line_breaks_where_a_figure_is_left_out():
    drawn = line([0, 50, None, 100])
    assert drawn is not None
    assert [stretch.count(",") for stretch in drawn.stretches] == [2, 1]
    assert (drawn.x, drawn.lowest, drawn.highest) == (WIDTH, 0, 100)
    assert all(0 <= float(y) <= HEIGHT for part in drawn.stretches for y in [part.split()[0].split(",")[1]])
    assert line([None, 3]) is None
    assert line([0, 0]) is not None
    assert line([-5, -1]) is not None


def test_the_rows_stay_to_be_had_as_data(ask):
    for path in ("petitions/7100", "publications/50", "motions/300", "documents/d-1", "oral_questions/900"):
        [row] = json.loads(ask(f"/tracker/{path}.json?_shape=objects").text)["rows"]
        assert row["fetched_from"] == "https://api.example/1"

"""Committee publications of the sample parliament: collected over two runs, kept by their words, analysed."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from db.publish import FILE
from db.verify import verify
from scrapers.documents import CommitteePublication
from tracker.collect_committees import _waiting
from tracker.demo.asking import Ask, NotFound
from tracker.demo.committee_routes import document, publication, publications
from tracker.demo.content import load_parliament
from tracker.demo.run import EARLIER, sample_of, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import load_settings
from tracker.weekly import weekly_run

LATER = "2025-12-31"
RESPONSE, LETTER = 47002, 47008


def run(parliament: SampleParliament, directory: Path, day: str, *, since: date | None = None):
    parliament.as_of = day
    parliament.requests.clear()
    settings = load_settings({"data": str(directory)}, environment={}, folder=directory)
    report = weekly_run(
        sample_settings(settings, parliament, directory, as_of=date.fromisoformat(day)),
        since=since,
        only=["committees"],
        sample=sample_of(parliament, day),
    )
    assert report.failed == []
    return report.counts["committees"]


@pytest.fixture(scope="module")
def parliament() -> Iterator[SampleParliament]:
    with SampleParliament() as running:
        yield running


@pytest.fixture(scope="module")
def asked() -> dict[str, list[str]]:
    """The paths that each run asked for."""
    return {}


@pytest.fixture(scope="module")
def directory(parliament, asked, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("committees")
    for name, day in (("first", EARLIER), ("second", LATER), ("third", LATER)):
        run(parliament, folder, day, since=date(2025, 1, 1) if name == "first" else None)
        asked[name] = list(parliament.requests)
    return folder


@pytest.fixture(scope="module")
def db(directory) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(directory / FILE)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def rows(db: sqlite3.Connection, sql: str, *values) -> list[tuple]:
    return [tuple(row) for row in db.execute(sql, values)]


def paths(requests: list[str]) -> list[str]:
    return [urlsplit(request).path.removeprefix("/committees/api/Publications") for request in requests]


# --- What is asked for ---


def test_the_first_run_sweeps_the_months_and_fetches_documents_that_may_matter(directory, asked):
    assert paths(asked["first"]) == [""] * 10 + [
        "/47001/Document/261001/OriginalFormat",
        "/47002/Document/261002/OriginalFormat",
        "/47005/Document/261005/OriginalFormat",
        "/47004/Document/261004/OriginalFormat",
        "/47006/Document/261006/OriginalFormat",
        "/47007/Document/261007/OriginalFormat",
    ], "not the report on another subject"


def test_the_next_asks_for_new_months_the_report_that_waits_and_new_letters(directory, asked):
    assert paths(asked["second"]) == [
        "", "", "",
        "/47006",
        "/47008/Document/261008/OriginalFormat",
        "/47009/Document/261009/OriginalFormat",
    ]  # fmt: skip


def test_a_run_with_nothing_new_asks_only_for_what_may_have_changed(directory, asked):
    assert paths(asked["third"]) == ["", "/47006"]


def test_a_report_waits_until_it_is_answered_or_excepted():
    def report(number: int, **more) -> CommitteePublication:
        return CommitteePublication(number, 164, None, "report", "A report", **more)

    class Today:
        today = "2025-12-31"

    known = {
        record.id: record
        for record in (
            report(1, response_deadline="2020-01-01"),
            report(2, response_deadline="2020-01-01", response_ids=(9,)),
            report(3, response_deadline="2020-01-01", is_response_excepted=True),
            report(4, response_deadline="2020-01-01"),
            report(5, date="2025-10-01"),
            report(6, date="2025-01-01"),
            CommitteePublication(7, 164, None, "government response", "An answer", responds_to_id=4),
        )
    }
    assert list(_waiting(Today, known)) == [1, 5]  # pyright: ignore[reportArgumentType]


# --- What is kept ---


def test_what_is_about_the_topic_is_kept_with_its_reason(db):
    assert rows(db, "select id, kind, date, paper_number, relevance from publications order by id") == [
        (47001, "report", "2025-03-20", "HC 618", "'Child maintenance' in the title"),
        (47002, "government response", "2025-05-22", "HC 901", "'Child maintenance' in the title"),
        (47005, "report", "2025-07-10", "HC 1044", "'Child Maintenance' in the title"),
        (47006, "report", "2025-09-30", "HC 1187", "'Child maintenance' in the title"),
        (47007, "correspondence", "2025-10-09", None, "'Child Maintenance' in the title"),
        (47008, "correspondence", "2025-11-06", None, "'Child Maintenance' in the title"),
    ]


def test_the_answers_owed_to_the_committee_have_their_dates(db):
    owed = "select id, status, response_deadline, answered, days_overdue from committee_responses order by id"
    assert rows(db, owed) == [
        (47001, "met late", "2025-05-20", "2025-05-22", 2),
        (47005, "excepted", None, None, None),
        (47006, "overdue", "2025-11-30", None, 31),
    ]


def test_documents_say_who_wrote_them_and_how_their_text_was_had(db):
    found = rows(
        db,
        """select publication_id, is_extracted, is_government, office, trouble
           from publication_documents order by id""",
    )
    minister = "Parliamentary Under-Secretary of State at the Department for Work and Pensions"
    assert found == [
        (47001, 0, 0, None, None),
        (47002, 0, 1, None, None),
        (47005, 1, 0, None, None),
        (47006, 0, 0, None, None),
        (47007, 1, 0, None, None),
        (47008, 1, 1, minister, None),
    ]


def test_no_e_mail_address_and_no_header_is_in_the_letter(db):
    ((text,),) = rows(db, "select text from publication_documents where publication_id = ?", LETTER)
    assert "@" not in text
    assert "[e-mail address removed]" in text
    assert "Page 1 of" not in text
    assert "\n\n" not in text


def test_only_what_the_government_says_on_the_topic_is_analysed(db):
    said = "\n".join(
        text for (text,) in rows(db, "select text from publication_passages where is_government")
    )
    assert "The Child Maintenance Service will publish" in said
    for other in ("pensioner", "Jobcentre", "140 more people", "television", "We recommend"):
        assert other not in said


def test_what_was_promised_to_the_committee_reaches_the_ledger(db):
    promises = rows(
        db,
        """select quote, first_date, house, office, answering_body, times_slipped, days_slipped
           from commitments where source_type = 'publication' order by first_date, quote""",
    )
    department = "Department for Work and Pensions"
    assert [promise[0][:45] for promise in promises] == [
        "Government response: We are considering wheth",
        "The Child Maintenance Service will publish th",
        "We will test reminders by text message with 5",
        "I have asked the Child Maintenance Service to",
    ]  # "These numbers will be published ... from then on" says again what the second promises
    assert promises[1][1:] == ("2025-05-22", "Commons", None, department, 1, 120)
    assert promises[3][3] == f"Parliamentary Under-Secretary of State at the {department}"
    refused = rows(
        db, "select count(*) from sentences where class = 'refusal' and text like '%bank statements%'"
    )
    assert refused == [(1,)]


def test_every_quote_stands_in_its_document(directory, db):
    result = verify(directory / FILE)
    assert result.faults == ()
    assert result.quotes > 40


def test_a_passage_that_is_not_in_its_document_is_a_fault(directory, tmp_path):
    copy = tmp_path / FILE
    copy.write_bytes((directory / FILE).read_bytes())
    changed = sqlite3.connect(copy)
    changed.execute("update publication_passages set start_char = start_char + 1 where position = 0")
    changed.commit()
    changed.close()
    assert any("do not stand at" in fault for fault in verify(copy).faults)


# --- The sample service behaves as the real one ---


def ask(day: str = LATER, **query) -> Ask:
    listed = {name.lower(): list(map(str, value)) for name, value in query.items()}
    return Ask(load_parliament(), date.fromisoformat(day), listed)


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    path = Path(__file__).parents[2].parent / "shared" / "api-specs" / "committees-api.openapi3.json"
    if not path.exists():
        pytest.skip("the specification in ../shared is not here")
    spec = json.loads(path.read_text(encoding="utf-8"))
    name = "Committees.Common.ResourceCollection`1[Committees.Common.Responses.Publication]"
    return Draft202012Validator(
        _nullable({**spec["components"]["schemas"][name], "components": spec["components"]})
    )


def _nullable(node):
    """OpenAPI 3.0's `nullable` as JSON Schema; the service sends null for objects too, as samples show."""
    if isinstance(node, list):
        return [_nullable(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return {"anyOf": [{"$ref": node["$ref"]}, {"type": "null"}]}
    node = {key: _nullable(value) for key, value in node.items()}
    if node.get("nullable") is True and isinstance(node.get("type"), str):
        node["type"] = [node["type"], "null"]
    return node


def test_the_list_is_what_the_specification_says(schema):
    page = publications(ask(Take=[100]))
    assert page["totalResults"] == len(page["items"]) == 9
    assert list(schema.iter_errors(page)) == []


def test_nothing_is_shown_before_its_day():
    assert publications(ask("2025-10-31"))["totalResults"] == 7
    report = publication(ask("2025-05-21"), "47001")
    assert report["governmentResponses"]["publication"] == []
    assert [answer["id"] for answer in publication(ask(), "47001")["governmentResponses"]["publication"]] == [
        RESPONSE
    ]
    with pytest.raises(NotFound):
        document(ask("2025-10-31"), str(LETTER), "261008", "OriginalFormat")


def test_an_end_without_a_time_leaves_its_day_out():
    assert publications(ask(EndDate=["2025-03-20"]))["totalResults"] == 0
    assert publications(ask(EndDate=["2025-03-20T23:59:59"]))["totalResults"] == 1


def test_files_come_as_they_were_handed_in():
    letter = document(ask(), str(LETTER), "261008", "OriginalFormat")
    assert base64.b64decode(letter["data"]).startswith(b"%PDF-")
    with pytest.raises(NotFound):
        document(ask(), str(LETTER), "261008", "Html")

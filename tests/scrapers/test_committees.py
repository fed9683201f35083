from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from scrapers.committees import (
    KINDS,
    fetch_document,
    fetch_publication,
    fetch_window,
)
from scrapers.committees_parse import parse_document, parse_publications
from scrapers.documents import CommitteeDocument, CommitteePublication
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.parsers import parse

ADDRESS = "https://committees.example/prefix/api/Publications/81/Document/811/OriginalFormat"


def row(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "description": f"Letter {number}",
        "publicationStartDate": "2024-03-31T18:00:00",
        "type": {"id": 3, "name": "Correspondence"},
        "committee": {"id": 7, "name": "Footpaths Committee", "house": "Commons"},
        **more,
    }


def window(session, service, **more: Any) -> list:
    return list(fetch_window(session, service.url, committee=7, start="2024-03-01", end="2024-03-31", **more))


def records(body: dict) -> tuple:
    return parse_publications(json.dumps(body).encode()).records


def read(answer: dict) -> CommitteeDocument:
    record = parse_document(json.dumps(answer).encode(), ADDRESS).records[0]
    assert isinstance(record, CommitteeDocument)
    return record


# --- Fetching ---


def test_a_month_is_asked_for_by_committee_types_and_to_its_last_minute(session, service, of_json):
    service.answer = lambda path, query: of_json({"items": [row(1)], "totalResults": 1})
    assert len(window(session, service)) == 1
    path, query = service.asked[0]
    assert path == "/api/Publications"
    assert query == {
        "CommitteeId": ["7"],
        "PublicationTypeIds": ["1", "2", "3", "12"],
        "StartDate": ["2024-03-01T00:00:00"],
        "EndDate": ["2024-03-31T23:59:59"],
        "SortOrder": ["PublicationDateAscending"],
        "Skip": ["0"],
        "Take": ["100"],
    }


def test_pages_are_read_until_all_have_come(session, service, of_json):
    rows = [row(number) for number in range(5)]
    service.answer = lambda path, query: of_json(
        {"items": rows[int(query["Skip"][0]) :][:2], "totalResults": 5}
    )
    assert len(window(session, service, take=2)) == 3


def test_fewer_rows_than_the_service_says_are_a_mismatch(session, service, of_json):
    service.answer = lambda path, query: of_json({"items": [row(1)], "totalResults": 2})
    with pytest.raises(SourceFailure, match="count mismatch"):
        window(session, service)


@pytest.mark.parametrize(
    "other",
    [{"committee": {"id": 9}}, {"type": {"id": 10}}, {"publicationStartDate": "2021-01-01T10:00:00"}],
    ids=["committee", "type", "date"],
)
@pytest.mark.parametrize("count", [4, 20])
def test_of_an_answer_that_was_not_filtered_only_what_fits_is_kept(session, service, of_json, other, count):
    rows = [row(1), *(row(number, **other) for number in range(2, count + 1))]
    service.answer = lambda path, query: of_json({"items": rows, "totalResults": count})
    if count == 20:
        with pytest.raises(SourceFailure, match="did not filter"):
            window(session, service)
    else:
        [page] = window(session, service)
        assert [record.id for record in parse(page.kind, page.url, page.body).records] == [1]


def test_one_joint_report_under_another_committee_is_the_services_own_matter(session, service, of_json):
    rows = [row(1), row(2), row(3, committee={"id": 9})]
    service.answer = lambda path, query: of_json({"items": rows, "totalResults": 3})
    [page] = window(session, service)
    assert len(parse(page.kind, page.url, page.body).records) == 3


@pytest.mark.parametrize("body", [{"totalResults": 1}, {"items": []}, {"items": 3, "totalResults": "many"}])
def test_what_is_no_list_is_a_failure(session, service, of_json, body):
    service.answer = lambda path, query: of_json(body)
    with pytest.raises(SourceFailure):
        window(session, service)


def test_single_things_are_at_their_own_addresses(session, service, of_json):
    service.answer = lambda path, query: of_json(row(1))
    base = f"{service.url}/prefix"
    assert fetch_publication(session, base, 81).kind == "publication"
    answer = fetch_document(session, base, publication=81, document=811, file_format="Html")
    assert answer.kind == "publication-document"
    assert [path for path, _ in service.asked] == [
        "/prefix/api/Publications/81",
        "/prefix/api/Publications/81/Document/811/Html",
    ]


# --- Publications ---


def test_a_single_publication_is_read_like_a_row():
    assert records(row(4)) == records({"items": [row(4)], "totalResults": 1})


def test_what_is_neither_list_nor_publication_is_a_wrong_shape():
    for body in (b"[]", b"{}", b"nothing"):
        with pytest.raises(WrongShape):
            parse_publications(body)


def test_the_deadline_and_the_answers_are_told_by_the_report():
    owed = {
        "responseDeadline": "2024-06-05T00:00:00",
        "responseExcepted": True,
        "publication": [{"id": 90}, {"id": 91}],
    }
    (report,) = records(row(1, type={"id": 1, "name": "Report"}, governmentResponses=owed))
    assert isinstance(report, CommitteePublication)
    assert report.kind == KINDS[1] == "report"
    assert (report.response_deadline, report.is_response_excepted) == ("2024-06-05", True)
    assert report.response_ids == (90, 91)


def test_every_field_may_be_null():
    nothing = dict.fromkeys((*row(1), "governmentResponses", "documents", "hcNumber", "businesses"))
    (found,) = records(nothing | {"id": 5, "type": {"id": 3}})
    assert found == CommitteePublication(5, None, None, "correspondence", "Untitled publication")


def test_names_sent_as_numbers_are_read():
    documents = [{"documentId": 11, "files": [{"fileName": "a.html", "fileDataFormat": 1}]}]
    (found,) = records(row(1, documents=documents, committee={"id": 7, "house": 2}))
    assert isinstance(found, CommitteePublication)
    assert (found.house, found.files[0].formats) == ("Lords", ("1",))


def test_a_part_that_cannot_be_read_is_rejected_and_the_rest_stays():
    documents = [
        {"documentId": "eleven", "files": []},
        {"documentId": 12, "files": [{"fileDataFormat": ["Pdf"]}, {"fileDataFormat": "Html"}, None]},
        "a document",
    ]
    responses = {"publication": [{"id": 90}, {"id": None}]}
    body = json.dumps(row(1, documents=documents, governmentResponses=responses)).encode()
    parsed = parse_publications(body)
    (found,) = parsed.records
    assert isinstance(found, CommitteePublication)
    assert [(file.document_id, file.formats) for file in found.files] == [(12, ("Html",))]
    assert found.response_ids == (90,)
    assert sorted(rejected.item for rejected in parsed.rejected) == [
        "publications[0] documents[0]",
        "publications[0] documents[2]",
        "publications[0] files[0]",
        "publications[0] publication[1]",
    ]


def test_the_public_address_is_that_of_the_first_document():
    documents = [{"documentId": 11, "files": None}, {"documentId": 12, "files": []}]
    (found,) = records(row(1, documents=documents, additionalContentUrl="https://elsewhere.example"))
    assert found.url == "https://committees.parliament.uk/publications/1/documents/11/default/"


# --- Documents ---


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        ({"fileName": "a.pdf", "data": None}, "holds no file"),
        ({"fileName": "a.pdf", "url": "https://x.example/a.pdf"}, "holds no file"),
        ({"fileName": "a.pdf", "data": "A"}, "not in base64"),
        ({"fileName": "a.pdf", "data": "JVBERi0xLjQ="}, "PDF: broken"),
        ({"fileName": "a.html", "data": base64.b64encode(b"<html></html>").decode()}, "holds no text"),
        ({"fileName": "a.bin", "data": "AAAA"}, "neither a PDF nor a web page"),
    ],
)
def test_a_file_without_words_says_why_and_is_counted(answer, trouble):
    parsed = parse_document(json.dumps(answer).encode(), ADDRESS)
    record = parsed.records[0]
    assert isinstance(record, CommitteeDocument)
    assert (record.text, record.is_full) == (None, False)
    assert trouble in (record.trouble or "")
    assert [(item.item, item.reason) for item in parsed.rejected] == [("document 81/811", record.trouble)]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ('<html><head><meta charset="utf-8"></head><body><p>£5 – paid</p></body></html>', "utf-8"),
        ("<html><body><p>£5 – paid</p></body></html>", "cp1252"),
        ("<!doctype html><p>£5 – paid</p>", "utf-16"),
        ('<meta charset="no-such-thing"><p>£5 – paid</p>', "utf-8"),
    ],
)
def test_a_page_is_read_in_its_own_encoding(page, encoding):
    data = base64.b64encode(page.encode(encoding)).decode()
    assert read({"fileName": "page.html", "data": data}).text == "£5 – paid"


def test_a_documents_answer_must_say_which_it_is():
    with pytest.raises(WrongShape):
        parse_document(b'{"fileName": "a.pdf", "data": ""}', "https://committees.example/api/Publications/81")
    with pytest.raises(WrongShape):
        parse_document(b'{"status": 404}', ADDRESS)


# --- What the service really sent ---


def test_the_real_list_is_read_whole(shared):
    path = shared / "real/api-samples/committees/publications_list_education_2024.json"
    parsed = parse_publications(path.read_bytes())
    assert (parsed.rejected, parsed.unknown_fields) == ((), ())
    assert [record.id for record in parsed.records] == [46016, 46017, 46019, 46004, 45887]
    for record in parsed.records:
        assert isinstance(record, CommitteePublication)
        assert record.committee_id == 203
        assert record.house == "Commons"
        assert record.files[0].formats == ("OriginalFormat",)


def test_every_field_of_the_specification_is_known(shared):
    from scrapers.committees_parse import _KNOWN

    spec = json.loads((shared / "api-specs/committees-api.openapi3.json").read_text())
    schema = spec["components"]["schemas"]["Committees.Common.Responses.Publication"]
    assert set(schema["properties"]) == _KNOWN

"""GOV.UK's search and documents: what is asked for, and what is made of the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.documents import GovDocument
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.govuk import (
    fetch_content,
    fetch_search,
    markup,
    moment,
    parse_content,
    parse_search,
    path_in,
)
from scrapers.govuk_attachments import asset_address

FIXTURES = Path(__file__).parents[1] / "fixtures"
REAL = Path(__file__).parents[2].parent / "shared" / "real" / "api-samples" / "govuk"
ASSETS = "https://assets.publishing.service.gov.uk"


def row(number: int) -> dict[str, object]:
    return {"link": f"/p{number}", "title": "T", "content_store_document_type": "research"}


def search(session, service, **options):
    asked = {
        "term": "child maintenance",
        "organisations": ["a", "b"],
        "kinds": ["research"],
        "since": "2022-01-01",
    }
    return list(fetch_search(session, service.url, **(asked | options)))


def test_the_search_is_for_a_phrase_with_parameters_that_the_service_knows(service, session, of_json):
    service.answer = lambda path, query: of_json({"results": [row(1)], "total": 1})
    assert len(search(session, service)) == 1
    path, query = service.asked[0]
    assert path == "/api/search.json"
    assert query == {
        "q": ['"child maintenance"'],
        "filter_organisations": ["a", "b"],
        "filter_content_store_document_type": ["research"],
        "filter_public_timestamp": ["from:2022-01-01"],
        "order": ["-public_timestamp"],
        "fields": ["title,link,description,public_timestamp,content_store_document_type,organisations"],
        "start": ["0"],
        "count": ["100"],
    }


def test_all_pages_are_read_and_their_number_is_checked(service, session, of_json):
    rows = [row(n) for n in range(5)]
    service.answer = lambda path, query: of_json(
        {"results": rows[int(query["start"][0]) :][:2], "total": len(rows)}
    )
    assert len(search(session, service, take=2)) == 3
    service.answer = lambda path, query: of_json({"results": rows[int(query["start"][0]) :][:2], "total": 7})
    with pytest.raises(SourceFailure, match="the service has 7 rows, 5 came"):
        search(session, service, take=2)


@pytest.mark.parametrize("answer", [{"results": []}, {"error": "Unexpected parameters"}, {"total": "many"}])
def test_an_answer_that_is_no_list_is_a_failure_of_its_kind(service, session, of_json, answer):
    service.answer = lambda path, query: of_json(answer)
    with pytest.raises(SourceFailure) as caught:
        search(session, service)
    assert caught.value.kind == "wrong schema"


def test_a_parameter_the_service_refuses_is_not_asked_again(service, session, of_json):
    service.answer = lambda path, query: of_json({"error": "Unexpected parameters: x"}, status=422)
    with pytest.raises(SourceFailure, match="422") as caught:
        search(session, service)
    assert (caught.value.kind, len(service.asked)) == ("bad request", 1)


def test_days_are_days_in_london():
    listed = parse_search((FIXTURES / "govuk_search" / "page.json").read_bytes()).records[0]
    assert isinstance(listed, GovDocument)
    assert listed.date_updated == "2025-07-01", "a quarter past midnight, British Summer Time"
    assert listed.updated_at == "2025-06-30T23:15:00+00:00"


def test_a_document_is_asked_for_below_the_prefix(service, session, of_json):
    service.answer = lambda path, query: of_json({"base_path": "/a b"})
    answer = fetch_content(session, f"{service.url}/prefix", "/a b")
    assert service.asked[0][0] == "/prefix/api/content/a%20b"
    assert path_in(answer.url) == "/a%20b"


@pytest.mark.parametrize("body", [b"[]", b"{}", b"<html>", b'{"error": 1}'])
def test_what_is_no_document_is_said(body):
    with pytest.raises(WrongShape):
        parse_content(body)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"base_path": "/a", "document_type": "gone"}', "no document any more: gone"),
        (b'{"base_path": "/a", "document_type": "research", "title": "T"}', "content_id is missing"),
        (b'{"base_path": "/a", "document_type": "x", "content_id": "c", "title": 7}', "title is a number"),
        (
            b'{"base_path": "/a", "document_type": "x", "title": "T", "content_id": "c", "details": []}',
            "details",
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_rejected(body, reason):
    parsed = parse_content(body)
    assert parsed.records == ()
    assert reason in parsed.rejected[0].reason


@pytest.mark.parametrize(
    ("details", "found"),
    [
        ({"body": "<p>a</p>"}, "<p>a</p>"),
        ({"body": None}, ""),
        ({}, ""),
        ({"body": []}, ""),
        ({"body": [{"content_type": "text/govspeak", "content": "a"}]}, "a"),
    ],
)
def test_a_body_is_a_text_or_one_text_in_several_forms(details, found):
    assert markup(details, "body") == found


def test_times_compare_as_texts():
    forms = ["2025-01-15T09:30:00Z", "2025-01-15T09:30:00.000+00:00", "2025-01-15T10:30:00+01:00"]
    assert {moment({"at": form}, "at") for form in forms} == {"2025-01-15T09:30:00+00:00"}
    assert moment({}, "at") is None


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        (f"{ASSETS}/media/1/a.ods", "https://www.gov.uk", f"{ASSETS}/media/1/a.ods"),
        (f"{ASSETS}/media/1/a.ods", "http://localhost:1/govuk", "http://localhost:1/govuk/media/1/a.ods"),
        ("https://www.gov.uk/uploads/a.ods", "http://localhost:1/", "http://localhost:1/uploads/a.ods"),
        ("http://localhost:1/media/a.ods", "http://localhost:1", "http://localhost:1/media/a.ods"),
        ("https://example.org/a.ods", "http://localhost:1", "https://example.org/a.ods"),
    ],
)
def test_where_a_file_is_fetched(url, base, address):
    assert asset_address(url, base) == address


@pytest.mark.skipif(not REAL.exists(), reason="the real answers lie beside the project, not in it")
@pytest.mark.parametrize(
    ("name", "kind", "published", "files", "changes"),
    [
        ("content_consultation_outcome", "consultation_outcome", "2016-04-20", 1, 2),
        ("content_publication_national_statistics", "national_statistics", "2015-05-21", 0, 1),
        ("content_publication_official_statistics", "official_statistics", "2015-01-14", 0, 4),
        ("content_statistics_announcement", "national_statistics_announcement", "2017-05-04", 0, 0),
        ("content_speech_written_statement", "written_statement", "2016-05-12", 0, 0),
    ],
)
def test_real_documents_are_read_whole(name, kind, published, files, changes):
    parsed = parse_content((REAL / f"{name}.json").read_bytes())
    (found,) = parsed.records
    assert isinstance(found, GovDocument)
    assert (parsed.rejected, parsed.unknown_fields) == ((), ())
    assert (found.kind, found.date_published) == (kind, published)
    assert (len(found.attachments), len(found.changes)) == (files, changes)
    assert found.text
    assert found.organisations

from __future__ import annotations

import json

import pytest

from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.records import StatementLink
from scrapers.written_statements import fetch_statement, fetch_window, parse_statements


def row(statement_id, **more):
    value = {"id": statement_id, "title": "Collection", "house": "Lords", "text": "Short.", **more}
    return {"value": value, "links": []}


def test_asks_for_the_window_and_reads_all_pages(service, session, of_json):
    rows = [row(number) for number in range(3)]
    service.answer = lambda path, query: of_json(
        {"totalResults": 3, "results": rows[int(query["skip"][0]) :][:2]}
    )
    answers = list(
        fetch_window(session, f"{service.url}/p", start="2031-03-01", end="2031-03-31", bodies=[29], take=2)
    )
    assert [answer.kind for answer in answers] == ["statements-list"] * 2
    assert service.asked[1] == (
        "/p/api/writtenstatements/statements",
        {
            "madeWhenFrom": ["2031-03-01"],
            "madeWhenTo": ["2031-03-31"],
            "answeringBodies": ["29"],
            "house": ["Bicameral"],
            "skip": ["2"],
            "take": ["2"],
        },
    )


def test_missing_rows_are_told(service, session, of_json):
    service.script(of_json({"totalResults": 2, "results": [row(1), row(1)]}))
    with pytest.raises(SourceFailure, match="count mismatch"):
        list(fetch_window(session, service.url, start="2031-03-01", end="2031-03-31", bodies=[29]))


@pytest.mark.parametrize(("key", "path"), [(7, "7"), (("2031-03-04", "HCWS901"), "2031-03-04/HCWS901")])
def test_fetch_statement(service, session, of_json, key, path):
    service.script(of_json(row(7)))
    assert fetch_statement(session, service.url, key).kind == "statement"
    assert service.asked == [(f"/api/writtenstatements/statements/{path}", {})]


@pytest.mark.parametrize(("uin", "house"), [("HLWS1", "Lords"), ("HCWS1", "Commons")])
def test_the_house_may_be_told_by_the_number(uin, house):
    [statement] = parse_statements(json.dumps(row(1, house=None, uin=uin)).encode()).records
    assert statement.house == house


@pytest.mark.parametrize(("length", "is_truncated"), [(255, True), (20, False)])
def test_a_cut_list_row_is_known(length, is_truncated):
    body = json.dumps({"totalResults": 1, "results": [row(1, text="t" * length + "...")]}).encode()
    [statement] = parse_statements(body).records
    assert (statement.is_truncated, statement.is_full) == (is_truncated, False)


def test_links_are_named_in_full_records_and_only_announced_in_rows():
    link = {"linkedStatementId": 7, "linkType": "CorrectedAnswer", "linkDate": "2031-03-04T00:00:00"}
    told = row(1, hasLinkedStatements=True, linkedStatements=[])
    full = row(1, hasLinkedStatements=True, linkedStatements=[link])
    [listed] = parse_statements(json.dumps({"totalResults": 1, "results": [told]}).encode()).records
    [single] = parse_statements(json.dumps(full).encode()).records
    assert (listed.has_links, listed.links) == (True, ())
    assert single.links == (StatementLink(7, "CorrectedAnswer", "2031-03-04"),)


def test_no_e_mail_address_and_no_wrapped_link_gets_through():
    wrapped = (
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fx"
        "&data=05%7C01%7Cann.official%40dwp.example.gov.uk%7C"
    )
    text = f'<p>See <a href="{wrapped}">here</a>, {wrapped} or ann.official@dwp.example.gov.uk.</p>'
    files = [{"url": wrapped, "title": "From ann.official@dwp.example.gov.uk"}]
    [statement] = parse_statements(json.dumps(row(1, text=text, attachments=files)).encode()).records
    assert "@" not in repr(statement)
    assert "%40" not in repr(statement)
    assert "safelinks" not in repr(statement)
    assert '<a href="https://www.gov.uk/x">here</a>' in statement.text_html
    assert statement.text.startswith("See here, https://www.gov.uk/x or [")
    assert statement.attachments[0].url == "https://www.gov.uk/x"


def test_another_shape_is_an_error():
    with pytest.raises(WrongShape, match="results"):
        parse_statements(b'{"items": []}')

"""Saved files are known by what is in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scrapers.parsers import PARSERS, parse
from scrapers.recognise import UnknownShape, recognise

QUESTION = {
    "value": {"id": 7, "uin": "1", "questionText": "Why?", "dateTabled": "2024-01-05T00:00:00"},
    "links": [],
}
STATEMENT = {
    "value": {"id": 8, "uin": "HCWS1", "title": "Letters", "dateMade": "2024-01-05T00:00:00"},
    "links": [],
}
MEMBER = {"value": {"id": 9, "nameDisplayAs": "Ada Sample", "latestHouseMembership": {}}, "links": []}
BIOGRAPHY = {"value": {"representations": [], "governmentPosts": [], "houseMemberships": []}, "links": []}
HISTORY = {"value": {"id": 9, "partyHistory": [], "houseMembershipHistory": []}, "links": []}
XML = """<?xml version="1.0"?>
<!DOCTYPE publicwhip
[
<!ENTITY mdash "&#8212;">
]>
<!-- note -->
<publicwhip/>"""


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("questions-list", dumped({"totalResults": 1, "results": [QUESTION]})),
        ("questions-list", dumped({"totalResults": 2, "results": [{"value": None}, QUESTION]})),
        ("questions-list", dumped({"totalResults": 0, "results": []})),
        ("question", dumped(QUESTION)),
        ("questions", dumped([QUESTION, QUESTION])),
        ("statements-list", dumped({"totalResults": 1, "results": [STATEMENT]})),
        ("statement", dumped(STATEMENT)),
        ("statements", dumped([STATEMENT])),
        ("debate", dumped({"Overview": {"ExtId": "A"}, "Items": [], "ChildDebates": []})),
        ("member", dumped(MEMBER)),
        ("members", dumped([MEMBER, MEMBER])),
        ("members-list", dumped({"items": [MEMBER], "totalResults": 1, "skip": 0, "take": 20})),
        ("members-list", dumped({"items": [], "totalResults": 0, "resultContext": "Showing 0 of 0"})),
        ("history", dumped([HISTORY])),
        ("biography", dumped(BIOGRAPHY)),
        ("parlparse", b"<publicwhip></publicwhip>"),
        ("parlparse", b'\xef\xbb\xbf\n<publicwhip latest="no"/>'),
        ("parlparse", XML.encode()),
        ("parlparse", XML.encode("utf-16")),
        ("page-text", b"Asked by: Ada Sample\nWhy?"),
        ("page-text", b"Some site\r\n  Asked by: Ada Sample\r\nWhy?"),
    ],
)
@pytest.mark.parametrize("name", ["saved", "wrong.pdf"])
def test_kind_is_told_by_content(kind: str, body: bytes, name: str) -> None:
    assert recognise(body, name) == kind


@pytest.mark.parametrize(
    ("body", "looks_like"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7\n", "is a PDF document"),
        (b"PK\x03\x04rest", "is a zip archive"),
        (b"\x1f\x8b\x08rest", "is a gzip archive"),
        (bytes(range(256)), "is a binary file"),
        (
            b"<!DOCTYPE html><html><head><title>Just a\n moment</title>",
            "HTML page called 'Just a moment', perhaps",
        ),
        (b"\n<html><body>502 Bad Gateway</body></html>", "is an HTML page, perhaps an error page"),
        (dumped([QUESTION])[:40], "is JSON cut short at character 40"),
        (b'{"results": [', "is JSON cut short at character 13"),
        (b'{"results": nope}', "is not well-formed JSON: Expecting value: line 1 column 13"),
        (b"[" * 100_000, "is JSON that cannot be read"),
        (b"{}", "is JSON of a shape we do not know (an empty object)"),
        (b"[]", "is JSON of a shape we do not know (an empty array)"),
        (b"[1, 2]", "(an array of 2, the first item: a bare int)"),
        (dumped({"value": {"odd": 1}, "links": []}), "'links', 'value' with top keys 'odd')"),
        (dumped({"results": [{"value": {"odd": 1}}]}), "(top keys 'results')"),
        (
            dumped({"type": "x", "title": "Server error", "status": 500}),
            "is an error the service answered: 500 Se",
        ),
        (b"<feed><entry/></feed>", "is XML but not parlparse's: its root is <feed>, not <publicwhip>"),
        (b"<?xml version='1.0'?> text", "looks like markup but has no root element"),
        (b"Dear Sir,\nwho asked by: me?", "is plain text without a line 'Asked by:' (it begins 'Dear"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_what_a_strange_file_looks_like_is_said(body: bytes, looks_like: str) -> None:
    with pytest.raises(UnknownShape) as caught:
        recognise(body, "strange.json")
    message = str(caught.value)
    assert message.startswith("strange.json ")
    assert looks_like in message
    assert "expected a questions API answer" in message


def test_every_kind_that_is_recognised_has_its_parser() -> None:
    kinds = {"questions-list", "question", "questions", "statements-list", "statement", "statements"}
    members = {"member", "members", "members-list", "history", "biography"}
    assert set(PARSERS) >= kinds | members | {"debate", "parlparse", "page-text"}


@pytest.mark.parametrize("body", [dumped({"totalResults": 0, "results": []}), b"<publicwhip/>"])
def test_an_answer_without_items_gives_no_records(body: bytes) -> None:
    parsed = parse(recognise(body, "empty"), "empty", body)
    assert (parsed.records, parsed.rejected) == ((), ())

"""Recorded answers of the services, kept beside the project and never in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scrapers.attribution import parse_attribution
from scrapers.debate_kinds import debate_kind
from scrapers.hansard_parse import parse_debate
from scrapers.html_text import clean_html, html_to_text
from scrapers.members import parse_member
from scrapers.written_questions import parse_questions
from scrapers.written_statements import parse_statements

REAL = Path(__file__).parents[2].parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the recorded answers are not beside the project")

LISTS = [
    "questions_list_cms.json",
    *(
        f"api-samples/questions-statements/wq_list_{name}.json"
        for name in (
            "2021-02-01_answers_member_complete",
            "2021-02-01_questions_member_complete",
            "2021-02-01_subset",
            "2024-01-05_20",
            "answered_2021-02-01_subset",
        )
    ),
]
SINGLES = ["questions_single_cms.json", "api-samples/questions-statements/wq_single_1679416.json"]
ROWS = ["cms_2023-12_2024-09", "edge_cases_2023-12_2024-09"]


def read(name: str) -> Any:
    return json.loads((REAL / name).read_bytes())


@pytest.mark.parametrize("name", LISTS)
def test_every_list_row_is_read_and_its_cuts_are_known(name):
    rows = [row["value"] for row in read(name)["results"]]
    parsed = parse_questions((REAL / name).read_bytes())
    assert (len(parsed.records), parsed.rejected, parsed.unknown_fields) == (len(rows), (), ())
    for row, record in zip(rows, parsed.records, strict=True):
        is_cut = len(row["questionText"]) == 255 or len(row["answerText"] or "") == 258
        assert record.is_truncated == is_cut


@pytest.mark.parametrize("name", ROWS)
def test_loose_list_rows_are_read(name):
    rows = read(f"api-samples/questions-statements/wq_list_items_{name}.json")
    parsed = parse_questions(json.dumps({"totalResults": len(rows), "results": rows}).encode())
    assert (len(parsed.records), parsed.rejected, parsed.unknown_fields) == (len(rows), (), ())


@pytest.mark.parametrize("name", SINGLES)
def test_every_single_answer_is_read_in_full(name):
    parsed = parse_questions((REAL / name).read_bytes())
    assert parsed.records
    assert parsed.rejected == parsed.unknown_fields == ()
    assert all(record.is_full and not record.is_truncated for record in parsed.records)


def test_details_recorded_beside_the_members_service_are_read():
    pairs = read("api-samples/questions-statements/wq_members-index_vs_detail_pairs_2024-2026.json")
    for pair in pairs:
        parsed = parse_questions(json.dumps(pair["detail_payload"]).encode())
        assert [record.id for record in parsed.records] == [pair["question_id"]]
        attachments = pair["detail_payload"]["value"]["attachments"]
        assert len(parsed.records[0].attachments) == len(attachments)


def test_members_nested_in_those_answers_are_read():
    pairs = read("api-samples/questions-statements/wq_members-index_vs_detail_pairs_2024-2026.json")
    members = [pair["index_item"]["value"]["answeringMember"] for pair in pairs]
    body = json.dumps([{"value": member} for member in members if member]).encode()
    parsed = parse_member(body)
    assert parsed.rejected == parsed.unknown_fields == ()
    assert all(record.memberships for record in parsed.records)


def test_every_statement_is_read():
    name = "api-samples/questions-statements/ws_list_2021-02-01_complete.json"
    parsed = parse_statements((REAL / name).read_bytes())
    assert (len(parsed.records), parsed.rejected, parsed.unknown_fields) == (10, (), ())
    assert all(record.is_truncated and record.member_role for record in parsed.records)


def test_html_of_real_answers_is_cleaned_for_good():
    details = read("api-samples/questions-statements/wq_detail_text_cms_2023-09_2025-08.json")
    for detail in details.values():
        clean, text = clean_html(detail["answer_text"]), html_to_text(detail["answer_text"])
        assert clean_html(clean) == clean
        assert html_to_text(text) == html_to_text(clean) == text
        assert "safelinks" not in clean
        assert "<" not in text


def spoken() -> list[dict[str, Any]]:
    return read("api-samples/hansard/search_contributions_spoken_subset.json")["Results"]


def test_every_real_attribution_is_read():
    rows = spoken()
    assert len(rows) == 44
    for row in rows:
        parts = parse_attribution(row["AttributedTo"])
        assert parts.name == row["MemberName"]
        assert (parts.constituency is None) == (parts.party is None) == ("(" not in row["AttributedTo"])


def test_real_contributions_under_real_overviews_are_read():
    overviews = read("api-samples/hansard/debate_overviews.json")
    values = spoken()
    items = [
        {
            "ItemType": "Contribution",
            "ItemId": row["ItemId"],
            "MemberId": row["MemberId"],
            "AttributedTo": row["AttributedTo"],
            "Value": row["ContributionTextFull"],
            "ExternalId": row["ContributionExtId"],
            "HRSTag": row["HRSTag"],
        }
        for row in values
    ]
    for overview in overviews:
        body = json.dumps(
            {"Overview": overview, "Items": items, "Navigator": [], "ChildDebates": []}
        ).encode()
        parsed = parse_debate(body)
        assert parsed.rejected == parsed.unknown_fields == ()
        [debate] = parsed.records
        assert len(debate.contributions) == len(items)
        assert not any("<" in line.text or "  " in line.text for line in debate.contributions)


def test_kinds_of_real_debates_are_known():
    overviews = read("api-samples/hansard/debate_overviews.json")
    unknown = {o["HRSTag"] for o in overviews if debate_kind(o["HRSTag"], o["Location"], []) is None}
    assert unknown <= {"hs_6bBigBoldHdg"}

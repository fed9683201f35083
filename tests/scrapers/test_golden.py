"""Every parser over saved answers: `tests/fixtures/<source>/<case>.json` beside `<case>.expected.json`.

The answers are invented, in the shapes the services really send. After a wanted change of a parser,
`REWRITE_GOLDEN=1 .venv/bin/python -m pytest tests/scrapers/test_golden.py` writes the expected files
anew (and skips); read the difference before keeping it.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from scrapers.committees_parse import parse_document, parse_publications
from scrapers.govuk import parse_content, parse_search
from scrapers.govuk_roles import parse_role
from scrapers.hansard_parse import parse_debate
from scrapers.legislation import parse_feed, parse_legislation
from scrapers.members import parse_biography, parse_member
from scrapers.motions import parse_motion, parse_motions
from scrapers.oral_questions import parse_oral_questions
from scrapers.petitions import parse_petitions
from scrapers.popolo import parse_people
from scrapers.popolo_offices import parse_offices
from scrapers.records import Parsed
from scrapers.written_questions import parse_questions
from scrapers.written_statements import parse_statements

FIXTURES = Path(__file__).parents[1] / "fixtures"
PARSERS: dict[str, Callable[[bytes], Parsed]] = {
    "written_questions": parse_questions,
    "written_statements": parse_statements,
    "hansard": parse_debate,
    "members": parse_member,
    "govuk": parse_content,
    "govuk_search": parse_search,
    "govuk_roles": parse_role,
    "committees": parse_publications,
    "committee_documents": lambda body: parse_document(
        body, "https://x.example/api/Publications/8/Document/9/Pdf"
    ),
    "petitions": parse_petitions,
    "legislation": parse_legislation,
    "legislation_feeds": parse_feed,
    "oral_questions": parse_oral_questions,
    "motions": parse_motions,
    "motion_details": parse_motion,
    "people": parse_people,
    "offices": parse_offices,
    "biographies": lambda body: parse_biography(body, 9101),
}


def cases() -> list[Path]:
    found = [path for source in PARSERS for path in sorted((FIXTURES / source).iterdir())]
    return [path for path in found if not path.name.endswith(".expected.json")]


@pytest.mark.parametrize("path", cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_saved_answer_gives_the_expected_records(path: Path):
    parsed = PARSERS[path.parent.name](path.read_bytes())
    found = json.dumps(readable(parsed), ensure_ascii=False, indent=1) + "\n"
    expected = path.with_suffix(".expected.json")
    if os.environ.get("REWRITE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
        pytest.skip(f"wrote {expected.name}")
    assert json.loads(found) == json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", PARSERS)
def test_every_source_has_a_saved_answer(source: str):
    assert list((FIXTURES / source).glob("*.expected.json"))


def readable(parsed: Parsed) -> dict[str, object]:
    """As JSON, with the kind of each record and without the fields that hold only their default."""
    return {
        "records": [{"record": type(record).__name__, **told(record)} for record in parsed.records],
        "rejected": [dataclasses.asdict(rejected) for rejected in parsed.rejected],
        "unknown_fields": list(parsed.unknown_fields),
    }


def told(record: object) -> dict[str, object]:
    assert dataclasses.is_dataclass(record)
    told_fields = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if value != field.default:
            told_fields[field.name] = (
                [plain(part) for part in value] if isinstance(value, tuple) else plain(value)
            )
    return told_fields


def plain(part: object) -> object:
    return told(part) if dataclasses.is_dataclass(part) else part

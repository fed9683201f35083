"""Every parser over saved answers: `tests/fixtures/<source>/<case>.*` beside `<case>.expected.json`.

The answers are invented, in the shapes the services really send. After a wanted change of a parser,
`REWRITE_GOLDEN=1 .venv/bin/python -m pytest tests/scrapers/test_golden.py` writes the expected files
anew (and skips); read the difference before keeping it.
"""

from __future__ import annotations

import dataclasses
import json
import os
from pathlib import Path

import pytest

from scrapers.parsers import PARSERS, parse
from scrapers.records import Parsed

FIXTURES = Path(__file__).parents[1] / "fixtures"
KINDS: dict[str, str] = json.loads((FIXTURES / "kinds.json").read_text(encoding="utf-8"))  # by folder
ALIKE = {  # lists, single answers and arrays of them, which one parser reads
    "questions-list": "questions",
    "question": "questions",
    "statements-list": "statements",
    "statement": "statements",
    "members-list": "member",
    "members": "member",
    "publication": "publications-list",
    "petition": "petitions-list",
}
ADDRESSES = {  # of answers that do not say what they answer; of others it is the name of the file
    "committee_documents": "https://x.example/api/Publications/8/Document/9/Pdf",
    "biographies": "https://x.example/api/Members/9101/Biography",
}


def cases() -> list[Path]:
    found = [path for source in KINDS for path in sorted((FIXTURES / source).iterdir())]
    return [path for path in found if not path.name.endswith(".expected.json")]


@pytest.mark.parametrize("path", cases(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_saved_answer_gives_the_expected_records(path: Path):
    source = path.parent.name
    parsed = parse(KINDS[source], ADDRESSES.get(source, path.name), path.read_bytes())
    found = json.dumps(readable(parsed), ensure_ascii=False, indent=1) + "\n"
    expected = path.with_suffix(".expected.json")
    if os.environ.get("REWRITE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
        pytest.skip(f"wrote {expected.name}")
    assert json.loads(found) == json.loads(expected.read_text(encoding="utf-8"))


def test_every_kind_of_answer_has_a_saved_one():
    assert {ALIKE.get(kind, kind) for kind in PARSERS} == set(KINDS.values())
    assert all(list((FIXTURES / source).glob("*.expected.json")) for source in KINDS)


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

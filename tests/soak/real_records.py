"""Reads every real record kept beside the project, and lists how many there are and what could not be read.

    .venv/bin/python tests/soak/real_records.py ../shared

Exits 1 when an item is quarantined. Answers that were saved without the envelope of their service get it
back; files of which nothing is read are named with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from scrapers.parsers import parse

Bodies = Callable[[bytes], list[bytes]]
SAMPLES = "real/api-samples"


def as_it_is(body: bytes) -> list[bytes]:
    """Take a file as an answer of the service."""
    return [body]


def loose_rows(body: bytes) -> list[bytes]:
    """Put the list around rows that were saved without it."""
    rows = json.loads(body)
    return [json.dumps({"totalResults": len(rows), "results": rows}).encode()]


def details(body: bytes) -> list[bytes]:
    """Take the single answers out of pairs of a row and its answer."""
    return [json.dumps(pair["detail_payload"]).encode() for pair in json.loads(body)]


def debates(body: bytes) -> list[bytes]:
    """Make a debate of each heading that was saved without what was said under it."""
    return [
        json.dumps({"Overview": overview, "Navigator": [], "Items": [], "ChildDebates": []}).encode()
        for overview in json.loads(body)
    ]


def said(body: bytes) -> list[bytes]:
    """Make a debate of the rows of a search, which hold what was said."""
    overview = {"ExtId": "SEARCH", "House": "Commons", "Title": "What a search found", "Date": "2024-07-17"}
    names = {"ContributionTextFull": "Value", "ContributionExtId": "ExternalId"}
    kept = {"ItemId", "MemberId", "AttributedTo", "HRSTag", *names}
    items = [
        {"ItemType": "Contribution"} | {names.get(key, key): row[key] for key in kept}
        for row in json.loads(body)["Results"]
    ]
    return [json.dumps({"Overview": overview, "Items": items}).encode()]


READ: tuple[tuple[str, str, Bodies], ...] = (
    ("real/questions_list_cms.json", "questions-list", as_it_is),
    ("real/questions_single_cms.json", "questions", as_it_is),
    (f"{SAMPLES}/questions-statements/wq_list_2*.json", "questions-list", as_it_is),
    (f"{SAMPLES}/questions-statements/wq_list_answered*.json", "questions-list", as_it_is),
    (f"{SAMPLES}/questions-statements/wq_list_items*.json", "questions-list", loose_rows),
    (f"{SAMPLES}/questions-statements/wq_single*.json", "question", as_it_is),
    (f"{SAMPLES}/questions-statements/wq_members-index*.json", "question", details),
    (f"{SAMPLES}/questions-statements/ws_list*.json", "statements-list", as_it_is),
    (f"{SAMPLES}/hansard/debate_overviews.json", "debate", debates),
    (f"{SAMPLES}/hansard/search_contributions*.json", "debate", said),
    (f"{SAMPLES}/oralquestionsandmotions/oralquestions_list*.json", "oral-questions-list", as_it_is),
    (f"{SAMPLES}/committees/publications_list*.json", "publications-list", as_it_is),
    (f"{SAMPLES}/govuk/content_role*.json", "govuk-role", as_it_is),
    (f"{SAMPLES}/govuk/content_[cps]*.json", "govuk-content", as_it_is),
    (f"{SAMPLES}/parlparse/*.xml", "parlparse", as_it_is),
    (f"{SAMPLES}/parlparse/ministers*.json", "offices", as_it_is),
    ("real/members/parlparse-ministers*.json", "offices", as_it_is),
    ("real/parlparse/*.xml", "parlparse", as_it_is),
    ("seeds/002*.txt", "page-text", as_it_is),
)
NOT_READ = {
    "committee_203.json": "a committee: nothing is taken from it",
    "content_ministers_index.json": "names the pages of offices, holds no record",
    "request_manifest_2026-07-21_examples.json": "addresses, no answer",
    "contribution_summary_185_page1_items.json": "an index of what a member said, no record",
    "wq_detail_text_cms_2023-09_2025-08.json": "texts of answers without the answers' other fields",
}


def read(folder: Path) -> Iterator[tuple[Path, str, Counter[str], list[str], set[str]]]:
    """Yield each file with its kind, its records by type, what was refused and the fields nobody knows."""
    for pattern, kind, bodies in READ:
        for path in sorted(folder.glob(pattern)):
            if path.name in NOT_READ:
                continue
            parts = [parse(kind, f"file:{path.name}", body) for body in bodies(path.read_bytes())]
            records = Counter(type(record).__name__ for part in parts for record in part.records)
            records.update({"Contribution": sum(map(_contributions, parts))} if "Debate" in records else {})
            refused = [f"{item.item}: {item.reason}" for part in parts for item in part.rejected]
            yield path, kind, records, refused, {name for part in parts for name in part.unknown_fields}


def _contributions(parsed: Any) -> int:
    return sum(len(getattr(record, "contributions", ())) for record in parsed.records)


def main() -> int:
    """List the files and the totals."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared"))
    folder = parser.parse_args().folder
    total, quarantined, seen = Counter[str](), 0, set(NOT_READ)
    for path, kind, records, refused, unknown in read(folder):
        seen.add(path.name)
        total += records
        quarantined += len(refused)
        counted = ", ".join(f"{number} {name}" for name, number in sorted(records.items())) or "no record"
        new = f"; unknown fields: {', '.join(sorted(unknown))}" if unknown else ""
        print(f"{path.relative_to(folder)} ({kind}): {counted}; {len(refused)} quarantined{new}")
        for reason in refused:
            print(f"    {reason[:200]}")
    for name, reason in sorted(NOT_READ.items()):
        print(f"{name}: not read, {reason}")
    files = [path.name for path in folder.glob("real/**/*") if path.suffix in {".json", ".xml"}]
    forgotten = sorted(set(files) - seen)
    print(f"in all: {', '.join(f'{number} {name}' for name, number in sorted(total.items()))}")
    print(f"{quarantined} quarantined; files that nothing reads: {', '.join(forgotten) or 'none'}")
    return 1 if quarantined or forgotten else 0


if __name__ == "__main__":
    sys.exit(main())

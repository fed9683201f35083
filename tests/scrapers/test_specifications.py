"""Every parser on what the services' own specifications allow, and on fields that they do not know yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SPECS = Path(__file__).parents[2].parent / "shared" / "api-specs"
quick = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)

TEXTS = st.text(max_size=40) | st.sampled_from([
    "", " ", "\x00", "\ud83d", "1", "9" * 20, "Commons", "HLWS12", "&amp;nbsp;", "https://x.example/?to=jo%40x.uk",
    "2025-10-01", "2025-10-01T10:00:00Z", "0001-01-01T00:00:00", "9999-12-31T23:59:59+14:00", "2025-13-99",
    "<p>We will <b>act</b> by Friday.</p>", "<table><tr><td>1", "Write to jo.bloggs@dwp.example.gov.uk now",
])  # fmt: skip
DAYS = st.dates().map(lambda day: f"{day}T00:00:00")
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.integers(0, 30), st.floats(), TEXTS)


class Schemas:
    """Strategies for the schemas of one OpenAPI or Swagger file."""

    def __init__(self, name: str) -> None:
        document = json.loads((SPECS / name).read_text(encoding="utf-8-sig"))
        self._schemas = document.get("definitions") or document["components"]["schemas"]
        self._made: dict[str, st.SearchStrategy] = {}

    def of(self, name: str) -> st.SearchStrategy:
        if name not in self._made:
            self._made[name] = st.deferred(lambda: self._strategy(self._schemas[name]))
        return self._made[name]

    def _strategy(self, schema: Mapping[str, Any]) -> st.SearchStrategy:
        if "$ref" in schema:
            return self.of(schema["$ref"].rpartition("/")[2].replace("%5B", "[").replace("%5D", "]"))
        parts = schema.get("allOf") or schema.get("oneOf") or schema.get("anyOf")
        found = st.one_of(*map(self._strategy, parts)) if parts else self._plain(schema)
        return st.none() | found  # the specifications do not say of half the fields that are null in life

    def _plain(self, schema: Mapping[str, Any]) -> st.SearchStrategy:
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        match schema.get("type"):
            case "string":
                return (
                    st.dates().map(lambda day: f"{day}T00:00:00")
                    if "date" in schema.get("format", "")
                    else TEXTS
                )
            case "integer":
                return st.integers(-(2**31), 2**31 - 1)
            case "number":
                return st.floats(allow_nan=False, allow_infinity=False)
            case "boolean":
                return st.booleans()
            case "array":
                return st.lists(self._strategy(schema["items"]), max_size=2)
            case "object" if "properties" in schema:
                return self._object(schema["properties"])
        return SCALARS

    def _object(self, properties: Mapping[str, Any]) -> st.SearchStrategy:
        optional = {name: self._strategy(part) for name, part in properties.items()}
        new = st.dictionaries(st.sampled_from(["brandNew", "x-new"]), SCALARS, max_size=1)
        return st.builds(lambda one, other: one | other, st.fixed_dictionaries({}, optional=optional), new)


QUESTIONS = "questions-statements-api.openapi3.json"
HANSARD = "hansard-api.swagger2.json"
MEMBERS = "members-api.openapi3.json"
TABLED = "oralquestionsandmotions-api.swagger2.json"
COMMITTEES = "committees-api.openapi3.json"
RESPONSES = "Committees.Common.Responses"
ALLOWED = [
    ("questions-list", QUESTIONS, "QuestionsViewModelSearchResult"),
    ("question", QUESTIONS, "QuestionsViewModelItem"),
    ("statements-list", QUESTIONS, "StatementsViewModelSearchResult"),
    ("statement", QUESTIONS, "StatementsViewModelItem"),
    ("debate", HANSARD, "Debate"),
    ("member", MEMBERS, "MemberItem"),
    ("members-list", MEMBERS, "MemberMembersServiceSearchResult"),
    ("biography", MEMBERS, "MemberBiographyItem"),
    ("history", MEMBERS, "MemberHistoryItem"),
    ("oral-questions-list", TABLED, "ApiResponse[List[PublishedOralQuestion]]"),
    ("motions-list", TABLED, "ApiResponse[List[PublishedEarlyDayMotion]]"),
    ("motion", TABLED, "ApiResponse[PublishedEarlyDayMotionDetails]"),
    ("publications-list", COMMITTEES, f"Committees.Common.ResourceCollection`1[{RESPONSES}.Publication]"),
    ("publication", COMMITTEES, f"{RESPONSES}.Publication"),
    ("publication-document", COMMITTEES, f"{RESPONSES}.DocumentFileDetail"),
]  # fmt: skip


@cache
def schemas(name: str) -> Schemas:
    return Schemas(name)


@pytest.mark.skipif(not SPECS.is_dir(), reason="the services' specifications are not beside the project")
@pytest.mark.parametrize(("kind", "file", "schema"), ALLOWED, ids=[case[0] for case in ALLOWED])
@quick
@given(data=st.data())
def test_what_the_specification_allows_is_read_or_refused(check_parser, kind, file, schema, data):
    answer = data.draw(schemas(file).of(schema))
    check_parser(kind, json.dumps(answer).encode())

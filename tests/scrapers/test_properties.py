"""Every parser on anything at all: it gives records, refuses items or refuses the whole, and nothing else.

Input is JSON and XML made of the names that a parser knows, with any values, and any bytes.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.parsers import PARSERS

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


# Known names with any values


def module_of(kind: str) -> str:
    """Return the name of the module whose parser reads a kind."""
    function = PARSERS[kind]
    inner = inspect.getclosurevars(function)
    parsers = [value for value in (*inner.nonlocals.values(), *inner.globals.values()) if callable(value)]
    found = [value.__module__ for value in (*parsers, function) if value.__name__.startswith("parse_")]
    return found[0]


@cache
def known_names(module: str, *, depth: int = 1) -> tuple[str, ...]:
    """Return the texts in the code of a module and of those it imports that may be names of fields."""
    imported = import_module(module)
    tree = ast.parse(inspect.getsource(imported))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Za-z][\w:-]{1,40}", text)}
    if depth:
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scrapers."):
                names |= set(known_names(str(node.module), depth=depth - 1))
    return tuple(sorted(names))


def json_of(names: tuple[str, ...]) -> st.SearchStrategy:
    keys = st.sampled_from(names) | st.just("id")
    return st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=8),
        max_leaves=30,
    )


def objects_of(names: tuple[str, ...]) -> st.SearchStrategy:
    return st.dictionaries(st.sampled_from(names) | st.just("id"), json_of(names), max_size=12)


def rows(values: list) -> list:
    return [{"value": value, "links": []} for value in values]


# How a kind's items are wrapped; all of these give or refuse each item.
WRAPPED: dict[str, Callable[[list], Any]] = {
    "questions-list": lambda values: {"results": rows(values), "totalResults": len(values)},
    "statements-list": lambda values: {"results": rows(values), "totalResults": len(values)},
    "members-list": lambda values: {"items": rows(values), "totalResults": len(values)},
    "questions": rows,
    "biography": rows,
    "history": rows,
    "oral-questions-list": lambda values: {"Response": values, "PagingInfo": {"Total": len(values)}},
    "motions-list": lambda values: {"Response": values, "PagingInfo": {"Total": len(values)}},
}
# Others, where one item may be several records or none.
SHAPED: dict[str, Callable[[list], Any]] = {
    "debate": lambda values: {"Overview": {}, "ChildDebates": values, "Items": values, **dict(*values[:1])},
    "publications-list": lambda values: {"items": values, "totalResults": len(values)},
    "petitions-list": lambda values: {"data": [{"id": 1, "attributes": value} for value in values]},
    "petition": lambda values: {"data": {"id": 1, "attributes": dict(*values[:1])}, "links": {}},
    "govuk-search": lambda values: {"results": values, "total": len(values)},
    "govuk-content": lambda values: {"base_path": "/x", "details": {}, **dict(*values[:1])},
    "govuk-role": lambda values: {"base_path": "/x", "details": {}, **dict(*values[:1])},
    "people": lambda values: {"persons": values, "memberships": values, "posts": values},
    "offices": lambda values: {"memberships": values, "organizations": values},
}
XML_KINDS = {"parlparse", "legislation", "legislation-feed"}
OTHER_KINDS = {"page-text", "govuk-workbook", *XML_KINDS}
JSON_KINDS = sorted(set(PARSERS) - OTHER_KINDS)


@pytest.mark.parametrize("kind", JSON_KINDS)
@quick
@given(data=st.data())
def test_any_json_is_read_or_refused(check_parser, kind, data):
    answer = data.draw(json_of(known_names(module_of(kind))))
    check_parser(kind, json.dumps(answer).encode())


@pytest.mark.parametrize("kind", WRAPPED)
@quick
@given(data=st.data())
def test_each_item_of_a_list_is_a_record_or_refused(check_parser, kind, data):
    values = data.draw(st.lists(objects_of(known_names(module_of(kind))), max_size=4))
    check_parser(kind, json.dumps(WRAPPED[kind](values)).encode(), items=len(values))


@pytest.mark.parametrize("kind", SHAPED)
@quick
@given(data=st.data())
def test_any_values_in_the_shape_of_an_answer_are_read_or_refused(check_parser, kind, data):
    values = data.draw(st.lists(objects_of(known_names(module_of(kind))), max_size=3))
    check_parser(kind, json.dumps(SHAPED[kind](values)).encode())


# XML, and bytes


def xml_of(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    tags = st.sampled_from([name for name in names if ":" not in name])
    letters = st.characters(exclude_characters="<&\"'", categories=["L", "N", "P", "Zs"])
    said = st.text(letters, max_size=20) | st.sampled_from(SAID)
    attributes = st.dictionaries(tags, said, max_size=4).map(
        lambda pairs: "".join(f' {name}="{value}"' for name, value in pairs.items())
    )
    return st.recursive(
        st.builds(_element, tags, attributes, said),
        lambda inner: st.builds(_element, tags, attributes, st.lists(inner, max_size=4).map("".join)),
        max_leaves=20,
    )


def _element(tag: str, attributes: str, inner: str) -> str:
    return f"<{tag}{attributes}>{inner}</{tag}>"


SAID = ["uk.org.publicwhip/debate/2025-01-01a.1.0", "2025-01-01", "jo@dwp.example.uk"]
ROOTS = {
    "parlparse": "<publicwhip>{}</publicwhip>",
    "legislation": '<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation">{}</Legislation>',
    "legislation-feed": '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>',
}


@pytest.mark.parametrize("kind", sorted(XML_KINDS))
@quick
@given(data=st.data())
def test_any_xml_of_the_known_elements_is_read_or_refused(check_parser, kind, data):
    inner = data.draw(xml_of(known_names(module_of(kind))))
    check_parser(kind, ROOTS[kind].format(inner).encode())
    check_parser(kind, inner.encode())


@pytest.mark.parametrize("kind", sorted(PARSERS))
@quick
@given(body=st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(check_parser, kind, body):
    check_parser(kind, body)


SUSPECTS = {
    "nothing": b"",
    "null": b"null",
    "list": b"[]",
    "object": b"{}",
    "deep list": b"[" * 100_000,
    "deep object": b'{"a":' * 50_000,
    "deep xml": b"<x>" * 5_000,
    "half a UTF-16": b"\xff\xfe\x00",
    "half a zip": b"PK\x03\x04" + b"\0" * 40,
    "half a character": b'"\\ud800"',
    "infinity": b"1e999",
    "no number": b"NaN",
    "byte order mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("kind", sorted(PARSERS))
@pytest.mark.parametrize("suspect", SUSPECTS)
def test_the_usual_suspects_are_read_or_refused(check_parser, kind, suspect):
    check_parser(kind, SUSPECTS[suspect])

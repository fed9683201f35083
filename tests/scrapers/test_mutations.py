"""Every parser on good answers gone wrong: values replaced, left out or doubled, bytes flipped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrapers.parsers import PARSERS

FIXTURES = Path(__file__).parents[1] / "fixtures"
KINDS: dict[str, str] = json.loads((FIXTURES / "kinds.json").read_text(encoding="utf-8"))  # by folder
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "2025-13-99", "9999-12-31T23:59:59-14:00", "0002-01-01T00:00:00+14:00"]),
    st.sampled_from(["jo@dwp.example.uk", "\x00", "\ud83d", "http://[", "²", "9" * 5000, 2**70]),
    st.sampled_from(["<p>" * 50, "(" * 50, {}, [], [None], [[]], {"id": []}, {"value": None}]).map(deepcopy),
)
WORDS = ["", "soon", "2025-13-99", "-1", "9" * 30, "jo@dwp.example.uk", "x y"]
quick = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def good_answers(suffix: str) -> list[tuple[str, Path]]:
    return [
        (kind, path)
        for folder, kind in KINDS.items()
        for path in sorted((FIXTURES / folder).glob(f"*{suffix}"))
        if not path.name.endswith(".expected.json")
    ]


def ids(value: object) -> str:
    return value.stem if isinstance(value, Path) else str(value)


def test_every_folder_of_saved_answers_is_tried():
    folders = {path.name for path in FIXTURES.iterdir() if any(path.glob("*.expected.json"))}
    assert folders == set(KINDS)
    assert set(KINDS.values()) <= set(PARSERS)


@pytest.mark.parametrize(("kind", "path"), good_answers(".json"), ids=ids)
@quick
@given(data=st.data())
def test_a_good_answer_with_odd_values_is_read_or_refused(check_parser, kind, path, data):
    answer = json.loads(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        where, key = data.draw(st.sampled_from(list(places_in(answer)) or [([0], 0)]))
        change = data.draw(st.sampled_from(["replace", "replace", "leave out", "double"]))
        if change == "replace":
            where[key] = data.draw(ODD)
        elif change == "leave out":
            del where[key]
        elif isinstance(where, list):
            where.append(deepcopy(where[key]))
        else:
            where["brandNew"] = deepcopy(where[key])
    check_parser(kind, json.dumps(answer).encode())


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container of a JSON value with each of its keys or positions."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in list(pairs):
        yield value, key
        yield from places_in(part)


@pytest.mark.parametrize(("kind", "path"), good_answers(".xml"), ids=ids)
@quick
@given(data=st.data())
def test_good_xml_with_odd_elements_is_read_or_refused(check_parser, kind, path, data):
    root = ElementTree.fromstring(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        element = data.draw(st.sampled_from(list(root.iter())))
        word = data.draw(
            st.sampled_from(["", "soon", "2025-13-99", "-1", "9" * 30, "jo@dwp.example.uk", "x y"])
        )
        change = data.draw(st.sampled_from(["text", "attribute", "tag", "empty", "double", "bare"]))
        if change == "text":
            element.text = word
        elif change == "attribute" and element.attrib:
            element.set(data.draw(st.sampled_from(sorted(element.attrib))), word)
        elif change == "tag":
            element.tag = data.draw(st.sampled_from([part.tag for part in root.iter()]))
        elif change == "empty":
            for part in list(element):
                element.remove(part)
        elif change == "double" and len(element):
            element.append(deepcopy(element[0]))
        elif change == "bare":
            element.attrib.clear()
    check_parser(kind, ElementTree.tostring(root))


@pytest.mark.parametrize(("kind", "path"), good_answers(""), ids=ids)
@quick
@given(data=st.data())
def test_a_good_answer_cut_off_or_with_bytes_flipped_is_read_or_refused(check_parser, kind, path, data):
    body = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 3))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    check_parser(kind, bytes(body[: data.draw(st.integers(0, len(body)) | st.just(len(body)))]))

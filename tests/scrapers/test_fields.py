from __future__ import annotations

import pytest

from scrapers import fields
from scrapers.fields import WrongShape


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (fields.text, " a ", "a"),
        (fields.text, " ", None),
        (fields.identifier, 90001, "90001"),
        (fields.identifier, "HL90001", "HL90001"),
        (fields.number, 29, 29),
        (fields.number, "29", 29),
        (fields.number, "", None),
        (fields.flag, True, True),
        (fields.day, "2031-02-03T00:00:00", "2031-02-03"),
        (fields.day, "2031-02-03T14:32:00.123Z", "2031-02-03"),
        (fields.day, "2031-02-03", "2031-02-03"),
        (fields.day, "2031-06-30T23:30:00Z", "2031-07-01"),
        (fields.day, "2031-06-30T23:30:00.1234567+01:00", "2031-06-30"),
        (fields.day, "0001-01-01T00:00:00", None),
        (fields.house, 2, "Lords"),
        (fields.house, "1", "Commons"),
        (fields.house, "Lords", "Lords"),
        (fields.mapping, {"a": 1}, {"a": 1}),
        (fields.mappings, [{"a": 1}], [{"a": 1}]),
        (fields.texts, ["a", "", None, "b"], ("a", "b")),
        (fields.mappings, [None, {"a": 1}], [{"a": 1}]),
        (fields.text, "Letter to ada@example.org", "Letter to [e-mail address removed]"),
    ],
)
def test_reads(read, value, expected):
    assert read({"key": value}, "key") == expected


@pytest.mark.parametrize(
    "read",
    [fields.text, fields.identifier, fields.number, fields.day, fields.house, fields.mapping, fields.texts],
)
@pytest.mark.parametrize("item", [{}, {"key": None}])
def test_null_and_missing_are_absent(read, item):
    assert not read(item, "key")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (fields.text, 5),
        (fields.text, True),
        (fields.identifier, True),
        (fields.identifier, 1.5),
        (fields.number, "five"),
        (fields.number, True),
        (fields.number, 1.5),
        (fields.number, 2**63),
        (fields.required_number, None),
        (fields.required_text, ""),
        (fields.flag, "true"),
        (fields.flag, 1),
        (fields.day, "31/12/2031"),
        (fields.day, "2031-02-30T00:00:00"),
        (fields.house, 3),
        (fields.house, []),
        (fields.mapping, []),
        (fields.mappings, {}),
        (fields.mappings, [1]),
        (fields.texts, [1]),
    ],
)
def test_a_wrong_type_is_said_with_the_name_of_the_field(read, value):
    with pytest.raises(WrongShape, match="key"):
        read({"key": value}, "key")


def test_half_a_character_becomes_a_question_mark():
    assert fields.load_json(rb'["\ud83d\ude00", "cut \uD83D"]') == ["\U0001f600", "cut ?"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_not_json_is_a_wrong_shape(body):
    with pytest.raises(WrongShape, match="not JSON"):
        fields.load_json(body)

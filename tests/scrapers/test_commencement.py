from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.commencement import read_note


@pytest.mark.parametrize(
    ("note", "started"),
    [
        ("S. 2 in force at 3.3.2003 by S.I. 2003/9192, art. 3, Sch.", [("2003-03-03", "S.I. 2003/9192")]),
        ("Reg. 4 coming into force on 26 March 2024 by S.I. 2024/9123", [("2024-03-26", "S.I. 2024/9123")]),
        ("Act comes into force on 1st April 2031", [("2031-04-01", None)]),
        ("S. 1 in force at Royal Assent, see s. 9(1)", [("2031-04-03", None)]),
        ("S. 1 in force at 3.4.2031 (Royal Assent)", [("2031-04-03", None)]),
        ("S. 1 not in force at Royal Assent, see s. 9(2)", [(None, None)]),
        (
            "S. 1 not in force at Royal Assent, see s. 9(2); s. 1 in force at 10.1.2032 by S.I. 2031/9420",
            [("2032-01-10", "S.I. 2031/9420")],
        ),
        (
            "S. 5 wholly in force at 5.4.1993: s. 5 not in force at Royal Assent see s. 58(2); "
            "s. 5 in force at 5.4.1993 by S.I. 1992/9644, art. 2",
            [("1993-04-05", "S.I. 1992/9644")],
        ),
        (
            "S. 3 partly in force: s. 3 in force for certain purposes at 17.6.1992 by S.I. 1992/9377; "
            "s. 3 in force at 5.4.1993 by S.I. 1992/9644",
            [("1992-06-17", "S.I. 1992/9377"), ("1993-04-05", "S.I. 1992/9644")],
        ),
        ("Brought into force by S.I. 2031/9007 on 1 May 2031", [("2031-05-01", "S.I. 2031/9007")]),
        (
            "S. 2 in force at 6.4.2031 for some cases and at 3.8.2031 for others by S.I. 2031/9011",
            [("2031-04-06", "S.I. 2031/9011"), ("2031-08-03", "S.I. 2031/9011")],
        ),
        (
            "S. 2 in force at 6.4.2031 by S.I. 2031/9011 (with S.I. 2030/9), and at 3.8.2031",
            [("2031-04-06", "S.I. 2031/9011"), ("2031-08-03", None)],
        ),
        ("Art. 3 into operation on 1.10.2031 by S.R. 2031/9466", [("2031-10-01", "S.R. 2031/9466")]),
        ("Power exercised 1.5.2031 by S.I. 2031/9001", [(None, None)]),
        ("S. 6 in force until 1.5.2031", [(None, None)]),
        ("S. 7 in force at 31.2.2031", [(None, None)]),
        ("", [(None, None)]),
    ],
)
def test_days_and_instruments_of_a_note(note, started):
    assert list(read_note(note, assent="2031-04-03")) == started


def test_royal_assent_without_its_day_gives_none():
    assert read_note("S. 1 in force at Royal Assent") == ((None, None),)


@given(st.text() | st.from_regex(r"S\. \d+ (not )?in force at \d+\.\d+\.\d{4}( by S\.I\. \d{4}/\d+)?;?"))
def test_any_words_are_read(note):
    assert read_note(note)

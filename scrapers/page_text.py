"""Questions and answers copied as plain text from a member's or Parliament's web page.

    Asked by: NAME (PARTY - SEAT)
    Question to the DEPARTMENT:
    To ask ...
    Answered by NAME - OFFICE (DEPARTMENT)
    paragraphs of the answer, up to the next "Asked by:"

Such a page prints neither dates nor UINs nor ids; a record read from it has None for each, and an id made of
the question's words, by which it is merged with the same question from another source.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from scrapers.html_text import html_to_text
from scrapers.records import Parsed, Rejected, WrittenQuestion

ASKED_BY = re.compile(r"^[^\S\n]*Asked by[^\S\n]*:", re.IGNORECASE | re.MULTILINE)
_BRACKET = r"\((?P<{}>[^()]*(?:\([^()]*\)[^()]*)*)\)"  # may hold one more pair
_ASKER = re.compile(r"asked by\s*:\s*(?P<name>.+?)(?:\s*" + _BRACKET.format("note") + ")?", re.IGNORECASE)
_BODY = re.compile(r"question to (?:the )?(?P<body>[^:]+?)\s*:\s*(?P<rest>.*)", re.IGNORECASE)
_ANSWERER = re.compile(
    r"answered by\s*:?\s+(?P<name>[^()]+?)(?:\s*\([^()]*\))?(?:\s+[-–—]\s+(?P<office>.+?))?(?:\s*"
    + _BRACKET.format("body")
    + ")?",
    re.IGNORECASE,
)
_LOOKS_LIKE_A_BLOCK = re.compile(r"^[^\S\n]*(?:Question to |Answered by )", re.IGNORECASE | re.MULTILINE)
_TO_THE_LORDS = re.compile(r"To ask (?:His|Her) Majesty[’']s Government\b")
_LORDS_SEAT = re.compile(r"\b(?:Life peer|Hereditary|Bishops?|Lords Spiritual)\b", re.IGNORECASE)
_TO_THE_COMMONS = re.compile(
    r"To ask the (?:Secretary of State|(?:Deputy )?Prime Minister|Chancellor of|Minister|President of"
    r"|Attorney General|Solicitor General|Advocate General)\b"
)


def parse_page_text(body: bytes) -> Parsed:
    """Return the questions of a saved page, in its order; one without "Answered by" is unanswered.

    Text before the first block is the page's own and ignored, unless it holds a line of the layout: then it
    is rejected, like a block without a question. A block that stands there twice counts twice, as one record.
    """
    before, *blocks = _blocks(decode_text(body))
    records: list[WrittenQuestion] = []
    rejected: list[Rejected] = []
    if _LOOKS_LIKE_A_BLOCK.search(before):
        rejected.append(Rejected("text before block 1", "no 'Asked by:' line stands above it", before))
    for number, block in enumerate(blocks, start=1):
        question = _question(block)
        if question is None:
            rejected.append(Rejected(f"block {number}", "it holds no text of a question", block))
        else:
            records.append(_with_own_id(question, records))
    return Parsed(tuple(records), tuple(rejected))


def question_fingerprint(text: str) -> str:
    """Return 12 hex digits that depend on the words of a question only.

    Case, spaces, punctuation, quotes and the way accents are encoded make no difference.
    """
    words = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(character for character in words if character.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def decode_text(body: bytes) -> str:
    """Return `body` as text with plain line ends, whichever of the usual encodings an editor saved it in."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = body.decode("utf-16", errors="replace")
    else:
        try:
            text = body.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = body.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blocks(text: str) -> Iterator[str]:
    """Yield what stands before the first block, then each block from its "Asked by:" on."""
    start = 0
    for match in ASKED_BY.finditer(text):
        yield text[start : match.start()]
        start = match.start()
    yield text[start:]


def _with_own_id(question: WrittenQuestion, above: list[WrittenQuestion]) -> WrittenQuestion:
    """Return `question` under an id that no other above has; one word for word the same shares it."""
    taken = {record.id: record for record in above}
    base, copies = question.id, 1
    while taken.get(question.id, question) != question:
        copies += 1
        question = replace(question, id=f"{base}-{copies}")  # asked and answered again
    return question


def _question(block: str) -> WrittenQuestion | None:
    # Line by line: markup quoted in one line must not run the others together.
    first, *lines = [text for line in block.splitlines() if (text := html_to_text(line))]
    asker = _ASKER.fullmatch(first)
    body, question, answerer, answer = _parts(lines)
    text = "\n".join(question)
    if not text:
        return None
    office = answerer["office"] if answerer else None
    return WrittenQuestion(
        id=f"page-{question_fingerprint(text)}",
        source="page text",
        house=_house(text, (asker["note"] if asker else None) or ""),
        question_text=text,
        is_full=True,
        answering_body=body or (answerer["body"] if answerer else None),
        asking_member_name=asker["name"] if asker else None,
        answering_member_name=answerer["name"] if answerer else None,
        answering_office=office,
        answer_text="\n".join(answer) or None,
    )


def _parts(lines: list[str]) -> tuple[str | None, list[str], re.Match[str] | None, list[str]]:
    """Return department, lines of the question, the match of "Answered by", lines of the answer."""
    body: str | None = None
    question: list[str] = []
    for index, line in enumerate(lines):
        if not question and (match := _BODY.fullmatch(line)):
            body = match["body"]
            question += [match["rest"]] if match["rest"] else []
        elif match := _ANSWERER.fullmatch(line):
            return body, question, match, lines[index + 1 :]
        else:
            question.append(line)
    return body, question, None, []


def _house(question: str, note: str) -> str | None:
    """Return the House where wording or seat leave no doubt."""
    if _TO_THE_LORDS.match(question) or _LORDS_SEAT.search(note):
        return "Lords"
    return "Commons" if _TO_THE_COMMONS.match(question) else None

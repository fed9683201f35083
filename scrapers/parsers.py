"""Every kind of raw answer and the parser that reads it; kinds without one hold no records of their own."""

from __future__ import annotations

from collections.abc import Callable

from scrapers.committees_parse import parse_document, parse_publications
from scrapers.govuk import parse_content, parse_search
from scrapers.govuk_roles import parse_role
from scrapers.hansard_parse import parse_debate
from scrapers.legislation import parse_feed, parse_legislation
from scrapers.members import member_id_in, parse_biography, parse_history, parse_member
from scrapers.motions import parse_motion, parse_motions
from scrapers.oral_questions import parse_oral_questions
from scrapers.page_text import parse_page_text
from scrapers.parlparse import parse_parlparse
from scrapers.petitions import parse_petitions
from scrapers.popolo import parse_people
from scrapers.popolo_offices import parse_offices
from scrapers.records import Parsed
from scrapers.workbooks import parse_workbook
from scrapers.written_questions import parse_questions
from scrapers.written_statements import parse_statements

Parser = Callable[[bytes, str], Parsed]
"""Reads a body; the address is there for answers that do not say what they answer."""


def _by_body(parse: Callable[[bytes], Parsed]) -> Parser:
    return lambda body, address: parse(body)


PARSERS: dict[str, Parser] = {
    "questions-list": _by_body(parse_questions),
    "question": lambda body, address: parse_questions(body, by_id=True),
    "questions": _by_body(parse_questions),
    "statements-list": _by_body(parse_statements),
    "statement": lambda body, address: parse_statements(body, by_id=True),
    "statements": _by_body(parse_statements),
    "debate": _by_body(parse_debate),
    "member": _by_body(parse_member),
    "members-list": _by_body(parse_member),
    "members": _by_body(parse_member),
    "history": _by_body(parse_history),
    "biography": lambda body, address: parse_biography(body, member_id_in(address)),
    "people": _by_body(parse_people),
    "offices": _by_body(parse_offices),
    "publications-list": parse_publications,
    "publication": _by_body(parse_publications),
    "publication-document": parse_document,
    "parlparse": lambda body, address: parse_parlparse(body, name=address),
    "page-text": _by_body(parse_page_text),
    "oral-questions-list": _by_body(parse_oral_questions),
    "motions-list": _by_body(parse_motions),
    "motion": _by_body(parse_motion),
    "petitions-list": _by_body(parse_petitions),
    "petition": _by_body(parse_petitions),
    "legislation-feed": _by_body(parse_feed),
    "legislation": _by_body(parse_legislation),
    "govuk-search": _by_body(parse_search),
    "govuk-content": _by_body(parse_content),
    "govuk-role": _by_body(parse_role),
    "govuk-workbook": parse_workbook,
}


def parse(kind: str, address: str, body: bytes) -> Parsed:
    """Parse one raw answer by its kind. Raises ValueError where it is not of that kind at all."""
    parser = PARSERS.get(kind)
    return parser(body, address) if parser else Parsed()

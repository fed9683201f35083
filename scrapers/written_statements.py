"""Written ministerial statements, from Parliament's questions and statements service.

As with questions, a list row is cut and only the single fetch is whole; links between statements are
given by the single fetch alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import quote

from scrapers import fields
from scrapers.fields import Item, WrongShape
from scrapers.html_text import clean_html, html_to_text
from scrapers.paging import fetch_pages, join_url
from scrapers.records import Parsed, StatementLink, WrittenStatement
from scrapers.session import PoliteSession, RawAnswer
from scrapers.written_questions import check_filtered, is_cut_text, list_page, tell_full

ROUTE = "/api/writtenstatements/statements"
PUBLIC_URL = "https://questions-statements.parliament.uk/written-statements/detail"
_KNOWN = frozenset({
    "id", "memberId", "member", "memberRole", "uin", "dateMade", "answeringBodyId", "answeringBodyName",
    "title", "text", "house", "noticeNumber", "hasAttachments", "hasLinkedStatements",
    "linkedStatements", "attachments",
})  # fmt: skip


def fetch_window(
    session: PoliteSession, base_url: str, *, start: str, end: str, bodies: Collection[int], take: int = 100
) -> Iterator[RawAnswer]:
    """Yield the list pages of statements by `bodies` made from `start` to `end` in either House."""
    params = {
        "madeWhenFrom": start,
        "madeWhenTo": end,
        "answeringBodies": list(bodies),
        "house": "Bicameral",
    }
    url = join_url(base_url, ROUTE)
    for page in fetch_pages(session, "statements-list", url, params, read_page=list_page, take=take):
        check_filtered(page, dates=["dateMade"], start=start, end=end, bodies=bodies)
        yield page


def fetch_statement(
    session: PoliteSession, base_url: str, statement_id: int | str | tuple[str, str]
) -> RawAnswer:
    """Return one statement in full, by its id or by (ISO date made, uin)."""
    return session.get_json("statement", statement_url(base_url, statement_id))


def statement_url(base_url: str, statement_id: int | str | tuple[str, str]) -> str:
    """Return the address of the single fetch of a statement."""
    key = statement_id if isinstance(statement_id, tuple) else (statement_id,)
    path = "/".join(quote(str(part), safe="") for part in key)
    return join_url(base_url, f"{ROUTE}/{path}")


def parse_statements(body: bytes, *, by_id: bool = False) -> Parsed:
    """Return the statements in `body`: a list answer, a single answer or an array of single answers.

    What was asked for `by_id` is full: the specification wraps a single statement like a search. Raises
    `WrongShape` when it is none of these; an item that can't be read is rejected, no more.
    """
    items, is_full = tell_full(fields.load_json(body), "text", by_id=by_id)
    return fields.parse_items(
        items, lambda item: _statement(item, is_full(item)), noun="statements", known=_KNOWN
    )


def _statement(item: Item, is_full: bool) -> WrittenStatement:
    raw_text = fields.markup(item, "text")
    date_made, uin = fields.day(item, "dateMade"), fields.identifier(item, "uin")
    text_html = clean_html(raw_text) if raw_text and is_full else None
    return WrittenStatement(
        id=fields.required_number(item, "id"),
        house=_house(item, uin),
        title=fields.text(item, "title") or "Untitled statement",
        is_full=is_full,
        is_truncated=not is_full and is_cut_text(item, "text"),
        uin=uin,
        text_html=text_html,
        text=html_to_text(text_html or raw_text) or None,
        date_made=date_made,
        member_id=fields.number(item, "memberId"),
        member_name=fields.text(fields.mapping(item, "member"), "name"),
        member_role=fields.text(item, "memberRole"),
        answering_body_id=fields.number(item, "answeringBodyId"),
        answering_body=fields.text(item, "answeringBodyName"),
        has_links=fields.flag(item, "hasLinkedStatements"),
        links=_links(item),
        attachments=fields.attachments(item),
        url=f"{PUBLIC_URL}/{date_made}/{uin}" if date_made and uin else None,
    )


def _house(item: Item, uin: str | None) -> str:
    """The House as given, else as the number tells it: HLWS in the Lords, HCWS in the Commons."""
    by_number = {"HL": "Lords", "HC": "Commons"}.get((uin or "")[:2])
    if (house := fields.house(item, "house") or by_number) is None:
        raise WrongShape("house is missing")
    return house


_LINK_KINDS = ("CorrectedStatement", "CorrectedAnswer", "JointStatement")  # in the order of the enum


def _link_kind(link: Item) -> str:
    """The kind of a link, which the specification names and a service may number from 0."""
    kind = fields.identifier(link, "linkType")
    if kind is None:
        raise WrongShape("linkType is missing")
    return _LINK_KINDS[int(kind)] if kind.isdecimal() and int(kind) < len(_LINK_KINDS) else kind


def _links(item: Item) -> tuple[StatementLink, ...]:
    return tuple(
        StatementLink(
            statement_id=fields.required_number(link, "linkedStatementId"),
            kind=_link_kind(link),
            date=fields.day(link, "linkDate"),
        )
        for link in fields.mappings(item, "linkedStatements")
    )

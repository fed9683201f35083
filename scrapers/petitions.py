"""Petitions to Parliament and the government's responses, from petition.parliament.uk.

The search finds words, not phrases, and in every state; whether a petition is about the topic is decided from
its own words. Lists and single petitions have the same shape. The petitioner's name, which the service prints
while a petition is open, goes into no record.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Hashable, Iterator
from itertools import count
from typing import TypeVar
from urllib.parse import urlsplit

from scrapers import fields
from scrapers.documents import Petition, PetitionRow
from scrapers.failures import SourceFailure
from scrapers.fields import Item, WrongShape
from scrapers.html_text import html_to_text
from scrapers.paging import check_length, join_url
from scrapers.records import Parsed, Rejected
from scrapers.session import PoliteSession, RawAnswer

log = logging.getLogger(__name__)
PUBLIC_URL = "https://petition.parliament.uk"
PAGE_SIZE = 50  # the most the service gives
_ARCHIVED = "archived-petition"
_KNOWN = frozenset({
    "type", "id", "links", "attributes", "action", "background", "additional_details", "committee_note",
    "state", "signature_count", "created_at", "updated_at", "rejected_at", "opened_at", "closed_at",
    "moderation_threshold_reached_at", "response_threshold_reached_at", "government_response_at",
    "debate_threshold_reached_at", "debate_scheduled_at", "scheduled_debate_date", "debate_outcome_at",
    "creator_name", "rejection", "government_response", "debate", "departments", "topics",
    "signatures_by_country", "signatures_by_constituency", "signatures_by_region",
    "other_parliamentary_business",
})  # fmt: skip
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_MARK = re.compile(r"^\s*(?:#{1,6}|[*+•-]|\d{1,2}[.)]|>)\s+")
_ENDED = re.compile(r"[.?!:;][\"'”’)\]*_]*$")
_WRAPPED = 60  # characters; a shorter line is a heading or a signature
P = TypeVar("P", bound=Petition)


def fetch_list(
    session: PoliteSession, base_url: str, *, term: str, archived: bool = False
) -> Iterator[RawAnswer]:
    """Yield the pages of petitions in any state that the search finds; `archived` ones are of the Parliament
    dissolved last.

    The service says no total: a list is whole when its last page names no next one, or a page brings no
    petition that did not come before. Raises `SourceFailure("count mismatch")` for a list without end.
    """  # fmt: skip
    address = join_url(base_url, _route(archived))
    answer = session.get_json("petitions-list", address, {"state": "all", "q": term, "count": PAGE_SIZE})
    seen: set[Hashable] = set()
    for pages in count(1):
        following, ids = next_page(answer, base_url), _row_ids(answer)
        yield answer
        if following is None:
            return
        if seen.issuperset(ids):
            log.warning("petitions: nothing new on page %d, which is said not to be the last", pages)
            return
        check_length(pages, answer.url)
        seen.update(ids)
        answer = session.get_json("petitions-list", following)


def fetch_petition(session: PoliteSession, base_url: str, number: int, *, archived: bool) -> RawAnswer:
    """Return one petition by its number; an archived one stands at an address of its own."""
    route = _route(archived).removesuffix(".json")
    return session.get_json("petition", join_url(base_url, f"{route}/{number}.json"))


def next_page(answer: RawAnswer, base_url: str) -> str | None:
    """Return the address of the page after this one, always under `base_url`, whatever host is named."""
    try:
        body = fields.load_object(answer.body)
        fields.values(body, "data")
        following = fields.text(fields.mapping(body, "links"), "next")
        parts = urlsplit(following) if following else None
    except ValueError as error:
        raise SourceFailure("wrong schema", answer.url, f"this is no list of petitions: {error}") from error
    if parts is None:
        return None
    prefix = urlsplit(base_url).path.rstrip("/")
    path = parts.path.removeprefix(prefix) if parts.path.startswith(f"{prefix}/") else parts.path
    return join_url(base_url, f"{path}?{parts.query}" if parts.query else path)


def _row_ids(answer: RawAnswer) -> list[Hashable]:
    """The ids on a page of a list; a row without one, which the parser will reject, stands for itself."""
    rows = fields.values(fields.load_object(answer.body), "data")
    named = [row.get("id") if isinstance(row, dict) else None for row in rows]
    return [key if isinstance(key, int | str) else repr(row) for key, row in zip(named, rows, strict=True)]


def parse_petitions(body: bytes) -> Parsed:
    """Return the petitions in `body`: rows of a list, or one petition from its own address.

    Raises `WrongShape` when it is neither; an item that can't be read is rejected, no more.
    """
    data = fields.load_object(body).get("data")
    if isinstance(data, list):
        return _parse(data, PetitionRow)
    if isinstance(data, dict):
        return _parse([data], Petition)
    raise WrongShape('expected an object with "data", a petition or a list of them')


def _parse(items: list, kind: type[Petition]) -> Parsed:
    records: list[Petition] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(items):
        try:
            if not isinstance(item, dict) or not isinstance(item.get("attributes"), dict):
                raise WrongShape('not an object with "attributes"')
            unknown |= (set(item) | set(item["attributes"])) - _KNOWN
            records.append(_petition(item, item["attributes"], kind))
        except WrongShape as error:
            rejected.append(fields.reject(item, f"petitions[{index}]", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def _petition(item: Item, attributes: Item, kind: type[P]) -> P:
    number = fields.required_number(item, "id")
    archived = fields.text(item, "type") == _ARCHIVED
    response = fields.mapping(attributes, "government_response")
    debate = fields.mapping(attributes, "debate")
    departments = fields.mappings(attributes, "departments")
    return kind(
        id=number,
        title=_one_line(fields.required_text(attributes, "action")),
        background=_paragraphs(attributes, "background"),
        details=_paragraphs(attributes, "additional_details"),
        state=fields.text(attributes, "state"),
        is_archived=archived,
        signatures=fields.number(attributes, "signature_count"),
        rejection=fields.text(fields.mapping(attributes, "rejection"), "code"),
        date_opened=fields.day(attributes, "opened_at"),
        date_closed=fields.day(attributes, "closed_at"),
        departments=tuple(name for entry in departments if (name := fields.text(entry, "name"))),
        response_summary=_paragraphs(response, "summary"),
        response_text=_response(response),
        date_responded=fields.day(response, "responded_on") or fields.day(response, "created_at"),
        date_debated=fields.day(debate, "debated_on"),
        debate_url=_web_address(debate, "transcript_url"),
        url=join_url(PUBLIC_URL, f"{_route(archived).removesuffix('.json')}/{number}"),
    )


def _route(archived: bool) -> str:
    return "/archived/petitions.json" if archived else "/petitions.json"


def _response(response: Item) -> str | None:
    """The summary and the details as one text: either may hold the promise."""
    parts = (_paragraphs(response, "summary"), _paragraphs(response, "details"))
    return "\n".join(part for part in parts if part) or None


def _paragraphs(item: Item, key: str) -> str | None:
    """A text typed or pasted into a form, one paragraph a line, without the marks of Markdown."""
    lines = (_one_line(line) for line in _unwrapped(fields.text(item, key) or ""))
    return "\n".join(line for line in lines if line) or None


def _unwrapped(text: str) -> list[str]:
    """Join the lines that an e-mail program has broken in mid-sentence; headings and lists stay apart."""
    joined: list[str] = []
    before = ""
    for line in text.splitlines():
        if len(before) >= _WRAPPED and not _ENDED.search(before) and line.strip() and not _MARK.match(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        before = line.strip()
    return joined


def _one_line(line: str) -> str:
    words = _LINK.sub(r"\1", _STRONG.sub(r"\2", _MARK.sub("", line)))
    return " ".join(html_to_text(words).split())


def _web_address(item: Item, key: str) -> str | None:
    address = fields.text(item, key)
    return address if address and address.startswith(("https://", "http://")) else None

"""Reading a long list page by page, and knowing whether all of it came."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scrapers.failures import SourceFailure
from scrapers.session import Params, PoliteSession, RawAnswer

log = logging.getLogger(__name__)

MOST_PAGES = 500
"""Pages of one list: tens of thousands of rows, many times what any list here holds. One that goes on is a
service that makes up pages, and would cost the sources after it their requests.
"""


class EndlessList(SourceFailure):
    """A list had still not ended after `MOST_PAGES`; to read it once more would bring no more of it."""

    def __init__(self, url: str) -> None:
        super().__init__("count mismatch", url, f"this list has no end: it goes on after {MOST_PAGES} pages")


@dataclass(frozen=True, slots=True)
class Page:
    """What the pager needs of one page: the ids of its rows, and how many rows the service has."""

    ids: tuple[Hashable, ...]
    total: int


def fetch_pages(
    session: PoliteSession,
    kind: str,
    url: str,
    params: Params,
    *,
    read_page: Callable[[bytes], Page],
    take: int = 100,
    prefix: str = "",
    names: tuple[str, str] = ("skip", "take"),
) -> Iterator[RawAnswer]:
    """Yield every page of the list at `url`.

    `names` are what the service calls the rows to leave out and the rows to give, behind a `prefix`.
    Rows move while a live list is read, so ids are counted once; fewer than the service at any time said
    it has raise `SourceFailure("count mismatch")` after the last page, and the list should be read again.
    A page that brings nothing new ends the list; one without end raises `EndlessList`.
    """
    seen: set[Hashable] = set()
    skip = most = pages = 0
    while True:
        window = {f"{prefix}{names[0]}": skip, f"{prefix}{names[1]}": take}
        answer = session.get_json(kind, url, {**params, **window})
        page = _read(answer, read_page)
        yield answer
        most = max(most, page.total)  # a row that goes away pulls another over the edge of a page, unseen
        skip += len(page.ids)  # not `take`: a service may hand out fewer at a time
        has_nothing_new = seen.issuperset(page.ids)
        seen.update(page.ids)
        pages += 1
        # A full page may hide more, and so may more rows than the service says there are.
        if has_nothing_new or (skip == page.total and len(page.ids) < take):
            break
        check_length(pages, answer.url)
    if len(seen) < most:
        message = f"the service has {most} rows, {len(seen)} came"
        raise SourceFailure("count mismatch", answer.url, message)


def check_length(pages: int, url: str) -> None:
    """Raise `EndlessList` where a list goes on after this number of pages and should have ended long ago."""
    if pages >= MOST_PAGES:
        raise EndlessList(url)


def month_windows(start: str, end: str) -> list[tuple[str, str]]:
    """Return the (first, last) ISO days of every calendar month from `start` to `end`, both inclusive."""
    first, end_day = date.fromisoformat(start), date.fromisoformat(end)
    windows = []
    while first <= end_day:
        next_first = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        last = min(next_first - timedelta(days=1), end_day)
        windows.append((first.isoformat(), last.isoformat()))
        first = next_first
    return windows


def join_url(base_url: str, route: str) -> str:
    """Append `route` to `base_url`, whose path stays."""
    return f"{base_url.rstrip('/')}/{route.lstrip('/')}"


def _read(answer: RawAnswer, read_page: Callable[[bytes], Page]) -> Page:
    try:
        page = read_page(answer.body)
        hash(page.ids)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise SourceFailure(
            "wrong schema", answer.url, f"this is not the list asked for: {error!r}"
        ) from error
    return page

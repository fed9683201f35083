"""Reading a long list page by page, and knowing whether all of it came."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scrapers.session import Params, PoliteSession, RawAnswer, SourceFailure

log = logging.getLogger(__name__)


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
) -> Iterator[RawAnswer]:
    """Yield every page of the list at `url`; `prefix` stands before the names `skip` and `take`.

    Rows move while a live list is read, so ids are counted once; fewer than the service says it has
    raise `SourceFailure("count mismatch")` after the last page, and the list should be read again.
    """
    seen: set[Hashable] = set()
    skip = 0
    while True:
        answer = session.get_json(kind, url, {**params, f"{prefix}skip": skip, f"{prefix}take": take})
        page = _read(answer, read_page)
        yield answer
        seen.update(page.ids)
        skip += len(page.ids)  # not `take`: a service may hand out fewer at a time
        if not page.ids or skip >= page.total:
            break
    if len(seen) < page.total:
        message = f"the service has {page.total} rows, {len(seen)} came"
        raise SourceFailure("count mismatch", answer.url, message)


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
        return read_page(answer.body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SourceFailure("not json", answer.url, f"this is not the list asked for: {error!r}") from error

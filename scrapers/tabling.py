"""The envelope of Parliament's oral questions and motions service, in which all its lists come.

Every parameter carries the prefix "parameters."; one without it, or of another name, is ignored. An answer
with status 200 may still report a failure. Kinds and states come as numbers where the specification
(https://oralquestionsandmotions-api.parliament.uk/swagger/docs/v1) has names: both are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from scrapers import fields
from scrapers.failures import SourceFailure
from scrapers.fields import Item, WrongShape
from scrapers.html_text import without_emails
from scrapers.paging import Page, fetch_pages
from scrapers.records import Parsed, Record, Rejected
from scrapers.session import Params, PoliteSession, RawAnswer

PREFIX = "parameters."
MOST_ROWS = 100  # of one page: a service asked for more hands out these
_FULL_PAGE = 20  # rows from which on it is worth asking whether the filter was heard
_NOT_FOUND = (404, "NotFound")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


def fetch_list(
    session: PoliteSession,
    kind: str,
    url: str,
    params: Params,
    *,
    fits: Callable[[Item], bool],
    take: int = MOST_ROWS,
) -> Iterator[RawAnswer]:
    """Yield the pages of a list; `params` are named without their prefix, `fits` tells a row asked for.

    Raises `SourceFailure` where the service reports a failure, leaves rows out or did not hear the filter.
    """
    prefixed = {f"{PREFIX}{name}": value for name, value in params.items()}
    read_page = partial(_list_page, url)
    for page in fetch_pages(session, kind, url, prefixed, read_page=read_page, take=take, prefix=PREFIX):
        _check_filtered(page, fits)
        yield page


def check_success(answer: Item, url: str) -> None:
    """Raise `SourceFailure` for an answer that says itself that it is none, whatever its HTTP status."""
    errors = [str(error) for error in fields.values(answer, "Errors")]
    if answer.get("Success") is not False and not errors:
        return
    status = answer.get("StatusCode")
    kind = "not found" if status in _NOT_FOUND else "server error"
    told = "; ".join(errors) or f"status {status}"
    raise SourceFailure(kind, url, f"the service reports a failure inside its answer: {told}")


def response(body: bytes) -> Any:
    """Return what the envelope holds. Raises `WrongShape` where it is another, or reports a failure."""
    answer = fields.load_object(body)
    if "Response" not in answer:
        raise WrongShape('expected an object with "Response"')
    if answer.get("Success") is False or fields.values(answer, "Errors"):
        raise WrongShape(f"the service reports a failure: {answer.get('Errors')}")
    return answer["Response"]


def parse_rows(
    rows: Iterable[Any], read: Callable[[Item], Record], *, noun: str, known: frozenset[str]
) -> Parsed:
    """Read every row with `read`; one that it can't read is rejected with its reason."""
    records: list[Record] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, row in enumerate(rows):
        try:
            if not isinstance(row, dict):
                raise WrongShape("not an object")
            unknown |= set(row) - known
            records.append(read(row))
        except WrongShape as error:
            identity = f" Id {row['Id']}" if isinstance(row, dict) and row.get("Id") else ""
            rejected.append(fields.reject(row, f"{noun}[{index}]{identity}", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def choice(row: Item, key: str, names: Sequence[str], *, first: int) -> str | None:
    """Return one of `names`, sent as its number (the first has `first`) or as the specification spells it.

    A value that nobody has documented stays as it came: "number 13", or its words in small letters.
    """
    value = row.get(key)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise WrongShape(f"{key} is {value!r}, neither a number nor a name")
    told = without_emails(str(value).strip())
    if not told.isdecimal() or len(told) > 18:  # no number of a list
        return _NEW_WORD.sub(" ", told).lower()
    place = int(told) - first
    return names[place] if 0 <= place < len(names) else f"number {told}"


def member(row: Item, id_key: str, member_key: str) -> tuple[int | None, str | None]:
    """Return the Parliament id and the name of a member whom a row names; 0 is nobody."""
    named = fields.mapping(row, member_key)
    key = fields.number(named, "MnisId") or fields.number(row, id_key)
    return key or None, fields.text(named, "Name")


def is_within(row: Item, key: str, start: str, end: str) -> bool:
    """Tell whether the date of a row lies in a window; one without date may."""
    return start <= str(row.get(key) or start)[:10] <= end


def _list_page(url: str, body: bytes) -> Page:
    answer = fields.load_object(body)
    check_success(answer, url)
    ids = tuple(_row_id(row) for row in fields.values(answer, "Response"))
    # `Total` counts what the filters let through; nobody has documented what `GlobalTotal` counts.
    return Page(ids, fields.required_number(fields.mapping(answer, "PagingInfo"), "Total"))


def _row_id(row: Any) -> Hashable:
    """The id of a row; one without, which the parser will reject, still counts as a row that came."""
    identity = row.get("Id") if isinstance(row, dict) else None
    return identity if isinstance(identity, int | str) else repr(row)


def _check_filtered(page: RawAnswer, fits: Callable[[Item], bool]) -> None:
    rows = [row for row in response(page.body) or () if isinstance(row, dict)]
    if len(rows) >= _FULL_PAGE and sum(map(fits, rows)) < len(rows) / 2:
        raise SourceFailure("bad request", page.url, "the service did not filter as it was asked to")

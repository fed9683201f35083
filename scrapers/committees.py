"""Publications of select committees, from Parliament's committees service.

Reports with the day by which the government owes an answer, the answers, and letters. A list gives each
publication whole, but for the words of its documents: those are fetched file by file.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scrapers import fields
from scrapers.failures import SourceFailure
from scrapers.paging import Page, fetch_pages, join_url
from scrapers.session import PoliteSession, RawAnswer

ROUTE = "/api/Publications"
KINDS = {1: "report", 2: "government response", 3: "correspondence", 12: "special report"}
"""The types of publication that are read, by their number at the service."""

_FULL_PAGE = 20  # rows from which on it is worth telling that the filter was not heard


def fetch_window(
    session: PoliteSession, base_url: str, *, committee: int, start: str, end: str, take: int = 100
) -> Iterator[RawAnswer]:
    """Yield the list pages of what a committee published from `start` to `end`, both ISO days inclusive."""
    params = {
        "CommitteeId": committee,
        "PublicationTypeIds": list(KINDS),
        "StartDate": f"{start}T00:00:00",
        "EndDate": f"{end}T23:59:59",  # the service compares times: what came out that morning is in
        "SortOrder": "PublicationDateAscending",
    }
    url = join_url(base_url, ROUTE)
    pages = fetch_pages(
        session, "publications-list", url, params, read_page=list_page, take=take, names=("Skip", "Take")
    )
    for page in pages:
        check_filtered(page)
        yield page


def fetch_publication(session: PoliteSession, base_url: str, number: int) -> RawAnswer:
    """Return one publication by its number: the same as its row in a list."""
    return session.get_json("publication", join_url(base_url, f"{ROUTE}/{number}"))


def fetch_document(
    session: PoliteSession, base_url: str, *, publication: int, document: int, file_format: str
) -> RawAnswer:
    """Return one file of a publication; `file_format` is one of those its `CommitteeFile` names."""
    route = f"{ROUTE}/{publication}/Document/{document}/{file_format}"
    return session.get_json("publication-document", join_url(base_url, route))


def list_page(body: bytes) -> Page:
    """Return the ids on a list page and the number of rows that the service says there are."""
    answer = fields.load_object(body)
    return Page(
        tuple(map(_row_id, fields.values(answer, "items"))), fields.required_number(answer, "totalResults")
    )


def check_filtered(page: RawAnswer) -> None:
    """Raise `SourceFailure` when most rows of a full page are not what was asked for.

    Such services ignore parameters they do not know, and then hand out everything they have.
    """
    rows = fields.values(fields.load_object(page.body), "items")
    if len(rows) >= _FULL_PAGE and len(asked_for(rows, page.url)) < len(rows):
        message = "the service did not filter by committee, type or date"
        raise SourceFailure("bad request", page.url, message)


def _row_id(item: Any) -> Hashable:
    """The id of a row; one without, which the parser will reject, still counts as a row that came."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, int) else repr(item)


def asked_for(rows: list[Any], address: str) -> list[Any]:
    """Return the rows that the address of their list asks for, if most are not; else all.

    A few that differ are the service's own matter, such as a joint report under the other committee.
    """
    query = {name.casefold(): values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    fitting = [row for row in rows if not isinstance(row, dict) or _fits(row, query)]
    return fitting if len(fitting) < len(rows) / 2 else rows


def _fits(row: dict[str, Any], query: Mapping[str, str]) -> bool:
    owner, kind, day = row.get("committee"), row.get("type"), row.get("publicationStartDate")
    start, end = query.get("startdate", ""), query.get("enddate", "9999")
    committee = query.get("committeeid")
    return (
        (not committee or not isinstance(owner, dict) or str(owner.get("id")) in {"None", committee})
        and ("publicationtypeids" not in query or not isinstance(kind, dict) or _is_read(kind.get("id")))
        and (not isinstance(day, str) or start[:10] <= day[:10] <= end[:10])
    )


def _is_read(kind: object) -> bool:
    return str(kind) in {"None", *map(str, KINDS)}

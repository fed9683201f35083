"""Publications of select committees, from Parliament's committees service.

Reports with the day by which the government owes an answer, the answers, and letters. A list gives each
publication whole, but for the words of its documents: those are fetched file by file.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Hashable, Iterator
from typing import Any
from urllib.parse import urlsplit

from scrapers import fields
from scrapers.document_text import read_document
from scrapers.documents import CommitteeDocument, CommitteeFile, CommitteePublication
from scrapers.fields import Item, WrongShape
from scrapers.html_text import without_emails
from scrapers.paging import Page, fetch_pages, join_url
from scrapers.records import Parsed, Rejected
from scrapers.session import PoliteSession, RawAnswer, SourceFailure

ROUTE = "/api/Publications"
PUBLIC_URL = "https://committees.parliament.uk/publications"
KINDS = {1: "report", 2: "government response", 3: "correspondence", 12: "special report"}
"""The types of publication that are read, by their number at the service."""

_KNOWN = frozenset({
    "id", "description", "publicationStartDate", "publicationEndDate", "governmentResponses", "documents",
    "hcNumber", "hlPaper", "type", "responseToPublicationId", "additionalContentUrl",
    "additionalContentUrl2", "respondingDepartment", "businesses", "committee",
})  # fmt: skip
_KNOWN_OF_FILE = frozenset({"fileName", "fileSize", "fileDataFormat", "url", "data"})
_FEW_ROWS = 3  # of which one may be the service's own matter, a joint report for example
_DOCUMENT = re.compile(r"/Publications/(\d+)/Document/(\d+)/\w+/?$", re.IGNORECASE)


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
        check_filtered(page, committee=committee, start=start, end=end)
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


def check_filtered(page: RawAnswer, *, committee: int, start: str, end: str) -> None:
    """Raise `SourceFailure` when most rows are not what was asked for.

    Such services ignore parameters they do not know, and then hand out everything they have.
    """
    rows = [row for row in fields.values(fields.load_object(page.body), "items") if isinstance(row, dict)]
    wanted = [row for row in rows if _is_wanted(row, committee, start, end)]
    if len(rows) >= _FEW_ROWS and len(wanted) < len(rows) / 2:
        message = "the service did not filter by committee, type or date"
        raise SourceFailure("bad request", page.url, message)


def parse_publications(body: bytes) -> Parsed:
    """Return the publications in `body`: a list answer, or a single publication.

    Raises `WrongShape` when it is neither; an item that can't be read is rejected, no more.
    """
    answer = fields.load_object(body)
    if "items" not in answer and "id" not in answer:
        raise WrongShape('expected an object with "items", or a publication with an "id"')
    items = fields.values(answer, "items") if "items" in answer else [answer]
    records: list[CommitteePublication] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(items):
        try:
            if not isinstance(item, dict):
                raise WrongShape("not an object")
            unknown |= item.keys() - _KNOWN
            records.append(_publication(item))
        except WrongShape as error:
            rejected.append(fields.reject(item, f"publications[{index}]", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def parse_document(body: bytes, address: str) -> Parsed:
    """Return the document that an answer holds; its address alone says which one it is.

    A file without a text that can be had gives a record without one, and the reason is rejected, so that
    it is counted. Raises `WrongShape` when `body` is no answer for a file.
    """
    found = _DOCUMENT.search(urlsplit(address).path)
    if found is None:
        raise WrongShape("the address names no document of a publication")
    publication, document = int(found[1]), int(found[2])
    answer = fields.load_object(body)
    if not answer.keys() & _KNOWN_OF_FILE:
        raise WrongShape('expected an object with "fileName" and "data"')
    name = fields.text(answer, "fileName")
    text, is_extracted, trouble = _words(answer, name)
    record = CommitteeDocument(
        id=f"{publication}/{document}",
        publication_id=publication,
        document_id=document,
        file_name=name,
        text=text,
        is_extracted=is_extracted,
        trouble=trouble,
        url=document_url(publication, document),
    )
    rejected = (Rejected(f"document {record.id}", trouble, name or ""),) if trouble else ()
    return Parsed((record,), rejected, tuple(sorted(answer.keys() - _KNOWN_OF_FILE)))


def document_url(publication: int, document: int) -> str:
    """Return the public address of a document; a publication by itself has none that opens."""
    return f"{PUBLIC_URL}/{publication}/documents/{document}/default/"


def _words(answer: Item, name: str | None) -> tuple[str | None, bool, str | None]:
    """Return the text in a file's answer, whether it was taken out of a PDF, and what was in the way."""
    data = answer.get("data")
    if not isinstance(data, str) or not data.strip():
        return None, False, "the answer holds no file"
    try:
        content = base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        return None, False, "the file is not in base64"
    found = read_document(content, name or "")
    return without_emails(found.text or "") or None, found.is_extracted, found.trouble


def _publication(item: Item) -> CommitteePublication:
    number = fields.required_number(item, "id")
    committee = fields.mapping(item, "committee")
    responses = fields.mapping(item, "governmentResponses")
    files = tuple(_file(document) for document in fields.mappings(item, "documents"))
    return CommitteePublication(
        id=number,
        committee_id=fields.number(committee, "id"),
        committee=fields.text(committee, "name"),
        kind=_kind(fields.mapping(item, "type")),
        title=fields.text(item, "description") or "Untitled publication",
        house=_house(committee),
        date=fields.day(item, "publicationStartDate"),
        paper_number=_paper_number(item),
        responds_to_id=fields.number(item, "responseToPublicationId"),
        response_ids=tuple(
            fields.required_number(response, "id") for response in fields.mappings(responses, "publication")
        ),
        response_deadline=fields.day(responses, "responseDeadline"),
        # The service's description says "expected" where its name says excepted; the name is believed.
        is_response_excepted=fields.flag(responses, "responseExcepted"),
        responding_department=fields.text(fields.mapping(item, "respondingDepartment"), "name"),
        files=files,
        url=_public_url(item, number, files),
    )


def _kind(kind: Item) -> str:
    """The kind as we call it; one that is only named as an answer keeps the service's name."""
    if (number := fields.number(kind, "id")) is None:
        raise WrongShape("type is missing")
    return KINDS.get(number) or fields.required_text(kind, "name").casefold()


def _house(committee: Item) -> str | None:
    house = fields.text(committee, "house")
    return house if house in {"Commons", "Lords"} else None


def _paper_number(item: Item) -> str | None:
    papers = (fields.mapping(item, key) for key in ("hcNumber", "hlPaper"))
    return ", ".join(filter(None, (fields.identifier(paper, "number") for paper in papers))) or None


def _file(document: Item) -> CommitteeFile:
    files = fields.mappings(document, "files")
    names = [name for file in files if (name := fields.text(file, "fileName"))]
    sizes = [size for file in files if (size := fields.number(file, "fileSize")) is not None]
    formats = (fields.text(file, "fileDataFormat") for file in files)
    return CommitteeFile(
        document_id=fields.required_number(document, "documentId"),
        name=names[0] if names else None,
        size_bytes=sizes[0] if sizes else None,
        formats=tuple(filter(None, formats)),
    )


def _public_url(item: Item, number: int, files: tuple[CommitteeFile, ...]) -> str | None:
    if files:
        return document_url(number, files[0].document_id)
    return fields.text(item, "additionalContentUrl") or fields.text(item, "additionalContentUrl2")


def _row_id(item: Any) -> Hashable:
    """The id of a row; one without, which the parser will reject, still counts as a row that came."""
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, int) else repr(item)


def _is_wanted(row: dict[str, Any], committee: int, start: str, end: str) -> bool:
    owner, kind, day = row.get("committee"), row.get("type"), row.get("publicationStartDate")
    return (
        (not isinstance(owner, dict) or owner.get("id") in {None, committee})
        and (not isinstance(kind, dict) or kind.get("id") in {None, *KINDS})
        and (not isinstance(day, str) or start <= day[:10] <= end)
    )

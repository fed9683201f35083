"""Answers of the committees service into records: publications, and the words of their documents."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from scrapers import fields
from scrapers.committees import KINDS, asked_for
from scrapers.document_text import read_document
from scrapers.documents import CommitteeDocument, CommitteeFile, CommitteePublication
from scrapers.fields import Item, WrongShape
from scrapers.html_text import without_emails
from scrapers.records import Parsed, Rejected

T = TypeVar("T")
PUBLIC_URL = "https://committees.parliament.uk/publications"
_KNOWN = frozenset({
    "id", "description", "publicationStartDate", "publicationEndDate", "governmentResponses", "documents",
    "hcNumber", "hlPaper", "type", "responseToPublicationId", "additionalContentUrl",
    "additionalContentUrl2", "respondingDepartment", "businesses", "committee",
})  # fmt: skip
_KNOWN_OF_FILE = frozenset({"fileName", "fileSize", "fileDataFormat", "url", "data"})
_DOCUMENT = re.compile(r"/Publications/(\d+)/Document/(\d+)/\w+/?$", re.IGNORECASE)


def parse_publications(body: bytes, address: str = "") -> Parsed:
    """Return the publications in `body`: a list answer, or a single publication.

    `address` tells which were asked for: where most of a list are others, the others are left out. Raises
    `WrongShape` when it is neither; an item that can't be read is rejected, no more, and so is a document
    of an item.
    """
    answer = fields.load_object(body)
    if "items" not in answer and "id" not in answer:
        raise WrongShape('expected an object with "items", or a publication with an "id"')
    items = asked_for(fields.values(answer, "items"), address) if "items" in answer else [answer]
    records: list[CommitteePublication] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(items):
        try:
            if not isinstance(item, dict):
                raise WrongShape("not an object")
            unknown |= item.keys() - _KNOWN
            records.append(_publication(item, _Parts(f"publications[{index}]", rejected)))
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """Reads what an item has several of: one that can't be read is rejected, and costs the item nothing."""

    where: str
    rejected: list[Rejected]

    def read(self, item: Item, key: str, read: Callable[[Item], T]) -> tuple[T, ...]:
        found: list[T] = []
        for index, part in enumerate(fields.values(item, key)):
            try:
                if part is not None:
                    found.append(read(fields.mapping({key: part}, key)))
            except WrongShape as error:
                self.rejected.append(fields.reject(part, f"{self.where} {key}[{index}]", str(error)))
        return tuple(found)


def _publication(item: Item, parts: _Parts) -> CommitteePublication:
    number = fields.required_number(item, "id")
    committee = fields.mapping(item, "committee")
    responses = fields.mapping(item, "governmentResponses")
    files = parts.read(item, "documents", lambda document: _file(document, parts))
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
        response_ids=parts.read(
            responses, "publication", lambda response: fields.required_number(response, "id")
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
    house = fields.identifier(committee, "house")
    return fields.HOUSES.get(house) if house else None  # a joint committee has none


def _paper_number(item: Item) -> str | None:
    papers = (fields.mapping(item, key) for key in ("hcNumber", "hlPaper"))
    return ", ".join(filter(None, (fields.identifier(paper, "number") for paper in papers))) or None


def _file(document: Item, parts: _Parts) -> CommitteeFile:
    number = fields.required_number(document, "documentId")
    files = parts.read(document, "files", _format)
    return CommitteeFile(
        document_id=number,
        name=next((name for name, _, _ in files if name), None),
        size_bytes=next((size for _, size, _ in files if size is not None), None),
        formats=tuple(file_format for _, _, file_format in files if file_format),
    )


def _format(file: Item) -> tuple[str | None, int | None, str | None]:
    """The name, size and format of a file; a format sent as its number is asked for by that number."""
    sent = fields.identifier(file, "fileDataFormat")
    return fields.text(file, "fileName"), fields.number(file, "fileSize"), sent


def _public_url(item: Item, number: int, files: tuple[CommitteeFile, ...]) -> str | None:
    if files:
        return document_url(number, files[0].document_id)
    return fields.text(item, "additionalContentUrl") or fields.text(item, "additionalContentUrl2")

"""Files attached to documents on GOV.UK: a list of them, or the snippets of HTML that older ones have."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from scrapers import fields
from scrapers.fields import Item
from scrapers.paging import join_url
from scrapers.records import Attachment

PUBLIC_URL = "https://www.gov.uk"
_HOSTS = ("www.gov.uk", "assets.publishing.service.gov.uk")  # where GOV.UK keeps files: old and new
_SNIPPETS = ("documents", "final_outcome_documents", "public_feedback_documents")


def attachments_of(details: Item) -> tuple[Attachment, ...]:
    """Return the files of a document's details, each once, in the order given."""
    found: dict[str, Attachment] = {}
    for attachment in [*_listed(details), *_in_snippets(details)]:
        found.setdefault(attachment.url, attachment)
    return tuple(found.values())


def asset_address(url: str, base_url: str) -> str:
    """Return where to fetch a file that a document names.

    That is its own address. Only where `base_url` is not the public site but a copy of it, on one's own
    machine for example, the files of GOV.UK's hosts are asked of that copy, at the path they have.
    """
    parts = urlsplit(url)
    if base_url.rstrip("/") == PUBLIC_URL or parts.netloc not in _HOSTS:
        return url
    return join_url(base_url, parts.path)


def file_name(url: str) -> str:
    """Return the last part of the path of an address."""
    return urlsplit(url).path.rpartition("/")[2]


def _listed(details: Item) -> Iterator[Attachment]:
    for entry in fields.mappings(details, "attachments"):
        if url := fields.text(entry, "url"):
            yield Attachment(
                url=urljoin(PUBLIC_URL, url.replace(" ", "%20")),
                title=fields.text(entry, "title"),
                file_type=fields.text(entry, "content_type"),
                size_bytes=fields.number(entry, "file_size"),
            )


def _in_snippets(details: Item) -> Iterator[Attachment]:
    """The title of each snippet is a link to its file."""
    for key in _SNIPPETS:
        for snippet in fields.texts(details, key):
            link = BeautifulSoup(snippet, "html.parser").select_one(".title a[href], h2 a[href], h3 a[href]")
            if link is not None:
                address = urljoin(PUBLIC_URL, str(link["href"]))
                yield Attachment(url=address, title=" ".join(link.get_text().split()) or None)

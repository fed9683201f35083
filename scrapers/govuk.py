"""Documents on GOV.UK: consultations, policy papers, statistics releases and what they announce.

The search finds them, the content API gives them whole. The search refuses a parameter it does not know
(status 422); a query in quotation marks is a phrase. What the content API says of a document changes in
place: a consultation opens, closes and gets its outcome at one address. Documented at
https://docs.publishing.service.gov.uk/repos/search-api/using-the-search-api.html and
https://content-api.publishing.service.gov.uk.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from scrapers import fields
from scrapers.documents import GovDocument
from scrapers.fields import Item, WrongShape
from scrapers.govuk_attachments import attachments_of
from scrapers.html_text import html_to_text
from scrapers.paging import Page, fetch_pages, join_url
from scrapers.records import Parsed, Rejected
from scrapers.session import PoliteSession, RawAnswer

SEARCH_ROUTE = "/api/search.json"
CONTENT_ROUTE = "/api/content"
PUBLIC_URL = "https://www.gov.uk"
_FIELDS = "title,link,description,public_timestamp,content_store_document_type,organisations"
_KNOWN_ROW = frozenset({
    "title", "link", "description", "public_timestamp", "content_store_document_type", "organisations",
    # what the search adds to every row, whichever fields were asked for
    "_id", "index", "es_score", "elasticsearch_type", "document_type", "model_score", "original_rank",
    "combined_score",
})  # fmt: skip
_KNOWN = frozenset({
    "analytics_identifier", "base_path", "content_id", "description", "details", "document_type",
    "first_published_at", "links", "locale", "phase", "public_updated_at", "publishing_app",
    "publishing_request_id", "publishing_scheduled_at", "redirects", "rendering_app",
    "scheduled_publishing_delay_seconds", "schema_name", "title", "updated_at",
    "user_journey_document_supertype", "withdrawn_notice",
})  # fmt: skip
_KNOWN_DETAILS = frozenset({
    "attachments", "body", "brexit_no_deal_notice", "cancellation_reason", "cancelled_at", "change_history",
    "closing_date", "delivered_on", "display_date", "documents", "emphasised_organisations",
    "featured_attachments", "final_outcome_attachments", "final_outcome_detail", "final_outcome_documents",
    "first_public_at", "format_sub_type", "government", "held_on_another_website_url", "image",
    "latest_change_note", "location", "national_applicability", "opening_date", "political",
    "previous_display_date", "public_feedback_attachments", "public_feedback_detail",
    "public_feedback_documents", "public_feedback_publication_date", "release_timestamp", "state", "tags",
    "ways_to_respond",
})  # fmt: skip
_NO_DOCUMENT = frozenset({"redirect", "gone", "vanish"})  # what stands where a document was


def fetch_search(
    session: PoliteSession,
    base_url: str,
    *,
    term: str,
    organisations: Collection[str],
    kinds: Collection[str],
    since: str,
    take: int = 100,
) -> Iterator[RawAnswer]:
    """Yield the pages of documents that hold the phrase `term`, newest first.

    Of the document types `kinds`, published by `organisations`, changed on the ISO day `since` or later.
    """
    params = {
        "q": f'"{term}"',
        "filter_organisations": list(organisations),
        "filter_content_store_document_type": list(kinds),
        "filter_public_timestamp": f"from:{since}",
        "order": "-public_timestamp",
        "fields": _FIELDS,
    }
    url = join_url(base_url, SEARCH_ROUTE)
    names = ("start", "count")
    yield from fetch_pages(
        session, "govuk-search", url, params, read_page=_search_page, take=take, names=names
    )


def fetch_content(session: PoliteSession, base_url: str, path: str, kind: str = "govuk-content") -> RawAnswer:
    """Return the document at `path`, which begins with a slash."""
    return session.get_json(kind, content_address(base_url, path))


def content_address(base_url: str, path: str) -> str:
    """Return where the content API keeps the document at `path`."""
    return join_url(base_url, CONTENT_ROUTE + quote(path))


def path_in(address: str) -> str:
    """Return the path of the document that an address of the content API stands for."""
    return urlsplit(address).path.partition(CONTENT_ROUTE)[2]


def is_document_at(body: bytes, path: str) -> bool:
    """Tell whether an answer is the document that stands at `path`, after a redirect (status 303) to it."""
    item = fields.load_object(body)
    return item.get("base_path") == path and item.get("document_type") not in _NO_DOCUMENT


def parse_search(body: bytes) -> Parsed:
    """Return the documents that a page of the search lists, each known by its path alone."""
    records: list[GovDocument] = []
    rejected: list[Rejected] = []
    unknown: set[str] = set()
    for index, item in enumerate(fields.values(fields.load_object(body), "results")):
        try:
            records.append(_listed(item))
            unknown |= set(item) - _KNOWN_ROW
        except WrongShape as error:
            rejected.append(fields.reject(item, f"results[{index}]", str(error)))
    return Parsed(tuple(records), tuple(rejected), tuple(sorted(unknown)))


def parse_content(body: bytes) -> Parsed:
    """Return the one document in an answer of the content API; of one that has moved or gone, why not."""
    item = fields.load_object(body)
    if "base_path" not in item and "document_type" not in item:
        raise WrongShape("expected a document with base_path and document_type")
    try:
        record = _document(item)
    except ValueError as error:  # WrongShape, or an address that is none
        where = str(item.get("base_path") or "a document without address")
        return Parsed(rejected=(fields.reject(item, where, str(error)),))
    details = fields.mapping(item, "details")
    unknown = set(item) - _KNOWN | {f"details.{name}" for name in set(details) - _KNOWN_DETAILS}
    return Parsed((record,), (), tuple(sorted(unknown)))


def moment(item: Item, key: str) -> str | None:
    """Return a date and time in UTC, to the second, so that two of them compare as texts."""
    if (value := fields.text(item, key)) is None:
        return None
    try:
        found = datetime.fromisoformat(value)
        zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).isoformat(timespec="seconds")
    except (OverflowError, ValueError) as error:
        raise WrongShape(f"{key} is {value!r}, not a date and time") from error


def titles_of(item: Item, link: str) -> tuple[str, ...]:
    """Return the titles of what a document is linked to, its organisations for example."""
    linked = fields.mappings(fields.mapping(item, "links"), link)
    return tuple(title for entry in linked if (title := fields.text(entry, "title")))


def _search_page(body: bytes) -> Page:
    answer = fields.load_object(body)
    return Page(
        tuple(map(_row_id, fields.values(answer, "results"))), fields.required_number(answer, "total")
    )


def _row_id(item: Any) -> Hashable:
    """The path of a row; one without, which the parser will reject, still counts as a row that came."""
    return (item.get("link") if isinstance(item, dict) else None) or repr(item)


def _listed(item: Any) -> GovDocument:
    if not isinstance(item, dict):
        raise WrongShape("not an object")
    if not (path := fields.required_text(item, "link")).startswith("/"):
        raise WrongShape(f"link is {path!r}, which is no path of GOV.UK")
    publishers = [entry for entry in fields.values(item, "organisations") if isinstance(entry, dict)]
    return GovDocument(
        id=path,
        path=path,
        kind=fields.required_text(item, "content_store_document_type"),
        title=fields.required_text(item, "title"),
        description=fields.text(item, "description"),
        updated_at=moment(item, "public_timestamp"),
        date_updated=fields.day(item, "public_timestamp"),
        organisations=tuple(title for entry in publishers if (title := fields.text(entry, "title"))),
        is_full=False,
        url=PUBLIC_URL + path,
    )


def _document(item: Item) -> GovDocument:
    path, kind = fields.required_text(item, "base_path"), fields.required_text(item, "document_type")
    if kind in _NO_DOCUMENT:
        raise WrongShape(f"no document any more: {kind}{_destination(item)}")
    details = fields.mapping(item, "details")
    outcome = html_to_text(markup(details, "final_outcome_detail"))
    return GovDocument(
        id=fields.required_text(item, "content_id"),
        path=path,
        kind=kind,
        title=fields.required_text(item, "title"),
        description=fields.text(item, "description"),
        text=html_to_text(markup(details, "body")) or _announced(details),
        date_published=fields.day(item, "first_published_at") or fields.day(details, "first_public_at"),
        updated_at=moment(item, "public_updated_at"),
        date_updated=fields.day(item, "public_updated_at"),
        organisations=titles_of(item, "organisations"),
        opening_date=fields.day(details, "opening_date"),
        closing_date=fields.day(details, "closing_date"),
        outcome_text=outcome or None,
        is_withdrawn=bool(fields.mapping(item, "withdrawn_notice")),
        changes=_changes(details),
        attachments=attachments_of(details),
        url=PUBLIC_URL + path,
    )


def markup(details: Item, key: str) -> str:
    """Return the HTML of a field that is a text, or an array of one text in several forms."""
    value = details.get(key)
    if not isinstance(value, list):
        return fields.text(details, key) or ""
    forms = {fields.text(form, "content_type"): form for form in fields.mappings(details, key)}
    chosen = forms.get("text/html") or next(iter(forms.values()), {})
    return fields.text(chosen, "content") or ""


def _destination(item: Item) -> str:
    targets = [fields.text(entry, "destination") for entry in fields.mappings(item, "redirects")]
    return f" to {targets[0]}" if targets and targets[0] else ""


def _announced(details: Item) -> str | None:
    """A statistics announcement has no body: what it says is the day of the release, and how sure it is."""
    if (display := fields.text(details, "display_date")) is None:
        return None
    state = fields.text(details, "state")
    return f"Release date: {display}" + (f" ({state})" if state else "")


def _changes(details: Item) -> tuple[tuple[str, str], ...]:
    found = [
        (
            moment(entry, "public_timestamp") or "",
            fields.day(entry, "public_timestamp"),
            fields.text(entry, "note"),
        )
        for entry in fields.mappings(details, "change_history")
    ]
    return tuple((day, note) for _, day, note in sorted(found, key=lambda change: change[0]) if day and note)

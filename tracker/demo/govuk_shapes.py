"""The sample's documents, offices and ministers in the shapes of GOV.UK's search and content API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from tracker.demo.markup import answer_html

Entry = Mapping[str, Any]
_LONDON = ZoneInfo("Europe/London")
_RELEASED = time(9, 30)  # when the department publishes, in London
_SLUG = "department-for-work-pensions"
_NAME = "Department for Work and Pensions"
_ASSETS = "https://assets.publishing.service.gov.uk/media"
_TYPES = {".pdf": "application/pdf", ".ods": "application/vnd.oasis.opendocument.spreadsheet"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as of a day: its states up to then, oldest first."""

    document: Entry
    states: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        return self.states[-1]["kind"]

    @property
    def updated(self) -> datetime:
        """When it was last changed for the public; a state without a note is no such change."""
        return _moment(next(s["on"] for s in reversed(self.states) if s.get("note") or s is self.states[0]))

    @property
    def words(self) -> str:
        """What the search finds it by."""
        outcome = self.states[-1].get("outcome", "")
        return " ".join([*(self.document.get(k, "") for k in ("title", "description", "text")), outcome])


def shown(document: Entry, as_of: date) -> Shown | None:
    """Return a document as of a day; None before its first."""
    states = tuple(state for state in document["states"] if state["on"] <= as_of)
    return Shown(document, states) if states else None


def search_row(found: Shown) -> dict[str, Any]:
    """Return a document as the search lists it, with the fields that are always there."""
    path = found.document["path"]
    return {
        "title": found.document["title"],
        "link": path,
        "description": found.document["description"],
        "public_timestamp": f"{found.updated:%Y-%m-%dT%H:%M:%SZ}",
        "content_store_document_type": found.kind,
        "organisations": [{"title": _NAME, "slug": _SLUG, "link": f"/government/organisations/{_SLUG}"}],
        "index": "govuk",
        "es_score": None,
        "_id": path,
        "elasticsearch_type": "edition",
        "document_type": "edition",
    }


def content(found: Shown) -> dict[str, Any]:
    """Return a document as the content API has it."""
    document = found.document
    first = _moment(found.states[0]["on"])
    return {
        **_linked(
            document["path"], document["content_id"], document["title"], found.kind, document["schema"]
        ),
        "description": document["description"],
        "details": _details(found),
        "first_published_at": _printed(first),
        "public_updated_at": _printed(found.updated),
        "updated_at": _printed(found.updated),
        "withdrawn_notice": {},
        "links": {"organisations": [_organisation()]},
    }


def role(entry: Entry, as_of: date) -> dict[str, Any]:
    """Return the page of an office with everybody who held it up to the day."""
    held = [holder for holder in entry["holders"] if holder["start"] <= as_of]
    links = {
        "role_appointments": [_appointment(entry, holder, as_of) for holder in held],
        "ordered_parent_organisations": [_organisation()],
    }
    page = _linked(entry["path"], entry["content_id"], entry["title"], "ministerial_role", "role")
    return {**page, "description": None, "details": {"body": "", "seniority": 1}, "links": links}


def ministers(roles: list[Entry]) -> dict[str, Any]:
    """Return the index of ministers, which lists each department's offices."""
    listed = [
        {**_linked(r["path"], r["content_id"], r["title"], "ministerial_role", "role"), "links": {}}
        for r in roles
    ]
    department = {**_organisation(), "links": {"ordered_ministers": [], "ordered_roles": listed}}
    other = {
        **_organisation(),
        "title": "Home Office",
        "links": {"ordered_ministers": [], "ordered_roles": []},
    }
    page = _linked(
        "/government/ministers", "3f1c2a66-0d0b-4c1e-8a55-6d2f1a7be100", "Ministers", "ministers_index",
        "ministers_index",
    )  # fmt: skip
    return {
        **page,
        "description": None,
        "details": {},
        "links": {"ordered_ministerial_departments": [other, department]},
    }


def _details(found: Shown) -> dict[str, Any]:
    document, now = found.document, found.states[-1]
    if "display_date" in document:
        return {
            "display_date": document["display_date"],
            "state": "provisional",
            "format_sub_type": "official",
        }
    files = now.get("files", next((s["files"] for s in reversed(found.states) if "files" in s), []))
    details: dict[str, Any] = {
        "body": f'<div class="govspeak">{answer_html(document["text"])}</div>',
        "change_history": [
            {"public_timestamp": _printed(_moment(state["on"])), "note": state["note"]}
            for state in reversed(found.states)
            if "note" in state
        ],
        "attachments": [_attachment(file) for file in files],
        "featured_attachments": [file["name"] for file in files if not file.get("outcome")],
        "political": False,
    }
    if "opening" in document:
        details["opening_date"] = _printed(_moment(document["opening"]))
        details["closing_date"] = _printed(datetime.combine(document["closing"], time(23, 45), _LONDON))
    if "outcome" in now:
        details["final_outcome_detail"] = f'<div class="govspeak">{answer_html(now["outcome"])}</div>'
        details["final_outcome_attachments"] = [file["name"] for file in files if file.get("outcome")]
    return details


def _attachment(file: Entry) -> dict[str, Any]:
    return {
        "attachment_type": "file",
        "id": file["name"],
        "title": file["title"],
        "url": f"{_ASSETS}/{file['id']}/{file['name']}",
        "content_type": _TYPES[file["name"][-4:]],
        "filename": file["name"],
        "file_size": file["size"],
        "accessible": False,
    }


def _appointment(entry: Entry, holder: Entry, as_of: date) -> dict[str, Any]:
    ended = holder.get("end") if holder.get("end", as_of) < as_of else None
    slug = holder["person"].casefold().replace(" ", "-")
    person = {
        "title": holder["person"],
        "document_type": "person",
        "base_path": f"/government/people/{slug}",
        "links": {},
    }
    return {
        "title": f"{holder['person']} - {entry['title']}",
        "document_type": "role_appointment",
        "details": {
            "started_on": _midnight(holder["start"]),
            "ended_on": _midnight(ended) if ended else None,
            "current": ended is None,
        },
        "links": {"person": [person]},
    }


def _linked(path: str, content_id: str, title: str, kind: str, schema: str) -> dict[str, Any]:
    return {
        "base_path": path,
        "content_id": content_id,
        "title": title,
        "document_type": kind,
        "schema_name": schema,
        "locale": "en",
    }


def _organisation() -> dict[str, Any]:
    path, key = f"/government/organisations/{_SLUG}", "3f1c2a66-0d0b-4c1e-8a55-6d2f1a7be200"
    return _linked(path, key, _NAME, "organisation", "organisation")


def _moment(day: date) -> datetime:
    return datetime.combine(day, _RELEASED, _LONDON).astimezone(UTC)


def _printed(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _midnight(day: date) -> str:
    return datetime.combine(day, time(), _LONDON).isoformat()

"""One GOV.UK document: its dates, a consultation's outcome, its files, and every change that was noted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from db.pages.outcome import shown_by
from db.pages.question import attachments
from db.pages.reader import Read, Row, first, snapshot_facts

_DOCUMENT = "select * from documents where id = ?"
_CHANGES = "select date, note from document_changes where document_id = ? order by date desc, rowid desc"


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where a consultation stands on the as-of date: "not open yet", "open", "closed" or "outcome published".

    `days` counts from the as-of date to its closing day, negative when that has passed.
    """

    state: str
    days: int | None


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """What a document's page shows; `consultation` is None where it is none."""

    document: Row
    organisations: list[str]
    paragraphs: list[str]
    outcome: list[str]
    consultation: Consultation | None
    changes: list[Row]
    attachments: list[Row]
    may_show: list[Row]


async def document_page(read: Read, key: str) -> DocumentPage | None:
    """Return what the page of document `key` shows, or None where there is none."""
    document = await first(read, _DOCUMENT, [key])
    if document is None:
        return None
    as_of = (await snapshot_facts(read))["as_of"]
    return DocumentPage(
        document=document,
        organisations=json.loads(document["organisations"]),
        paragraphs=_lines(document["text"]),
        outcome=_lines(document["outcome_text"]),
        consultation=consultation(document, as_of),
        changes=await read(_CHANGES, [document["id"]]),
        attachments=await attachments(read, "document", document["id"]),
        may_show=await shown_by(read, "document", document["id"]),
    )


def consultation(document: Row, as_of: str) -> Consultation | None:
    """Return where a consultation stands on a day, or None for any other document."""
    opens, closes = document["opening_date"], document["closing_date"]
    if not (opens or closes):
        return None
    days = (date.fromisoformat(closes) - date.fromisoformat(as_of)).days if closes else None
    if document["outcome_text"] or document["kind"] == "consultation_outcome":
        return Consultation("outcome published", days)
    if opens and opens > as_of:
        return Consultation("not open yet", days)
    return Consultation("closed" if closes and closes < as_of else "open", days)


def _lines(text: str | None) -> list[str]:
    return [line for line in (text or "").split("\n") if line.strip()]

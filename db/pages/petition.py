"""One petition: what it asks for, how far it got, and the government's response with the promises in it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.pages.marking import Piece, mark_text
from db.pages.reader import Read, Row, first
from db.pages.said import marks_in_source

RESPONSE_AT = 10_000
"""Signatures at which the government responds."""
DEBATE_AT = 100_000
"""Signatures at which the Petitions Committee considers a debate."""

_PETITION = "select * from petitions where id = ?"


@dataclass(frozen=True, slots=True)
class PetitionPage:
    """What a petition's page shows; `waits_for` is what its signatures entitle it to and it has not got."""

    petition: Row
    departments: list[str]
    response: list[list[Piece]]
    promises: list[Row]
    waits_for: list[str]


async def petition_page(read: Read, key: str) -> PetitionPage | None:
    """Return what the page of petition `key` shows, or None where there is none."""
    petition = await first(read, _PETITION, [key])
    if petition is None:
        return None
    promises = await marks_in_source(read, "petition", petition["id"])
    return PetitionPage(
        petition=petition,
        departments=json.loads(petition["departments"]),
        response=mark_text(petition["response_text"] or "", promises),
        promises=promises,
        waits_for=_waits_for(petition),
    )


def _waits_for(petition: Row) -> list[str]:
    # An earlier Parliament's petitions end with it: they wait for nothing.
    if petition["is_archived"] or not petition["signatures"]:
        return []
    due = {
        "a response from the government": (RESPONSE_AT, petition["date_responded"]),
        "a debate": (DEBATE_AT, petition["date_debated"]),
    }
    return [what for what, (least, got) in due.items() if petition["signatures"] >= least and not got]

"""Writes what may show the outcome of each commitment; whether it does, a person says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlite_utils import Database

from db.happenings import Found, read_happenings
from db.status import last_day
from nlp.mentions import Chain
from nlp.outcomes import Proposal, later_words, propose
from nlp.privacy import speaks_of_a_person

_SENTENCES = """
select distinct s.id, s.source_type, s.source_id, 'text', s.start_char, s.text, said.title, said.url,
  s.id
from mentions m join sentences s on s.id = m.sentence_id
join sources said on said.source_type = s.source_type and said.source_id = s.source_id
where m.relation in ('claimed_done', 'progress', 'refused')
"""


def write_evidence(db: Database, chains: Mapping[str, Chain], as_of: date) -> int:
    """Fill the table `evidence` for the commitments of `chains`, by their ids; return how many rows.

    Reads `mentions` with their sources, GOV.UK documents, legislation and committee publications.
    """
    found = {row[0]: Found(*row[1:]) for row in db.execute(_SENTENCES).fetchall()}
    proposals = [item for key, chain in chains.items() for item in later_words(key, chain)]
    happened = read_happenings(db, as_of)
    found.update({happening.id: place for happening, place in happened})
    proposals += propose(chains, (happening for happening, _ in happened))
    made = (evidence_row(one, found[one.found], chains[one.promise]) for one in proposals)
    rows = {row["id"]: row for row in made}
    db.table("evidence").insert_all(rows.values())
    return len(rows)


def evidence_row(proposal: Proposal, place: Found, chain: Chain) -> dict[str, Any]:
    """Return the row of `evidence` for a proposal found at `place`, about the promise of `chain`."""
    first = _first_said(chain)
    # A sentence was said on its day; what it tells of may have happened on any day before.
    due = None if place.sentence_id else _due(chain, proposal.on)
    return {
        "id": _evidence_id(proposal, place),
        "commitment_id": proposal.promise,
        "kind": proposal.kind,
        "stance": proposal.stance,
        "date": proposal.on,
        "quote": place.quote,
        "title": place.title,
        "source_type": place.source_type,
        "source_id": place.source_id,
        "part": place.part,
        "start_char": place.start,
        "end_char": place.start + len(place.quote),
        "sentence_id": place.sentence_id,
        "url": place.url,
        "score": proposal.score,
        "why": proposal.why,
        "found_by": proposal.found_by,
        "days_after_promise": _days(first, proposal.on),
        "days_after_deadline": _days(due, proposal.on) if due else None,
        "is_private": int(speaks_of_a_person(f"{chain.mentions[0].utterance.text}\n{place.quote}")),
    }


def _evidence_id(proposal: Proposal, place: Found) -> str:
    """Return an id made of what is proposed for what, so that a person's decision can refer to it."""
    place_of_words = (place.source_type, place.source_id, place.part, place.start, place.quote)
    key = (proposal.promise, proposal.kind, proposal.on, *place_of_words)
    return hashlib.sha256(repr(key).encode()).hexdigest()[:16]


def _first_said(chain: Chain) -> str:
    return min(m.utterance.said_on for m in chain.mentions if m.utterance.said_on)


def _due(chain: Chain, day: str) -> str | None:
    """Return the last day of the deadline that held on a day, or None where no date was given by then."""
    given = [
        day_due
        for mention in chain.mentions
        if mention.utterance.is_promise and (day_due := last_day(mention.new))
        and (mention.utterance.said_on or "9999") < day
    ]  # fmt: skip
    return given[-1] if given else None


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days

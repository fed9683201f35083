"""Writes which words of a promise changed when it was firmed, softened or put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from nlp.changes import Change, what_changed
from nlp.mentions import Mention


def change_rows(key: str, mentions: Sequence[Mention]) -> Iterator[dict[str, Any]]:
    """Yield the rows of `mention_changes` of commitment `key`, whose `mentions` are in order.

    What was said before stands in the promise as last said; an old deadline in the sentence that gave it,
    which may be an earlier one.
    """
    for place, mention in enumerate(mentions):
        changes = [change for change in what_changed(mention) if change.was or change.now]
        for position, change in enumerate(changes):
            yield {
                "commitment_id": key,
                "sentence_id": mention.utterance.id,
                "position": position,
                "aspect": change.aspect,
                "was": change.was or None,
                "now": change.now or None,
                "was_sentence_id": _said_in(change, mention, mentions[:place]) if change.was else None,
            }


def _said_in(change: Change, mention: Mention, earlier: Sequence[Mention]) -> str | None:
    """Return the sentence in which the words that were replaced stand."""
    if change.aspect == "deadline":
        return next(m.utterance.id for m in earlier if m.utterance.is_promise and m.new == mention.old)
    return mention.against.id if mention.against else None

"""Ids that stay the same from build to build: derived from what was said, never from the order of loading."""

from __future__ import annotations

import hashlib
from collections import Counter

from scrapers.records import Id


class SentenceIds:
    """Hands out the ids of one source's sentences: source, normalised text and which occurrence it is."""

    def __init__(self, source_type: str, source_id: Id) -> None:
        self._source = f"{source_type}:{source_id}"
        self._seen: Counter[str] = Counter()

    def next(self, text: str) -> str:
        """Return the id of the next sentence with this text, 16 hexadecimal digits."""
        normal = " ".join(text.casefold().split())
        self._seen[normal] += 1
        key = f"{self._source}\n{normal}\n{self._seen[normal]}"
        return hashlib.sha256(key.encode()).hexdigest()[:16]


def commitment_id(sentence_id: str) -> str:
    """Return the id of the commitment that this sentence makes first."""
    return f"c{sentence_id[:10]}"

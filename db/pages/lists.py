"""Search in the two lists for people: which rows match, and the found words marked in what a row shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.pages.reader import Read
from db.pages.search import CLOSE, OPEN


@dataclass(frozen=True, slots=True)
class Searchable:
    """A view whose column `search_row` is the row of a search index, and the indexed column that it shows."""

    index: str
    shown: int

    @property
    def where(self) -> str:
        """Return the condition on the view, with the parameter :search."""
        return f"search_row in (select rowid from {self.index} where {self.index} match :search)"


SEARCHABLE = {
    "commitment_tracker": Searchable("commitments_fts", shown=0),
    "question_list": Searchable("questions_fts", shown=1),
}


async def marked_words(read: Read, view: str, rows: Iterable[int], match: str) -> dict[int, str]:
    """Return the main text of each of `rows` (values of search_row) with the found words marked.

    A view that can't be searched gives nothing.
    """
    if view not in SEARCHABLE or not match:
        return {}
    index, shown = SEARCHABLE[view].index, SEARCHABLE[view].shown
    found = await read(
        f"""select rowid as search_row, highlight({index}, {shown}, '{OPEN}', '{CLOSE}') as words
            from {index} where {index} match :match and rowid in (select value from json_each(:rows))""",
        {"match": match, "rows": json.dumps(list(rows))},
    )
    return {row["search_row"]: row["words"] for row in found}

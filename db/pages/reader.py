"""How a page asks the tracker: one query in, plain dictionaries out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Row = dict[str, Any]
Params = Mapping[str, Any] | Sequence[Any]


class Read(Protocol):
    """Runs one read-only query and returns its rows."""

    async def __call__(self, sql: str, params: Params = (), /) -> list[Row]: ...


class _Database(Protocol):
    async def execute(self, sql: str, params: Any = None) -> Any: ...


def reader(database: _Database) -> Read:
    """Return `read` for a Datasette database (or anything with its `execute`)."""

    async def read(sql: str, params: Params = (), /) -> list[Row]:
        return [dict(row) for row in await database.execute(sql, params)]

    return read


async def first(read: Read, sql: str, params: Params = ()) -> Row | None:
    """Return the first row, or None."""
    rows = await read(sql, params)
    return rows[0] if rows else None


async def snapshot_facts(read: Read) -> dict[str, str]:
    """Return what the published file says of itself: as_of, title, is_sample, made_from, ..."""
    return {row["key"]: row["value"] for row in await read("select key, value from snapshot")}

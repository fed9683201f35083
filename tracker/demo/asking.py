"""A request to the sample services: the parliament, the day it is asked on and the query.

Query parameters that nobody reads are ignored, as the real services do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.demo.content import Parliament


class NotFound(LookupError):
    """No such address, or nothing there yet on this day."""


@dataclass(frozen=True, slots=True)
class File:
    """An answer as bytes: XML, a workbook, a PDF, or what a service says with a status of its own."""

    content_type: str
    data: bytes
    status: int = 200


class ServerFault(RuntimeError):
    """An address that fails on the real service too."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: the parliament and the day it is asked on, and the query with lower-case names."""

    parliament: Parliament
    as_of: date
    query: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        return self.query.get(name.lower(), [default])[0]

    def number(self, name: str, default: int) -> int:
        return int(self.text(name) or default)

    def day(self, name: str) -> date | None:
        value = self.text(name)
        return date.fromisoformat(value[:10]) if value else None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() == "true"

    def numbers(self, name: str) -> set[int]:
        return {int(value) for value in self.query.get(name.lower(), [])}

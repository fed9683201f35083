"""What a source's run could not have: windows left for the next run, things named but not there."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from scrapers.failures import RequestCapReached, SourceFailure
from scrapers.fields import WrongShape

log = logging.getLogger(__name__)
GIVE_UP_AFTER = 3  # windows that fail one after the other: the service is down, not one address of it
_TOLD = 3  # parked windows named in the message of a run


@dataclass(slots=True)
class Parked:
    """The windows of one source that are left for the next run, by name, each with why.

    `failure` is the kind of the first failure. False where nothing was left.
    """

    source: str
    windows: dict[str, str] = field(default_factory=dict)
    failure: str = ""
    _gaps: int = 0  # things named that could not be had
    _entered: list[int] = field(default_factory=list)  # how many there were as each open window began
    _in_a_row: int = 0  # failures since the last answer

    def __bool__(self) -> bool:
        return bool(self.windows)

    @contextmanager
    def window(self, name: str) -> Iterator[None]:
        """Read one window so that a failure of the service parks it, and the run goes on.

        After `GIVE_UP_AFTER` failures with no answer in between, the failure is raised.
        """
        self._entered.append(self._gaps)
        try:
            yield
        except RequestCapReached:
            raise
        except (SourceFailure, WrongShape) as failure:
            self._park(name, failure)
        finally:
            self._entered.pop()

    def _park(self, name: str, failure: SourceFailure | WrongShape) -> None:
        log.error("%s: %s is left for the next run: %s", self.source, name, failure)
        self.windows[name] = str(failure)
        self.failure = self.failure or failure_kind(failure)
        self._gaps += 1
        self._in_a_row += 1
        if self._in_a_row >= GIVE_UP_AFTER:
            raise failure

    def note_answer(self) -> None:
        """Note that the service answers."""
        self._in_a_row = 0

    def note_missing(self, number: int) -> None:
        """Note how many things were named and could not be had, or not be read."""
        self._gaps += number

    @property
    def has_gap(self) -> bool:
        """Say whether anything of the window that is open could not be had so far."""
        return bool(self._entered) and self._gaps > self._entered[-1]

    def told(self) -> str:
        """Return which windows are left for the next run, and why, for the table of runs."""
        first = [f"{name}: {reason}" for name, reason in self.windows.items()][:_TOLD]
        more = len(self.windows) - len(first)
        return "; ".join(first) + (f"; and {more} more" if more else "")


def failure_kind(error: Exception) -> str:
    """Return what kind of failure an error is: `scrapers.failures.Failure`, "storage", or an error's name."""
    if isinstance(error, SourceFailure):
        return error.kind
    if isinstance(error, sqlite3.Error):
        return "storage"
    return "wrong schema" if isinstance(error, WrongShape) else type(error).__name__

"""The sample parliament misbehaving, and directories that runs against it have filled."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from db.archive import FILE as ARCHIVE
from db.fingerprint import content_fingerprint
from db.publish import FILE
from tracker.demo.run import run_demo, sample_settings
from tracker.demo.server import SampleParliament
from tracker.settings import Settings, load_settings
from tracker.weekly import Report, weekly_run
from tracker.workspace import Sample

SINCE = date(2025, 9, 1)
AS_OF = date(2025, 12, 31)


def settings_for(directory: Path, **options: str) -> Settings:
    return load_settings({"data": str(directory), **options}, environment={}, folder=directory)


@pytest.fixture(scope="session")
def demo_directory(tmp_path_factory) -> Path:
    """The demo's data, made once for all tests that only read it."""
    directory = tmp_path_factory.mktemp("demo")
    run_demo(settings_for(directory, as_of=date(2030, 1, 1).isoformat()), directory)
    return directory


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service sends: `body` is bytes, or becomes JSON. It may come late, or break off half way."""

    status: int
    content_type: str
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    breaks_off: bool = False

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


Change = Callable[[Reply], Reply]
Ask = Callable[[str], str]


@dataclass(slots=True)
class Fault:
    where: re.Pattern[str]
    change: Change
    ask: Ask
    left: float


class FaultyParliament(SampleParliament):
    """The sample parliament with faults: what it answers at some addresses is changed on its way out."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.busy = self.busiest = 0  # requests being answered now, and the most at a time
        self._counting = Lock()
        self._server.RequestHandlerClass = _faulty(self, self._server.RequestHandlerClass)

    def spoil(
        self,
        where: str,
        change: Change = lambda reply: reply,
        *,
        ask: Ask = lambda target: target,
        times: float = float("inf"),
    ) -> None:
        """Change what is answered at addresses like the pattern, so many times; or what is understood."""
        self.faults.append(Fault(re.compile(where, re.IGNORECASE), change, ask, times))

    def edit(self, where: str, change: Callable[[Any], object], **options: Any) -> None:
        """Change the JSON that is answered at addresses like the pattern, in place."""

        def edited(reply: Reply) -> Reply:
            body = deepcopy(reply.body)
            change(body)
            return replace(reply, body=body)

        self.spoil(where, edited, **options)

    def mend(self) -> None:
        """Answer everything as it should be again."""
        self.faults.clear()

    def fault_at(self, target: str) -> Fault | None:
        for fault in self.faults:
            if fault.left > 0 and fault.where.search(target):
                fault.left -= 1
                return fault
        return None

    def entered(self, step: int) -> None:
        with self._counting:
            self.busy += step
            self.busiest = max(self.busiest, self.busy)


def _faulty(parliament: FaultyParliament, base: type[Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(base):
        def do_GET(self) -> None:
            parliament.entered(1)
            try:
                fault = parliament.fault_at(self.path)
                if fault is None:
                    super().do_GET()
                else:
                    reply = Reply(*parliament.respond(fault.ask(self.path)))
                    parliament.requests[-1] = self.path
                    self.send(fault.change(reply))
            finally:
                parliament.entered(-1)

        def send(self, reply: Reply) -> None:
            time.sleep(reply.delay)
            data = reply.data
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if reply.breaks_off else data)
            if reply.breaks_off:
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                self.close_connection = True

    return Handler


class Collected:
    """A data directory that runs against the parliament fill; each run is an hour after the one before."""

    def __init__(self, parliament: SampleParliament, directory: Path) -> None:
        self.parliament, self.directory = parliament, directory
        self.runs = 0

    def run(
        self, *only: str, since: date | None = SINCE, as_of: date = AS_OF, at: datetime | None = None,
        **options: Any,
    ) -> Report:  # fmt: skip
        """Make one weekly run on a day; `at` sets the clock, `options` are settings."""
        self.runs += 1
        self.parliament.as_of = as_of.isoformat()
        moment = datetime(as_of.year, as_of.month, as_of.day, 6, 13, tzinfo=UTC)
        settings = sample_settings(settings_for(self.directory), self.parliament, self.directory, as_of=as_of)
        sample = Sample(now=at or moment + timedelta(hours=self.runs), address=self.parliament.url)
        self.parliament.requests.clear()
        return weekly_run(replace(settings, **options), since=since, only=only, sample=sample)

    def beside(self, directory: Path) -> Collected:
        """Return another directory, to be filled by runs against the same parliament."""
        return Collected(self.parliament, directory)

    def rows(self, sql: str) -> list[tuple]:
        """Return rows of the published tracker."""
        return _rows(self.directory / FILE, sql)

    def archived(self, sql: str) -> list[tuple]:
        """Return rows of the archive."""
        return _rows(self.directory / ARCHIVE, sql)

    def table(self, name: str, *, without: tuple[str, ...] = ("raw_hash",)) -> set[tuple]:
        """Return every row of a published table, less what tells of the answer it was read from."""
        columns = [row[1] for row in self.rows(f"pragma table_info({name})") if row[1] not in without]
        return set(self.rows(f"select {', '.join(columns)} from {name}"))

    @property
    def content(self) -> str:
        return content_fingerprint(self.directory / FILE)

    @property
    def windows(self) -> set[str]:
        """The windows that were read completely, as "source: name"."""
        return {f"{source}: {name}" for source, name in self.archived("select source, name from windows")}

    def newest_runs(self) -> dict[str, tuple[str, str | None, str | None]]:
        """Return outcome, kind of failure and message of each source's newest run, as published."""
        sql = "select source, outcome, failure, message from runs order by id"
        return {source: (outcome, failure, message) for source, outcome, failure, message in self.rows(sql)}

    def watermark(self, source: str) -> str | None:
        return dict(self.archived("select source, done_to from watermarks")).get(source)


def _rows(path: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql).fetchall()


@pytest.fixture(scope="session")
def faulty_server() -> Iterator[FaultyParliament]:
    with FaultyParliament() as parliament:
        yield parliament


@pytest.fixture
def parliament(faulty_server) -> FaultyParliament:
    """The sample parliament on its last day, without faults so far."""
    faulty_server.mend()
    faulty_server.requests.clear()
    faulty_server.as_of = AS_OF.isoformat()
    faulty_server.busiest = 0
    return faulty_server


@pytest.fixture
def collected(parliament, tmp_path) -> Collected:
    """An empty data directory, to be filled by runs against the parliament."""
    return Collected(parliament, tmp_path / "data")


@pytest.fixture(scope="session")
def unbroken_runs(faulty_server, tmp_path_factory) -> Callable[..., Collected]:
    """What one run without any fault makes of the sources named: made once for each set of them."""
    made: dict[tuple, Collected] = {}

    def unbroken(*only: str, since: date = SINCE, as_of: date = AS_OF) -> Collected:
        if (only, since, as_of) not in made:
            faults, faulty_server.faults = faulty_server.faults, []
            whole = Collected(faulty_server, tmp_path_factory.mktemp("unbroken"))
            assert not whole.run(*only, since=since, as_of=as_of).failed
            made[only, since, as_of] = whole
            faulty_server.faults = faults
        return made[only, since, as_of]

    return unbroken


@pytest.fixture
def unbroken(parliament, unbroken_runs) -> Callable[..., Collected]:
    return unbroken_runs

"""A public service on loopback: tests say what it answers and read what it was asked."""

from __future__ import annotations

import dataclasses
import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.fields import WrongShape
from scrapers.parsers import parse
from scrapers.records import Parsed
from scrapers.safe_xml import BadXml, UnsafeXml
from scrapers.session import PoliteSession

Query = dict[str, list[str]]


@dataclass
class Reply:
    body: bytes
    status: int = 200
    content_type: str = "application/json; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    resets: bool = False  # drop the connection instead of answering


def json_reply(value: Any, **options: Any) -> Reply:
    return Reply(json.dumps(value).encode(), **options)


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Some tests hang up, on purpose, and some replies do."""


class Service:
    """`answer` gets path and query of a request; `asked` and `agents` remember them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[tuple[str, Query]] = []
        self.agents: list[str] = []
        self.answer: Callable[[str, Query], Reply] = lambda path, query: json_reply({})

    def script(self, *replies: Reply) -> None:
        waiting = iter(replies)
        self.answer = lambda path, query: next(waiting)


@pytest.fixture
def service() -> Iterator[Service]:
    server = QuietServer(("127.0.0.1", 0), _handler_for(lambda: service))
    service = Service(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def of_json() -> Callable[..., Reply]:
    return json_reply


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(clock: Clock) -> PoliteSession:
    return PoliteSession(contact="tests@example.org", pace=0, timeout=5, clock=clock, sleep=clock.sleep)


def _handler_for(service: Callable[[], Service]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            query = parse_qs(address.query)
            service().asked.append((address.path, query))
            service().agents.append(self.headers["User-Agent"])
            self._send(service().answer(address.path, query))

        def _send(self, reply: Reply) -> None:
            if reply.resets:
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                return
            self.send_response(reply.status)
            headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body))}
            for name, value in {**headers, **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's own name)
            pass

    return Handler


# What is asked of every parser, whatever it is given


REFUSALS = (WrongShape, BadXml, UnsafeXml)
EMAIL = re.compile(r"\w[\w.+-]*@\w[\w-]*(?:\.\w[\w-]*)+")
ADDRESS = "https://service.example/api/Members/9001/Publications/7/Document/8/Html"


@pytest.fixture(scope="session")
def check_parser() -> Callable[..., Parsed | None]:
    """Parses a body and holds the parser to its word; `items` is how many it has to give or refuse.

    Returns None where the parser refuses the whole. Records hold no e-mail address and nothing that a
    database can't store, a refusal has a reason, and the same body gives the same again.
    """

    def check(kind: str, body: bytes, *, items: int | None = None) -> Parsed | None:
        try:
            parsed = parse(kind, ADDRESS, body)
        except REFUSALS:
            return None
        assert repr(parse(kind, ADDRESS, body)) == repr(parsed)
        for part in (part for record in parsed.records for part in parts_of(record)):
            if isinstance(part, str):
                assert not EMAIL.search(part)
                part.encode()  # half a character can't be stored
            if isinstance(part, int):
                assert abs(part) < 2**63
        assert all(rejected.item and rejected.reason for rejected in parsed.rejected)
        if items is not None:  # a part may be refused of an item that is kept
            assert len(parsed.records) <= items <= len(parsed.records) + len(parsed.rejected)
        return parsed

    return check


def parts_of(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for part in dataclasses.fields(value):
            yield from parts_of(getattr(value, part.name))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from parts_of(part)
    else:
        yield value

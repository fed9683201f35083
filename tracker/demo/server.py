"""The sample parliament on loopback: one server that plays all the public services.

with SampleParliament() as sample:
    requests.get(f"{sample.url}/members/api/Members/9003").json()
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tracker.demo import SAMPLE_AS_OF
from tracker.demo.asking import Ask, File, NotFound, ServerFault
from tracker.demo.content import load_parliament
from tracker.demo.routes import answer

_JSON = "application/json; charset=utf-8"
_TAGGED = re.compile("/(?:govuk|legislation|bulk)/")  # services that can tell that nothing changed
_PROBLEM = "application/problem+json; charset=utf-8"


class SampleParliament:
    """Serves the sample on 127.0.0.1, at a port of the system's choice, while the context lasts.

    `as_of` (ISO day) may be set while it runs: the services then show what was known on that day.
    `requests` lists the path and query of everything asked for, in order.
    """

    def __init__(self, as_of: str = SAMPLE_AS_OF) -> None:
        self.as_of = as_of
        self.requests: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def addresses(self) -> dict[str, str]:
        """The settings that point cms-tracker at this server."""
        return {
            "CMS_TRACKER_QUESTIONS_URL": f"{self.url}/questions-statements",
            "CMS_TRACKER_HANSARD_URL": f"{self.url}/hansard",
            "CMS_TRACKER_MEMBERS_URL": f"{self.url}/members",
            "CMS_TRACKER_ORALQUESTIONS_URL": f"{self.url}/oralquestionsandmotions",
            "CMS_TRACKER_COMMITTEES_URL": f"{self.url}/committees",
            "CMS_TRACKER_PETITIONS_URL": f"{self.url}/petitions",
            "CMS_TRACKER_GOVUK_URL": f"{self.url}/govuk",
            "CMS_TRACKER_LEGISLATION_URL": f"{self.url}/legislation",
            "CMS_TRACKER_BULK_URL": f"{self.url}/bulk",
        }

    def respond(self, target: str) -> tuple[int, str, Any]:
        """Return status, content type and body (bytes, or what becomes JSON) for a path and query."""
        self.requests.append(target)
        parts = urlsplit(target)
        query = {name.lower(): values for name, values in parse_qs(parts.query).items()}
        try:
            ask = Ask(load_parliament(), date.fromisoformat(self.as_of), query)
            found = answer(ask, parts.path)
            if isinstance(found, File):
                return found.status, found.content_type, found.data
            return 200, _JSON, found
        except NotFound:
            return 404, _PROBLEM, _problem(404, "Not Found")
        except ValueError as error:
            return (
                400,
                _PROBLEM,
                _problem(400, "One or more validation errors occurred.") | {"detail": str(error)},
            )
        except ServerFault as error:
            return 500, _PROBLEM, _problem(500, "An error occurred") | {"detail": str(error)}

    def __enter__(self) -> SampleParliament:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _problem(status: int, title: str) -> dict[str, Any]:
    return {"type": "about:blank", "title": title, "status": status, "detail": None, "instance": None}


def _handler(sample: SampleParliament) -> type[BaseHTTPRequestHandler]:
    """Return a request handler class bound to the sample."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # one packet an answer; unbuffered, each would wait for an acknowledgement

        def do_GET(self) -> None:
            status, content_type, body = sample.respond(self.path)
            data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
            tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"' if _TAGGED.match(self.path) else None
            if tag and self.headers["If-None-Match"] == tag:
                status, data = 304, b""
            self.send_response(status)
            if tag:
                self.send_header("ETag", tag)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
            """Say nothing: `requests` is the record."""

    return Handler

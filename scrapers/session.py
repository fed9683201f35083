"""The only HTTP of the project: one polite client for every public service.

It says who asks, never hurries a host, tries again where that helps, and hands back the answer
exactly as it came. Whatever goes wrong comes out as one `SourceFailure` that a person understands.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlsplit

import requests

from scrapers.failures import (
    Expected,
    RequestCapReached,
    SourceFailure,
    check_body,
    check_status,
    network_failure,
)

log = logging.getLogger(__name__)

Params = Mapping[str, Any]
_ACCEPT = {
    "json": "application/json",
    "xml": "application/xml, text/xml, application/atom+xml",
    "html": "text/html",
    "file": "*/*",
}

BACKOFF = 2.0  # seconds before the first retry, doubled each time: 2, 4, 8, 16
LONGEST_ANSWER = 10  # time-outs that one answer may take to come in
_PART = 65536  # bytes of an answer read at once
LONGEST_WAIT = 300.0  # a service that wants more than this is left for the next run


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """One answer as it came: `body` verbatim, `url` in full and after redirects, time in UTC."""

    kind: str
    url: str
    body: bytes
    fetched_at: str
    status: int
    content_type: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An answer had before: its validators, which the service is asked to compare, and its body."""

    etag: str | None
    last_modified: str | None
    body: Callable[[], bytes]


class PoliteSession:
    """Fetches answers with at least `pace` seconds between two requests to one host.

    429, 5xx, broken connections and time-outs are tried again up to `retries` times, after 2, 4, 8 and
    16 seconds or as long as Retry-After says, unless that is more than `LONGEST_WAIT`. A `pace` of 0 is
    for tests and demonstrations on one's own machine: no waiting but Retry-After. `requests` counts every
    attempt, `request_cap` limits them. `known` looks up what was had before from an address: the service
    then sends it again only where it has changed.
    """

    def __init__(
        self,
        *,
        contact: str | None,
        pace: float = 1.0,
        timeout: float = 60,
        retries: int = 4,
        request_cap: int | None = None,
        known: Callable[[str], Known | None] = lambda url: None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.requests = 0
        self._pace, self._timeout, self._retries, self._request_cap = pace, timeout, retries, request_cap
        self._clock, self._sleep, self._now = clock, sleep, now
        self.known = known
        self._last_request: dict[str, float] = {}
        self._http = requests.Session()
        self._http.headers.update({"User-Agent": user_agent(contact)})

    def get_json(self, kind: str, url: str, params: Params | None = None) -> RawAnswer:
        """Return the answer at `url`, whose body is known to be JSON, or raise `SourceFailure`."""
        return self.get(kind, url, params, expect="json")

    def get(self, kind: str, url: str, params: Params | None = None, *, expect: Expected) -> RawAnswer:
        """Return the answer at `url`, its body checked to be what is expected, or raise `SourceFailure`.

        A parameter whose value is a list is repeated, as these services expect.
        """
        for attempt in range(self._retries + 1):
            try:
                return self._attempt(kind, url, params, expect)
            except SourceFailure as failure:
                wait = self._wait_after(failure, attempt)
                if wait is None:
                    raise
                log.warning("%s; attempt %d in %.0f s", failure, attempt + 2, wait)
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self, kind: str, url: str, params: Params | None, expect: Expected) -> RawAnswer:
        self._take_turn(url)
        address = url
        try:
            address = requests.Request("GET", url, params=params).prepare().url or url
            known = self.known(address)
            headers = _headers(expect, known)
            with self._http.get(address, headers=headers, timeout=self._timeout, stream=True) as response:
                return self._answer(kind, response, known, expect)
        except requests.RequestException as error:
            raise network_failure(error, address) from error

    def _answer(
        self, kind: str, response: requests.Response, known: Known | None, expect: Expected
    ) -> RawAnswer:
        if response.status_code == 304 and known:
            body = known.body()
        else:
            check_status(response, self._now())
            body = self._body(response)
            check_body(response, body, expect)
        return RawAnswer(
            kind=kind,
            url=response.url,
            body=body,
            fetched_at=self._now().astimezone(UTC).isoformat(timespec="seconds"),
            status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
        )

    def _body(self, response: requests.Response) -> bytes:
        """Return the whole body. The time-out is for each part of it: one that trickles in is cut off too."""
        until, body = self._clock() + self._timeout * LONGEST_ANSWER, bytearray()
        for part in response.iter_content(_PART):
            body += part
            if self._clock() > until:
                raise SourceFailure("timeout", response.url, "the answer takes too long", is_transient=True)
        return bytes(body)

    def _take_turn(self, url: str) -> None:
        """Count one request to the host of `url`, after the pause that is due to it."""
        if self._request_cap is not None and self.requests >= self._request_cap:
            raise RequestCapReached(url, self._request_cap)
        host = urlsplit(url).netloc
        if host in self._last_request:
            pause = self._last_request[host] + self._pace - self._clock()
            if pause > 0:
                self._sleep(pause)
        self._last_request[host] = self._clock()
        self.requests += 1

    def _wait_after(self, failure: SourceFailure, attempt: int) -> float | None:
        """Return the seconds before the next attempt, or None when there should be none."""
        if not failure.is_transient or attempt >= self._retries:
            return None
        if failure.retry_after is not None:
            return failure.retry_after if failure.retry_after <= LONGEST_WAIT else None
        return BACKOFF * 2**attempt if self._pace else 0.0


def user_agent(contact: str | None) -> str:
    """Return who we say we are: the program, its version and a person to write to."""
    try:
        release = version("cms-tracker")
    except PackageNotFoundError:  # run from a checkout that was never installed
        release = "0"
    return f"cms-tracker/{release} ({f'+{contact}' if contact else 'no contact given'})"


def _headers(expect: Expected, known: Known | None) -> dict[str, str]:
    headers = {"Accept": _ACCEPT[expect]}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers

"""What can go wrong with a request, told apart: every kind of failure, and how an answer shows it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import requests
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from urllib3.exceptions import ReadTimeoutError

from scrapers.safe_xml import check_xml

Failure = Literal[
    "timeout", "refused", "rate limited", "server error", "not found", "bad request",
    "html instead of json", "wrong schema", "empty", "count mismatch", "request cap",
]  # fmt: skip
Expected = Literal["json", "xml", "html", "file"]
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


class SourceFailure(Exception):
    """A service did not give what was asked for; `kind` says how, `url` where.

    `is_transient` says that another attempt within the run may help, `retry_after` (seconds) when.
    """

    def __init__(
        self,
        kind: Failure,
        url: str,
        message: str,
        *,
        is_transient: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{kind}: {message} ({url})")
        self.kind: Failure = kind
        self.url = url
        self.is_transient = is_transient
        self.retry_after = retry_after


class RequestCapReached(SourceFailure):
    """The run has made as many requests as it may; nothing is wrong with the service."""

    def __init__(self, url: str, cap: int) -> None:
        super().__init__("request cap", url, f"a run may make {cap} requests, and the next one goes on here")


def network_failure(error: requests.RequestException, url: str) -> SourceFailure:
    """Return what it means that no answer came, or that it broke off."""
    # requests reports a time-out in mid-body as a connection error around urllib3's own
    if isinstance(error, requests.Timeout) or any(isinstance(a, ReadTimeoutError) for a in error.args):
        return SourceFailure("timeout", url, "no answer in time", is_transient=True)
    if isinstance(error, requests.ConnectionError | ChunkedEncodingError | ContentDecodingError):
        return SourceFailure("refused", url, "no connection, or it broke off", is_transient=True)
    return SourceFailure("bad request", url, f"the request could not be made: {error}")


def check_status(response: requests.Response, now: datetime) -> None:
    """Raise unless an answer has a good status; `now` is what a Retry-After date is counted from."""
    url, status = response.url, response.status_code
    wait = retry_after_seconds(response.headers.get("Retry-After"), now)
    if status == 429:
        raise SourceFailure("rate limited", url, "asked to slow down", is_transient=True, retry_after=wait)
    if status >= 500:
        message = f"the service failed with status {status}"
        raise SourceFailure("server error", url, message, is_transient=True, retry_after=wait)
    if status in {404, 410}:
        raise SourceFailure("not found", url, "the service knows no such thing")
    if status in {401, 403}:
        raise SourceFailure("refused", url, f"the service does not let us in, status {status}")
    if not 200 <= status < 300:
        raise SourceFailure("bad request", url, f"the service rejects the request with status {status}")


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """Return the wait a Retry-After header asks for, given in seconds or as a date."""
    if not header:
        return None
    try:
        wait = float(header)
    except ValueError:
        try:
            wait = (parsedate_to_datetime(header) - now).total_seconds()
        except (TypeError, ValueError):  # neither form, or a date without zone: as if it were not there
            return None
    return max(wait, 0.0)


def check_body(response: requests.Response, body: bytes, expect: Expected) -> None:
    """Raise unless the body of an answer with a good status is what was asked for."""
    url, body = response.url, body.lstrip()
    if not body:
        raise SourceFailure("empty", url, "the answer is empty")
    if expect == "json":
        _check_json(url, body, response.headers.get("Content-Type", ""))
    elif expect == "html":
        if not _MARKUP.match(body[:200]):
            raise SourceFailure("wrong schema", url, "the answer is no web page")
    elif _MARKUP.match(body[:200]):
        raise SourceFailure("html instead of json", url, "a web page came instead of data")
    elif expect == "xml":
        _check_xml(url, body)


def _check_json(url: str, body: bytes, content_type: str) -> None:
    """Raise unless the body is JSON that reports no error itself."""
    if "html" in content_type.lower() or body.startswith(b"<"):
        raise SourceFailure("html instead of json", url, "a web page came instead of data")
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceFailure("wrong schema", url, f"the answer can't be read: {error}") from error
    if isinstance(answer, dict) and str(answer.get("status")) == "500":
        message = "the service reports an error inside its answer"
        raise SourceFailure("server error", url, message, is_transient=True)


def _check_xml(url: str, body: bytes) -> None:
    """Raise unless the body is XML, all of it."""
    try:
        check_xml(body)
    except ValueError as error:
        raise SourceFailure("wrong schema", url, f"the answer can't be read: {error}") from error

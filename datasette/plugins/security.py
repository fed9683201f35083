"""Headers that keep a page to itself, and the addresses that a browser would read as another site."""

from __future__ import annotations

from datasette import hookimpl

# No page needs a script, a frame or anything from another host.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"interest-cohort=()"),
)


@hookimpl
def asgi_wrapper():
    def wrap(app):
        async def guarded(scope, receive, send):
            if scope["type"] != "http":
                await app(scope, receive, send)
            elif _leads_elsewhere(scope):
                await _refuse(_with_headers(send))
            else:
                await app(scope, receive, _with_headers(send))

        return guarded

    return wrap


def _leads_elsewhere(scope) -> bool:
    """Say whether Datasette 0.65 would redirect this address to another host: browsers read "/\\" as "//"."""
    path = scope.get("raw_path") or scope["path"].encode("utf-8", "replace")
    return b"\\" in path or path.startswith(b"//")


def _with_headers(send):
    async def sending(message):
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return sending


async def _refuse(send) -> None:
    body = b"There is no page at this address."
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})

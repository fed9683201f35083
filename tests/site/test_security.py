"""Headers, the redirect that Datasette 0.65 leaves open, and errors that help."""

from __future__ import annotations

import asyncio

import pytest

from tracker.serving import build_site


def raw(directory, path: bytes) -> tuple[int, dict[bytes, bytes]]:
    """Ask with the path exactly as given: a client library would tidy it up."""
    sent: list[dict] = []

    async def ask() -> None:
        async def send(message):
            sent.append(message)

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "headers": [],
            "path": path.decode("latin-1"), "raw_path": path, "query_string": b"", "server": ("host", 80),
        }  # fmt: skip
        await build_site(directory).app()(scope, receive, send)

    asyncio.run(ask())
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize(
    "path", [b"/\\example.com/", b"//example.com/", b"/\\\\example.com/x/", b"///example.com/"]
)
def test_no_address_redirects_to_another_host(directories, path):
    status, headers = raw(directories.real, path)
    assert status == 404
    assert b"location" not in headers


def test_a_trailing_slash_still_redirects_at_home(directories):
    status, headers = raw(directories.real, b"/about/")
    assert (status, headers.get(b"location", headers.get(b"Location"))) == (302, b"/about")


@pytest.mark.parametrize(
    "path", ["/", "/tracker/commitment_tracker", "/nope", "/assets/site.css", "/tracker.json"]
)
def test_every_answer_carries_the_headers(get, path):
    headers = get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script" not in headers["content-security-policy"], "default-src 'none' forbids them all"
    assert headers["x-content-type-options"] == "nosniff"
    assert "referrer-policy" in headers


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about",
        "/search?q=fee",
        "/tracker",
        "/tracker/runs",
        "/tracker/questions",
        "/tracker?sql=select+1",
    ],
)
def test_no_page_needs_a_script_or_another_host(get, path):
    page = get(path).text
    assert "<script" not in page
    assert " style=" not in page
    assert 'src="http' not in page
    assert page.count('rel="stylesheet"') == 1


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nope", "There is no such page"),
        ("/tracker/commitments/c0000000000", "There is no commitment c0000000000."),
        ("/tracker/questions/1", "There is no question 1."),
        ("/tracker/debates/x", "There is no debate x."),
        ("/tracker/members/x", "There is no member x."),
        ("/tracker/statements/x", "There is no statement x."),
        ("/tracker/contributions/x", "There is no contribution x."),
        ("/tracker/nope", "There is no such page"),
        ("/tracker/commitments/%3Cb%3E", "There is no"),
    ],
)
def test_a_page_that_is_not_there_helps(get, path, message):
    response = get(path, follow_redirects=True)
    assert response.status_code == 404
    assert message in response.text
    assert "As of" in response.text
    assert 'name="q"' in response.text
    assert "<b>" not in response.text


def test_bad_sql_is_explained_not_logged_as_a_crash(get):
    response = get("/tracker?sql=selec")
    assert response.status_code in (200, 400)
    assert "As of" in response.text


def test_missing_json_stays_json(get):
    assert get("/tracker/questions/1.json").json()["status"] == 404


def test_robots_may_read_pages_but_not_every_filter(get):
    assert "Disallow: /*?" in get("/robots.txt").text


def test_the_file_can_not_be_written(get):
    response = get("/tracker.json?sql=insert+into+snapshot+values+(1,2)")
    assert response.status_code == 400

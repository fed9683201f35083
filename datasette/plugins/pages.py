"""The pages of the site: each asks `db.pages` for one object and hands it to the template of its name."""

from __future__ import annotations

from datasette import hookimpl
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Response

from db.pages.about import about
from db.pages.accuracy import accuracy
from db.pages.commitment import commitment_page, current_id
from db.pages.debate import debate_of, debate_page
from db.pages.home import home
from db.pages.member import member_page
from db.pages.question import current_question_id, question_page
from db.pages.reader import reader
from db.pages.search import search_page
from db.pages.statement import statement_page

DATABASE = "tracker"
_KEY = r"(?P<key>[^/.]+)$"  # a dot begins a format: those addresses stay Datasette's own


@hookimpl
def register_routes():
    return [
        (r"^/$", home_view),
        (r"^/search$", search_view),
        (r"^/about$", about_view),
        (rf"^/{DATABASE}/commitments/{_KEY}", commitment_view),
        (rf"^/{DATABASE}/questions/{_KEY}", question_view),
        (rf"^/{DATABASE}/statements/{_KEY}", statement_view),
        (rf"^/{DATABASE}/debates/{_KEY}", debate_view),
        (rf"^/{DATABASE}/contributions/{_KEY}", contribution_view),
        (rf"^/{DATABASE}/members/{_KEY}", member_view),
    ]


async def home_view(datasette, request):
    page = await home(_read(datasette))
    return await _show(datasette, request, "home.html", page=page, accuracy=accuracy())


async def search_view(datasette, request):
    page = await search_page(
        _read(datasette),
        request.args.get("q") or "",
        kind=request.args.get("kind"),
        page=_page_number(request.args.get("page")),
    )
    return await _show(datasette, request, "search.html", page=page)


async def about_view(datasette, request):
    return await _show(datasette, request, "about.html", page=await about(_read(datasette)))


async def commitment_view(datasette, request):
    key, read = _key(request), _read(datasette)
    page = await commitment_page(read, key)
    if page is None:
        return _moved(datasette, "commitments", await current_id(read, key), f"There is no commitment {key}.")
    return await _show(datasette, request, "commitment.html", page=page)


async def question_view(datasette, request):
    key, read = _key(request), _read(datasette)
    page = await question_page(read, key, link=_commitment_link(datasette))
    if page is None:
        now = await current_question_id(read, key)
        return _moved(datasette, "questions", now, f"There is no question {key}.")
    return await _show(datasette, request, "question.html", page=page)


async def statement_view(datasette, request):
    page = await statement_page(_read(datasette), _key(request), link=_commitment_link(datasette))
    return await _show(datasette, request, "statement.html", page=_found(page, "statement", request))


async def debate_view(datasette, request):
    page = await debate_page(_read(datasette), _key(request))
    return await _show(datasette, request, "debate.html", page=_found(page, "debate", request))


async def contribution_view(datasette, request):
    key = _key(request)
    row = _found(await debate_of(_read(datasette), key), "contribution", request)
    unfold = "" if row["is_on_topic"] else "?all=1"
    address = datasette.urls.row(DATABASE, "debates", tilde_encode(row["debate_id"]))
    return Response.redirect(f"{address}{unfold}#c-{key}")


async def member_view(datasette, request):
    page = await member_page(_read(datasette), _key(request))
    return await _show(datasette, request, "member.html", page=_found(page, "member", request))


def _read(datasette):
    return reader(datasette.get_database(DATABASE))


def _key(request) -> str:
    return tilde_decode(request.url_vars["key"])


def _commitment_link(datasette) -> str:
    return datasette.urls.row(DATABASE, "commitments", "{commitment_id}")


def _page_number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


def _found(page, what: str, request):
    if page is None:
        raise NotFound(f"There is no {what} {_key(request)}.")
    return page


def _moved(datasette, table: str, key, message: str) -> Response:
    if key is None:
        raise NotFound(message)
    return Response.redirect(datasette.urls.row(DATABASE, table, tilde_encode(str(key))), status=301)


async def _show(datasette, request, template: str, **context) -> Response:
    html = await datasette.render_template(template, context, request=request, view_name="page")
    ttl = datasette.setting("default_cache_ttl")
    return Response.html(html, headers={"cache-control": f"max-age={ttl}"})

"""The pages of the site: each asks `db.pages` for one object and hands it to the template of its name."""

from __future__ import annotations

from datasette import hookimpl
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Response

from db.pages.about import about
from db.pages.accuracy import accuracy
from db.pages.commitment import commitment_page, current_id
from db.pages.debate import debate_of, debate_page
from db.pages.document import document_page
from db.pages.figures import statistics_page
from db.pages.home import home
from db.pages.known import known_page
from db.pages.legislation import law_page
from db.pages.member import member_page
from db.pages.motion import motion_page
from db.pages.oral_question import oral_question
from db.pages.petition import petition_page
from db.pages.publication import publication_of, publication_page
from db.pages.question import current_question_id, question_page
from db.pages.reader import reader
from db.pages.search import search_page
from db.pages.statement import statement_page

DATABASE = "tracker"
_KEY = r"(?P<key>[^/.]+)$"  # a dot begins a format: those addresses stay Datasette's own
_PAGES = {
    "debates": (debate_page, "debate"),
    "members": (member_page, "member"),
    "oral_questions": (oral_question, "oral question"),
    "motions": (motion_page, "motion"),
    "publications": (publication_page, "publication"),
    "petitions": (petition_page, "petition"),
    "documents": (document_page, "document"),
    "legislation": (law_page, "law"),
}
"""By table: what makes the page of a row, and what such a row is called; its template has that name."""
_SHORT = {
    "petition": "petitions",
    "publication": "publications",
    "document": "documents",
    "motion": "motions",
    "law": "legislation",
}
"""Addresses that are easy to type, such as /law/ukpga/1991/48, by the table they stand for."""


@hookimpl
def register_routes():
    return [
        (r"^/$", home_view),
        (r"^/search$", search_view),
        (r"^/about$", about_view),
        (r"^/known$", known_view),
        (r"^/statistics$", statistics_view),
        (rf"^/(?P<short>{'|'.join(_SHORT)})/(?P<key>.+)$", short_view),
        (rf"^/{DATABASE}/commitments/{_KEY}", commitment_view),
        (rf"^/{DATABASE}/questions/{_KEY}", question_view),
        (rf"^/{DATABASE}/statements/{_KEY}", statement_view),
        (rf"^/{DATABASE}/contributions/{_KEY}", contribution_view),
        (rf"^/{DATABASE}/publication_passages/{_KEY}", passage_view),
        *((rf"^/{DATABASE}/{table}/{_KEY}", _row_view(*page)) for table, page in _PAGES.items()),
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


async def known_view(datasette, request):
    return await _show(datasette, request, "known.html", page=await known_page(_read(datasette)))


async def statistics_view(datasette, request):
    tables = await statistics_page(_read(datasette))
    return await _show(datasette, request, "statistics.html", tables=tables)


async def short_view(datasette, request):
    table, key = _SHORT[request.url_vars["short"]], request.url_vars["key"]
    return Response.redirect(datasette.urls.row(DATABASE, table, tilde_encode(tilde_decode(key))))


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


async def contribution_view(datasette, request):
    key = _key(request)
    row = _found(await debate_of(_read(datasette), key), "contribution", request)
    unfold = "" if row["is_on_topic"] else "?all=1"
    address = datasette.urls.row(DATABASE, "debates", tilde_encode(row["debate_id"]))
    return Response.redirect(f"{address}{unfold}#c-{key}")


async def passage_view(datasette, request):
    publication = _found(await publication_of(_read(datasette), _key(request)), "passage", request)
    address = datasette.urls.row(DATABASE, "publications", tilde_encode(str(publication)))
    return Response.redirect(f"{address}#p-{_key(request)}")


def _row_view(make_page, what: str):
    """Return a view that shows one row as `make_page(read, key)` has it."""

    async def view(datasette, request):
        page = _found(await make_page(_read(datasette), _key(request)), what, request)
        return await _show(datasette, request, f"{what.replace(' ', '_')}.html", page=page)

    return view


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

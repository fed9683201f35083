"""Errors as a page that helps: what went wrong, a search box, the ways on. JSON stays Datasette's own."""

from __future__ import annotations

import logging

from datasette import handle_exception as default_handler
from datasette import hookimpl
from datasette.utils.asgi import Base400, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

log = logging.getLogger(__name__)


@hookimpl
def startup():
    # rich comes along with spaCy: Datasette would print a page of local variables for every missing address.
    default_handler.rich = None


@hookimpl
def handle_exception(datasette, request, exception):
    if request.path.endswith(".json"):
        return None
    status, title, message = _explain(exception)

    async def page():
        html = await datasette.render_template(
            "error.html", {"status": status, "error_title": title, "error": message}, request=request
        )
        return Response.html(html, status=status)

    return page


def _explain(exception: Exception) -> tuple[int, str | None, str]:
    if isinstance(exception, Base400):
        return exception.status, None, str(exception.args[0]) if exception.args else ""
    if isinstance(exception, DatasetteError):
        message = Markup(exception.message) if exception.message_is_html else str(exception.message)
        # Raised on purpose, for what was asked; 500 is only its default.
        return 400 if exception.status == 500 else exception.status, exception.title, message
    log.error("a page failed", exc_info=exception)
    return 500, None, "Something on our side went wrong. It has been written to the log."

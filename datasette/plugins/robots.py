"""What crawlers may read: the pages, not every filter of every list, and nothing of the sample."""

from __future__ import annotations

from datasette import hookimpl
from datasette.utils.asgi import Response

from db.pages.reader import reader, snapshot_facts

RULES = ("/-/", "/search", "/*?", "/*.json", "/*.csv", "/*.db")


@hookimpl
def register_routes():
    return [(r"^/robots\.txt$", robots)]


async def robots(datasette):
    facts = await snapshot_facts(reader(datasette.get_database("tracker")))
    closed = ("/",) if facts.get("is_sample") == "1" else RULES
    return Response.text("\n".join(["User-agent: *", *(f"Disallow: {rule}" for rule in closed), ""]))

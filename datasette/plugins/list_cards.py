"""What the lists need beyond Datasette's own: found words marked, facets in the order of the metadata."""

from __future__ import annotations

from datasette import hookimpl

from db.pages.lists import marked_words
from db.pages.reader import reader
from db.pages.search import clean_words
from db.search import match_expression


@hookimpl
def extra_template_vars(datasette, database, table, view_name, request):
    if view_name != "table" or database != "tracker":
        return {}
    read = reader(datasette.get_database("tracker"))
    configured = datasette.table_metadata(database, table).get("facets") or []
    order = [next(iter(facet.values())) if isinstance(facet, dict) else facet for facet in configured]

    async def found_words(display_rows):
        match = match_expression(clean_words(request.args.get("_search") or ""))
        rows = [row["search_row"] for row in display_rows] if match else []
        return await marked_words(read, table, rows, match)

    def ordered_facets(results):
        known = sorted(results, key=lambda name: order.index(name) if name in order else len(order))
        return [results[name] for name in known]

    return {"found_words": found_words, "ordered_facets": ordered_facets}

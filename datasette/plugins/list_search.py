"""Makes `_search` work on the lists for people, which are views, and for anything that can be typed.

Datasette's own looks for a search index by table, and hands a lone quotation mark to SQLite as it is.
"""

from __future__ import annotations

from datasette import hookimpl
from datasette.filters import FilterArguments

from db.pages.lists import SEARCHABLE
from db.pages.search import clean_words
from db.search import match_expression


@hookimpl(trylast=True)  # after Datasette's own, which says that a view can't be searched
def filters_from_request(request, database, table):
    if database != "tracker" or table not in SEARCHABLE:
        return None
    words = clean_words(request.args.get("_search") or "")
    match = match_expression(words)
    context = {"supports_search": True, "search": words}
    if not match:
        return FilterArguments([], extra_context=context)
    return FilterArguments(
        [SEARCHABLE[table].where],
        {"search": match},
        [f'search matches "{words}"'],
        context,
    )

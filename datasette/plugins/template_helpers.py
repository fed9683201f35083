"""Filters and functions that templates use: dates and codes in words, addresses of rows, found words."""

from __future__ import annotations

from datasette import hookimpl
from datasette.utils import path_with_removed_args, path_with_replaced_args, tilde_encode
from markupsafe import Markup, escape

from db.pages import dates, words
from db.pages.search import CLOSE, OPEN

_PAGES = {
    "question": ("questions", "source_id"),
    "statement": ("statements", "source_id"),
    "contribution": ("debates", "debate_id"),
    "publication": ("publications", "publication_id"),
    "petition": ("petitions", "source_id"),
    "document": ("documents", "source_id"),
    "legislation": ("legislation", "source_id"),
    "response": ("publications", "source_id"),
}
"""By kind of source: the table whose page shows its words, and the column of a mention with its id."""


@hookimpl
def prepare_jinja2_environment(env, datasette):
    env.filters.update(
        day=dates.day,
        days=dates.days,
        times=dates.times,
        plural=dates.plural,
        until=dates.until,
        label=words.label,
        column_label=words.column_label,
        marked=marked,
        bytes=size,
    )
    env.globals.update(
        words=words,
        number=dates.number,
        interval=dates.interval,
        deadline_meant=dates.deadline_meant,
        path_with_replaced_args=path_with_replaced_args,
        path_with_removed_args=path_with_removed_args,
        site_path=datasette.urls.path,
        full_url=datasette.absolute_url,
        row_url=lambda table, key: datasette.urls.row("tracker", table, tilde_encode(str(key))),
        list_url=lambda table: datasette.urls.table("tracker", table),
        source_url=source_url(datasette),
    )


def source_url(datasette):
    """Return a function from a mention or piece of evidence to the page it stands on, at its sentence."""

    def address(row) -> str:
        table, key = _PAGES[row["source_type"]]
        page = datasette.urls.row("tracker", table, tilde_encode(str(row[key])))
        return f"{page}#s-{row['sentence_id']}" if row["sentence_id"] else page

    return address


def marked(text: str) -> Markup:
    """Return text with its found words in <mark>; everything else is escaped."""
    return Markup(str(escape(text)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))


def size(count: int | None) -> str:
    """Return a file's size in words: "320 KB"."""
    if not count:
        return ""
    return f"{max(1, round(count / 1000)):,} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"

"""What every page shows of the snapshot: as-of date, title, how far it reaches, whether it is the sample."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from datasette import hookimpl

from db.pages.reach import reach
from db.pages.reader import reader, snapshot_facts

STYLE = Path(__file__).parent.parent / "static" / "site.css"


@hookimpl
def startup(datasette):
    async def read_once():  # it looks at every question, and the file never changes
        read = reader(datasette.get_database("tracker"))
        datasette.reach = await reach(read, (await snapshot_facts(read))["as_of"])

    return read_once


@hookimpl
def extra_template_vars(datasette):
    async def facts():
        snapshot = await snapshot_facts(reader(datasette.get_database("tracker")))
        return {
            "snapshot": snapshot,
            "reach": datasette.reach,
            "is_sample": snapshot.get("is_sample") == "1",
            "style": f"/assets/site.css?{_style_version()}",
        }

    return facts


@cache
def _style_version() -> str:
    return hashlib.sha256(STYLE.read_bytes()).hexdigest()[:8]

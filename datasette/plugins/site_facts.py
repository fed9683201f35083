"""What every page shows of the snapshot: as-of date, title, whether it is the sample, its mark."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from datasette import hookimpl

from db.pages.reader import reader, snapshot_facts

STYLE = Path(__file__).parent.parent / "static" / "site.css"


@hookimpl
def extra_template_vars(datasette):
    async def facts():
        snapshot = await snapshot_facts(reader(datasette.get_database("tracker")))
        return {
            "snapshot": snapshot,
            "is_sample": snapshot.get("is_sample") == "1",
            "style": f"/assets/site.css?{_style_version()}",
        }

    return facts


@cache
def _style_version() -> str:
    return hashlib.sha256(STYLE.read_bytes()).hexdigest()[:8]

"""The site: Datasette over the published snapshot, with our pages, settings and descriptions."""

from __future__ import annotations

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import uvicorn
from datasette.app import Datasette
from datasette.utils import parse_metadata

from db.publish import FILE

_HERE = Path(__file__).parent
SITE = next(folder for folder in (_HERE / "site", _HERE.parent / "datasette") if folder.is_dir())
"""The site folder: beside the packages in a checkout, inside this one when installed from a wheel."""


def build_site(directory: Path) -> Datasette:
    """Return the site over `directory`'s snapshot, immutable and read-only.

    Raises FileNotFoundError where nothing was ever published.
    """
    path = directory / FILE
    if not path.exists():
        raise FileNotFoundError(f"there is no tracker at {path}; run `cms-tracker update` or `import` first")
    return Datasette(
        immutables=[str(path)],
        inspect_data=inspect(path),
        metadata=parse_metadata((SITE / "metadata.yaml").read_text(encoding="utf-8")),
        settings=json.loads((SITE / "settings.json").read_text(encoding="utf-8")),
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("assets", str(SITE / "static"))],
    )


def inspect(path: Path) -> dict:
    """Return what Datasette would otherwise count at every start: the rows of each table."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as db:
        names = [row[0] for row in db.execute("select name from sqlite_master where type = 'table'")]
        tables = {
            name: {"count": db.execute(f"select count(*) from [{name}]").fetchone()[0]} for name in names
        }
        made_from = db.execute("select value from snapshot where key = 'made_from'").fetchone()[0]
    return {path.stem: {"hash": made_from, "size": path.stat().st_size, "file": str(path), "tables": tables}}


def serve_site(directory: Path, *, host: str, port: int) -> None:
    """Serve the site until interrupted; the address is printed once it answers.

    Raises click.ClickException when the address can't be listened on.
    """
    app = build_site(directory).app()
    try:
        listener = socket.create_server((host, port))  # ours, so that a taken port is told in our words
    except OSError as error:
        message = f"can't listen on {host}:{port} ({error.strerror}); try another --port"
        raise click.ClickException(message) from error
    with listener:
        _Announcing(uvicorn.Config(app, log_level="warning", lifespan="on")).run(sockets=[listener])


class _Announcing(uvicorn.Server):
    """Prints the address once it answers: with port 0 nobody knows it before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            click.echo(f"Serving at http://{host}:{port}/ (stop with Ctrl-C)")

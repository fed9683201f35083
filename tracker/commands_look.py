"""Commands that look at what was published: verify, serve, digest, status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import click

from db.publish import FILE as TRACKER_FILE
from tracker.settings import Settings

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.pass_obj
def verify(load: Callable[[], Settings]) -> None:
    """Check that every quote stands in its source and every link resolves; exit 1 otherwise.

    cms-tracker --db scratch verify
    """
    from db.fingerprint import content_fingerprint
    from db.verify import verify as check

    path = load().data / TRACKER_FILE
    result = check(path)
    for fault in result.faults:
        click.echo(fault, err=True)
    wrong = len(result.faults)
    click.echo(f"{result.quotes} quotes and {result.references} references checked, {wrong} wrong")
    click.echo(f"content hash (every row, whatever the run): {content_fingerprint(path)}")
    if result.faults:
        raise click.ClickException("the tracker does not hold what its sources say")


@click.command()
@click.option("--port", default=8001, show_default=True, help="Port of the site; 0 lets the system choose.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.pass_obj
def serve(load: Callable[[], Settings], port: int, host: str) -> None:
    """Serve the published tracker with Datasette: pages, search, JSON and SQL, read-only.

    cms-tracker --db scratch serve --port 8002
    """
    from tracker.serving import serve_site

    serve_site(load().data, host=host, port=port)


@click.command()
@click.option("--since", type=DAY, help="Say what changed after this day (default: a week before).")
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown")
@click.pass_obj
def digest(load: Callable[[], Settings], since, form: str) -> None:
    """Say what changed: new commitments, due in 30 days, overdue, slipped, said to be done, refused.

    cms-tracker digest --since 2025-11-01 --format html
    """
    click.echo(digest_of(load(), since.date() if since else None, form))


@click.command()
@click.pass_obj
def status(load: Callable[[], Settings]) -> None:
    """Say how each source stands: last success, watermark, counts, failures; exit 1 when one is stale.

    The file imported last has a row too.

    cms-tracker status
    """
    from tracker.status import render_status, source_states

    settings = load()
    states = source_states(settings)
    click.echo(render_status(states))
    if stale := [state.source for state in states if state.is_stale]:
        raise click.ClickException(f"stale: {', '.join(stale)}. Run: cms-tracker update")


def digest_of(settings: Settings, since: date | None, form: str) -> str:
    """Return the digest of the published tracker since a day, or of its last week."""
    from tracker.digest import as_of_date, write_digest

    path = settings.data / TRACKER_FILE
    return write_digest(path, since=since or as_of_date(path) - timedelta(days=7), form=form)

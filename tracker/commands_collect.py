"""Commands that fill the databases: demo, update, rebuild, backfill, import."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import click

from tracker.commands_look import DAY, digest_of
from tracker.settings import Settings

log = logging.getLogger("tracker")


@click.command()
@click.option("--serve/--no-serve", default=True, help="Serve the site when done (default: yes).")
@click.option("--port", default=8001, show_default=True, help="Port of the site; 0 lets the system choose.")
@click.pass_obj
def demo(load: Callable[[], Settings], serve: bool, port: int) -> None:
    """Run the whole road on an invented parliament: scrape, analyse, link, publish, serve.

    Needs no network: the sample is served on this machine and fetched by the real scrapers into
    data/demo. Everything in it is invented and marked so.

    \b
        cms-tracker demo --no-serve
    """
    from tracker.demo.run import run_demo
    from tracker.serving import serve_site

    settings = load()
    directory = settings.data / "demo"
    summary = run_demo(settings, directory)
    click.echo(summary)
    if serve:
        serve_site(directory, host="127.0.0.1", port=port)
    else:
        click.echo(f"To look at it: cms-tracker --db {directory} serve")


@click.command()
@click.option("--since", type=DAY, help="First tabling or sitting day to read.")
@click.option(
    "--only", "only", multiple=True, metavar="SOURCE", help="Read this source alone; may be repeated."
)
@click.option("--dry-run", is_flag=True, help="Print what would be read, and read nothing.")
@click.pass_obj
def update(load: Callable[[], Settings], since, only: tuple[str, ...], dry_run: bool) -> None:
    """Read what is new or may have changed, analyse it, link it, publish it. What cron calls weekly.

    Safe to run twice, to kill and to run late. Exits 1 when a source failed; the others are done all the
    same, and the next run makes the failure good.

    \b
        cms-tracker update
        cms-tracker update --only questions --since 2025-01-01
    """
    from tracker.plan import plan
    from tracker.report import render_report
    from tracker.weekly import SOURCES, weekly_run

    settings = load()
    if unknown := sorted(set(only) - set(SOURCES)):
        raise click.UsageError(f"there is no source {unknown[0]!r}; sources are {', '.join(SOURCES)}")
    first = since.date() if since else None
    if first and first > settings.as_of:
        raise click.UsageError(f"--since {first} is after the as-of date, {settings.as_of}")
    if dry_run:
        click.echo(plan(settings, since=first, only=only))
        return
    if not settings.contact:
        log.warning("CMS_TRACKER_CONTACT is not set: the services can't tell whom to write to")
    report = weekly_run(settings, since=first, only=only)
    click.echo(render_report(report.counts.items()))
    click.echo(digest_of(settings, None, "markdown"))
    if report.failed:
        raise click.ClickException(
            f"did not finish: {', '.join(report.failed)}. The next run makes it good; see: cms-tracker status"
        )


@click.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Remake tracker.db from the archive alone, and prove by hash that nothing in it has changed.

    Every text is read and analysed afresh; nothing is fetched. Without --as-of the day of the published
    tracker is kept. Exits 1 when the content is not the same as before: then the program, the topic or the
    date is another than the one it was published with, or the file was changed by hand.

    \b
        cms-tracker --db data rebuild
    """
    from tracker.rebuild import rebuild as remake

    parent = ctx.parent.params if ctx.parent else {}
    settings = ctx.obj()
    result = remake(settings, is_as_of_given=bool(parent.get("as_of") or os.environ.get("CMS_TRACKER_AS_OF")))
    click.echo(f"rebuilt as of {result.as_of}; content hash {result.after}, before {result.before or 'none'}")
    if result.before and not result.is_same:
        raise click.ClickException("the content differs from what was published before; it is replaced")


@click.command()
@click.option(
    "--from",
    "first",
    type=click.IntRange(1900, 2100),
    required=True,
    metavar="YEAR",
    help="First year to read.",
)
@click.option(
    "--to",
    "last",
    type=click.IntRange(1900, 2100),
    metavar="YEAR",
    help="Last year to read (default: up to where update begins).",
)
@click.option(
    "--files",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Read a copy of the bulk files in this directory instead of the network.",
)
@click.pass_obj
def backfill(load: Callable[[], Settings], first: int, last: int | None, files: Path | None) -> None:
    """Load the years before update begins from TheyWorkForYou's bulk files, then analyse, link and publish.

    Reads debates, Westminster Hall, Lords, bill committees, written answers and statements of both Houses, a
    file a day, and TheyWorkForYou's people and ministers. Takes hours for many years; safe to kill, the
    next run goes on where it stopped. A file that was read is not read again until it changes. Exits 1 when
    something did not finish.

    \b
        cms-tracker backfill --from 2003 --to 2012
        cms-tracker backfill --from 2009 --to 2010 --files parldata
    """
    from tracker.backfill import backfill_run, years_to_read
    from tracker.report import render_report

    settings = load()
    if last is not None and last < first:
        raise click.UsageError(f"--to {last} is before --from {first}")
    if first > settings.as_of.year:
        raise click.UsageError(f"--from {first} is after the as-of date, {settings.as_of}")
    if not settings.contact and not files:
        log.warning("CMS_TRACKER_CONTACT is not set: the services can't tell whom to write to")
    report = backfill_run(settings, years_to_read(settings, first, last), files=files)
    click.echo(render_report(report.counts.items()))
    if report.failed:
        raise click.ClickException(
            f"did not finish: {', '.join(report.failed)}. Run this again: it goes on where it stopped"
        )


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PATH..."
)
@click.option("--everything", is_flag=True, help="Keep records that are not about the topic, too.")
@click.pass_obj
def import_(load: Callable[[], Settings], paths: tuple[Path, ...], everything: bool) -> None:
    """Load saved files, recognised by their content, then analyse, link and publish.

    Takes answers of the questions, statements, Hansard and members services, TheyWorkForYou/parlparse
    XML, and saved page text. Never touches the network. A bad file is refused whole and the others load
    (exit 1).

    \b
        cms-tracker --db scratch import saved/questions.json saved/debates2025-01-15a.xml
    """
    from tracker.importing import import_run
    from tracker.report import render_report

    results = import_run(load(), paths, everything=everything)
    if loaded := [(item.path.name, item.counts) for item in results if item.error is None]:
        click.echo(render_report(loaded))
    failures = [item for item in results if item.error is not None]
    for item in failures:
        click.echo(f"refused {item.path}: {item.error}", err=True)
    if failures:
        raise click.ClickException(_refusal(len(failures), len(results)))


def _refusal(refused: int, files: int) -> str:
    if files == 1:
        return "the file was refused; nothing of it was stored"
    if refused == 1:
        return f"1 of {files} files was refused; nothing of it was stored"
    return f"{refused} of {files} files were refused; nothing of them was stored"

"""The command line: each command reads its options, calls one function and says what came of it."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from db.archive import ArchiveError
from db.publish import FILE as TRACKER_FILE
from db.publish import PublishError
from tracker.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from nlp.engines import Engine

log = logging.getLogger("tracker")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


class Commands(click.Group):
    """Turns the errors that a person can cause into one clear line and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        from scrapers.relevance import TopicError
        from tracker.workspace import RunRefused

        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise click.UsageError(str(error)) from error
        except (TopicError, RunRefused, ArchiveError, PublishError, FileNotFoundError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise  # whoever read the output has seen enough; click ends quietly
        except (sqlite3.OperationalError, OSError) as error:
            message = f"{error}. What was stored before is still there; check the disk and run this again."
            raise click.ClickException(message) from error
        except sqlite3.DatabaseError as error:
            raise click.ClickException(
                f"a database in {ctx.obj().data} is damaged: {error}. tracker.db can be deleted, the next "
                "update or import makes it again; archive.db can't be remade: put back a copy of it"
            ) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--db", "data", metavar="DIR", help="Directory of the databases (default: data).")
@click.option("--as-of", metavar="DATE", help="The day that due, overdue and waiting are counted to.")
@click.option("--verbose", "-v", is_flag=True, help="Say more on stderr.")
@click.version_option(package_name="cms-tracker")
@click.pass_context
def cli(ctx: click.Context, data: str | None, as_of: str | None, verbose: bool) -> None:
    """Collect what Parliament is told about child maintenance, and track what ministers promise.

    Options of all commands stand before the command:

    \b
        cms-tracker --db scratch import questions.json
    """
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
        force=True,
    )
    for noisy in ("urllib3", "httpx", "httpcore", "asyncio", "filelock", "distributed"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    ctx.obj = lambda: load_settings({"data": data, "as_of": as_of})


@cli.command()
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


@cli.command()
@click.option("--since", type=_DAY, help="First tabling or sitting day to read.")
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


@cli.command()
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


@cli.command()
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


@cli.command("import")
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
    click.echo(render_report((item.path.name, item.counts) for item in results if item.error is None))
    failures = [item for item in results if item.error is not None]
    for item in failures:
        click.echo(f"refused {item.path}: {item.error}", err=True)
    if failures:
        raise click.ClickException(
            f"{len(failures)} of {len(results)} files were refused; nothing of them was stored"
        )


@cli.command()
@click.argument("source", type=click.File("r", encoding="utf-8"), default="-", metavar="[IN.jsonl]")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="Where to write.")
@click.option(
    "--engine",
    type=click.Choice(["local", "processes", "dask"]),
    default="local",
    show_default=True,
    help="Where the work is done: here, in processes of this machine, or on a Dask cluster.",
)
@click.option(
    "--workers", type=click.IntRange(1), help="How many processes or workers (default: one a core)."
)
@click.option("--scheduler", metavar="ADDR", help="Address of a running Dask scheduler.")
def analyse(
    source: TextIO, output: TextIO, engine: Engine, workers: int | None, scheduler: str | None
) -> None:
    """Annotate texts: one JSON object a line in, one a line out, same order, any length.

    A bad line is reported on stderr with its number, the others are processed, and the exit code is 1.
    Every engine gives the same output, byte for byte.

    \b
        cms-tracker analyse answers.jsonl -o annotations.jsonl
        cms-tracker analyse hansard.jsonl -o annotations.jsonl --engine dask --scheduler tcp://10.0.0.1:8786
    """
    from nlp.engines import EngineError, analyse_with
    from nlp.jsonl import analyse_lines

    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    bad: list[int] = []

    def complain(line: int, message: str) -> None:
        bad.append(line)
        click.echo(json.dumps({"line": line, "error": message}), err=True)

    analyser = partial(analyse_with, engine, workers=workers, scheduler=scheduler)
    try:
        for line in analyse_lines(source, complain, analyser=analyser):
            output.write(line + "\n")
    except EngineError as error:
        raise click.ClickException(str(error)) from error
    if bad:
        raise click.ClickException(f"{len(bad)} bad lines; the first is line {bad[0]}")


@cli.command()
@click.argument("gold", type=click.File("r", encoding="utf-8"), metavar="GOLD.jsonl")
@click.option("--record", type=click.Path(path_type=Path, dir_okay=False), help="Write the result to FILE.")
def evaluate(gold: TextIO, record: Path | None) -> None:
    """Measure the analysis against labelled sentences, and list what it gained and lost since last time.

    cms-tracker evaluate gold.jsonl --record docs/evaluation.json
    """
    from tracker.evaluation import evaluate_and_compare

    try:
        click.echo(evaluate_and_compare(gold, record))
    except ValueError as error:
        raise click.ClickException(f"{gold.name}: {error}") from error


@cli.command()
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


@cli.command()
@click.option("--port", default=8001, show_default=True, help="Port of the site; 0 lets the system choose.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.pass_obj
def serve(load: Callable[[], Settings], port: int, host: str) -> None:
    """Serve the published tracker with Datasette: pages, search, JSON and SQL, read-only.

    cms-tracker --db scratch serve --port 8002
    """
    from tracker.serving import serve_site

    serve_site(load().data, host=host, port=port)


@cli.command()
@click.option("--since", type=_DAY, help="Say what changed after this day (default: a week before).")
@click.option("--format", "form", type=click.Choice(["markdown", "html"]), default="markdown")
@click.pass_obj
def digest(load: Callable[[], Settings], since, form: str) -> None:
    """Say what changed: new commitments, due in 30 days, overdue, slipped, said to be done, refused.

    cms-tracker digest --since 2025-11-01 --format html
    """
    click.echo(digest_of(load(), since.date() if since else None, form))


def digest_of(settings: Settings, since: date | None, form: str) -> str:
    """Return the digest of the published tracker since a day, or of its last week."""
    from tracker.digest import as_of_date, write_digest

    path = settings.data / TRACKER_FILE
    return write_digest(path, since=since or as_of_date(path) - timedelta(days=7), form=form)


@cli.command()
@click.pass_obj
def status(load: Callable[[], Settings]) -> None:
    """Say how each source stands: last success, watermark, counts, failures; exit 1 when one is stale.

    cms-tracker status
    """
    from tracker.status import render_status, source_states

    settings = load()
    states = source_states(settings)
    click.echo(render_status(states))
    if stale := [state.source for state in states if state.is_stale]:
        raise click.ClickException(f"stale: {', '.join(stale)}. Run: cms-tracker update")

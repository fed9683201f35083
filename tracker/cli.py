"""The command line: the group, its common options, and what errors become.

Each command reads its options, calls one function and says what came of it (`tracker/commands_*.py`).
"""

from __future__ import annotations

import logging
import sqlite3
import sys

import click

from db.archive import ArchiveError
from db.publish import FILE as TRACKER_FILE
from db.publish import PublishError
from tracker.commands_collect import backfill, demo, import_, rebuild, update
from tracker.commands_look import digest, serve, status, verify
from tracker.commands_text import analyse, evaluate
from tracker.settings import SettingsError, load_settings


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
            if str(error).startswith(("no such table", "no such column")):
                raise click.ClickException(
                    f"{ctx.obj().data / TRACKER_FILE} was made by another release of cms-tracker ({error}); "
                    "make it again: cms-tracker rebuild, or update"
                ) from error
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


for command in (demo, update, import_, backfill, rebuild, analyse, evaluate, verify, serve, digest, status):
    cli.add_command(command)

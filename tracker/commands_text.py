"""Commands of the text analysis alone: analyse, evaluate."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from nlp.engines import Engine


@click.command()
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

    \b
    The fields of a line (those that may be null may be left out):
        id             text
        text           plain text, paragraphs split by a newline
        is_government  true or false: only what the government says is searched for promises
        date           YYYY-MM-DD or null: the day from which "next month" counts
        question       text or null: what was asked, read for themes
        speaker        text or null
        house          "Commons", "Lords" or null: whose recesses a deadline means

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


@click.command()
@click.argument("gold", type=click.File("r", encoding="utf-8"), metavar="GOLD.jsonl")
@click.option("--record", type=click.Path(path_type=Path, dir_okay=False), help="Write the result to FILE.")
@click.option("--curve", is_flag=True, help="Train on growing parts of the training sentences too (minutes).")
def evaluate(gold: TextIO, record: Path | None, curve: bool) -> None:
    """Measure the analysis against labelled sentences, and list what it gained and lost since last time.

    Prints commitments, classes, themes, deadlines, linking and acts, what rules and classifier add, and how
    far the scores can be trusted.

    \b
        cms-tracker evaluate gold.jsonl --record docs/evaluation.json
    """
    from tracker.evaluation import evaluate_and_compare

    try:
        click.echo(evaluate_and_compare(gold, record, curve=curve))
    except ValueError as error:
        raise click.ClickException(f"{gold.name}: {error}") from error

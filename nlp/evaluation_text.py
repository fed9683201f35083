"""The figures of an evaluation as plain-text tables, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlp.evaluate import Evaluation
from nlp.evaluate_acts import ActFigures
from nlp.gold import GROUPS
from nlp.learning_curve import Curve
from nlp.link_scores import BCubed
from nlp.reliability import Reliability
from nlp.scores import Counts, macro_f1, pooled
from nlp.tally import Tally

_LINKING = {
    "alone": "B-cubed",
    "end to end": "end to end",
    "cms": "cms",
    "rest": "rest",
    "repeated": "repeated",
}


def render(evaluation: Evaluation) -> str:
    """Return the figures as a plain-text table."""
    lines = [f"{evaluation.documents} documents, {len(evaluation.outcomes)} sentences"]
    for block in (
        _classes(evaluation.tally),
        _themes(evaluation.themes),
        [_row("deadline wordings", evaluation.deadlines)],
        [_row(f"linking, {_LINKING[name]}", figures) for name, figures in evaluation.linking.items()],
        _acts(evaluation.acts),
        part_rows({f"by {name}": tally for name, tally in evaluation.parts.items()}),
        *(_reliability(name, figures) for name, figures in evaluation.reliability.items()),
    ):
        rows = list(block)
        lines += ["", *rows] if rows else []
    return "\n".join(lines)


def part_rows(parts: Mapping[str, Tally]) -> Iterator[str]:
    """Yield a line for each part: commitments (P, R, F1) on cms and on the rest, macro F1 of the classes."""
    if parts:
        yield f"{'commitments':24} cms: P      R     F1   rest: P      R     F1   macro F1"
    for name, tally in parts.items():
        cms, rest = (_figures(tally.commitment[group]) for group in ("cms", "rest"))
        yield f"{name:24} {cms}   {rest}     {tally.macro_f1:6.3f}"


def render_curve(curve: Curve) -> str:
    """Return the learning curve as plain-text tables, with what rules and words give by themselves."""
    held_out = {f"{point.sentences} sentences": point.held_out for point in curve.points}
    gold = {f"{point.sentences} sentences": point.gold for point in curve.points}
    words = {f"{point.sentences} sentences": point.words for point in curve.points}
    blocks = {
        "training sentences of policy fields held out (cms: child maintenance)": {
            **held_out,
            "rules alone": curve.rules,
        },
        "the labelled documents": gold,
        "the labelled documents, by words alone": words,
    }
    return "\n\n".join(
        "\n".join([f"learning curve, on {name}", *part_rows(rows)]) for name, rows in blocks.items()
    )


def _classes(tally: Tally) -> Iterator[str]:
    yield f"{'':24}     P      R     F1      n"
    for name in (*GROUPS, "all"):
        yield _row(f"commitment, {name}", tally.commitment[name])
    yield ""
    for name, counts in tally.classes.items():
        yield _row(name, counts)
    yield f"{'eight classes, macro F1':24} {tally.macro_f1:20.3f}"


def _themes(themes: Mapping[str, Counts]) -> Iterator[str]:
    for name, counts in themes.items():
        yield _row(name, counts)
    yield _row("themes, micro", pooled(themes.values()))
    yield f"{'themes, macro F1':24} {macro_f1(themes.values()):20.3f}"


def _acts(acts: Mapping[str, ActFigures]) -> Iterator[str]:
    if acts:
        yield f"{'share right':24} action  exact  actor   kind      n"
    for name, figures in acts.items():
        of = figures.support
        shares = (figures.action / of, figures.exact / of, figures.actor / of, figures.kind / of)
        yield f"{'acts, ' + name:24} " + " ".join(f"{share:6.3f}" for share in shares) + f" {of:6d}"


def _reliability(name: str, figures: Reliability) -> Iterable[str]:
    if not figures.count:
        return
    yield f"{'score of: ' + name:24}  mean  right      n"
    for one in figures.bins:
        yield f"{one.low:.1f} to {one.high:.1f} {'':13} {one.score:6.3f} {one.right:6.3f} {one.count:6d}"
    yield f"{'calibration error':24} {figures.error:13.3f} {figures.count:6d}"


def _row(name: str, counts: Counts | BCubed) -> str:
    return f"{name:24} {_figures(counts)} {counts.support:6d}"


def _figures(counts: Counts | BCubed) -> str:
    return f"{counts.precision:6.3f} {counts.recall:6.3f} {counts.f1:6.3f}"

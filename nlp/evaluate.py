"""Measures the analysis against labelled sentences: commitments, classes, themes, deadlines.

A gold line is a document as `cms-tracker analyse` reads it, with a `kind`, the right `themes` (null: not
labelled) and `sentences` of `start`, `end`, `classes` (every class that counts as right) and `deadline`
(its wording, or null). Results keep ids, offsets and classes, never the text.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.annotations import CLASSES, COMMITMENTS, THEMES, Annotation, Document, Sentence
from nlp.commitments import STRENGTH
from nlp.evaluate_links import LinkingGold, evaluate_links
from nlp.link_scores import BCubed
from nlp.pipeline import ANALYSER_VERSION, analyse
from nlp.scores import Counts, macro_f1, pooled

Analyser = Callable[[Iterable[Document]], Iterator[Annotation]]
GROUPS: dict[str, frozenset[str]] = {
    "cms": frozenset({"cms"}),
    "general": frozenset({"general"}),
    "debate": frozenset({"debate"}),
    "rest": frozenset({"general", "debate"}),
}


_LINKING = {
    "alone": "B-cubed",
    "end to end": "end to end",
    "cms": "cms",
    "rest": "rest",
    "repeated": "repeated",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one gold sentence was labelled and what it was given."""

    right: tuple[str, ...]
    given: str

    @property
    def is_right(self) -> bool:
        """Whether the given class is one of those that count as right."""
        return self.given in self.right


@dataclass(slots=True)
class Evaluation:
    """All counts of one run. `outcomes` is keyed by document id and start, as "id:start"."""

    commitment: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    classes: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in CLASSES})
    themes: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in THEMES})
    deadlines: Counts = field(default_factory=Counts)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    documents: int = 0
    linking: dict[str, BCubed] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the figures, and of every sentence the class given and if it is right: no gold label."""
        return {
            "analyser": ANALYSER_VERSION,
            "documents": self.documents,
            "sentences": len(self.outcomes),
            "commitment": {name: counts.to_json() for name, counts in sorted(self.commitment.items())},
            "classes": {name: counts.to_json() for name, counts in self.classes.items()},
            "classes_macro_f1": round(macro_f1(self.classes.values()), 4),
            "themes": {name: counts.to_json() for name, counts in self.themes.items()},
            "themes_micro_f1": round(pooled(self.themes.values()).f1, 4),
            "themes_macro_f1": round(macro_f1(self.themes.values()), 4),
            "deadlines": self.deadlines.to_json(),
            "linking": {name: figures.to_json() for name, figures in self.linking.items()},
            "outcomes": {
                key: f"{outcome.given} {'right' if outcome.is_right else 'wrong'}"
                for key, outcome in self.outcomes.items()
            },
        }


def evaluate(
    gold_lines: Iterable[str], *, analyser: Analyser = analyse, linking: LinkingGold | None = None
) -> Evaluation:
    """Return the counts of `analyser` on JSON Lines of gold; blank lines are skipped.

    `linking` groups sentences of these documents by the promise they make; without it, or where it names
    none of them, linking is not measured. Raises ValueError naming the line that is no gold.
    """
    gold = [_read_gold(line, number) for number, line in enumerate(gold_lines, 1) if line.strip()]
    result = Evaluation()
    annotations = list(analyser(_document(truth) for truth in gold))
    for truth, annotation in zip(gold, annotations, strict=True):
        _count_document(result, truth, annotation)
    if linking is not None:
        result.linking = evaluate_links(gold, annotations, linking)
    return result


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the sentences gained and lost between two results of `to_json`, as "id:start" keys.

    Gained: wrong before, right now. Sentences that only one of the two knows are left out.
    """
    before, after = old["outcomes"], new["outcomes"]
    was = {key: outcome.endswith("right") for key, outcome in before.items()}
    now = {key: outcome.endswith("right") for key, outcome in after.items()}
    shared = [key for key in now if key in was]
    return [key for key in shared if now[key] > was[key]], [key for key in shared if now[key] < was[key]]


def render(evaluation: Evaluation) -> str:
    """Return the figures as a plain-text table."""
    lines = [f"{evaluation.documents} documents, {len(evaluation.outcomes)} sentences", ""]
    lines += [f"{'':24}     P      R     F1      n"]
    for name in (*GROUPS, "all"):
        lines.append(_row(f"commitment, {name}", evaluation.commitment[name]))
    lines.append("")
    lines += [_row(name, counts) for name, counts in evaluation.classes.items()]
    lines.append(f"{'eight classes, macro F1':24} {macro_f1(evaluation.classes.values()):20.3f}")
    lines.append("")
    lines += [_row(name, counts) for name, counts in evaluation.themes.items()]
    lines.append(_row("themes, micro", pooled(evaluation.themes.values())))
    lines.append(f"{'themes, macro F1':24} {macro_f1(evaluation.themes.values()):20.3f}")
    lines.append("")
    lines.append(_row("deadline wordings", evaluation.deadlines))
    if evaluation.linking:
        lines.append("")
        lines += [_row(f"linking, {_LINKING[name]}", figures) for name, figures in evaluation.linking.items()]
    return "\n".join(lines)


def _row(name: str, counts: Counts | BCubed) -> str:
    return f"{name:24} {counts.precision:6.3f} {counts.recall:6.3f} {counts.f1:6.3f} {counts.support:6d}"


def _read_gold(line: str, number: int) -> dict[str, Any]:
    try:
        gold = json.loads(line)
        _ = (
            gold["id"],
            gold["text"],
            gold["kind"],
            [(one["start"], one["classes"]) for one in gold["sentences"]],
        )
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"line {number} is no gold document: {error!r}") from error
    return gold


def _document(gold: Mapping[str, Any]) -> Document:
    return Document(
        id=gold["id"],
        text=gold["text"],
        date=gold.get("date"),
        question=gold.get("question"),
        is_government=gold.get("is_government", True),
        house=gold.get("house"),
    )


def _count_document(result: Evaluation, gold: Mapping[str, Any], annotation: Annotation) -> None:
    result.documents += 1
    groups = [name for name, kinds in GROUPS.items() if gold["kind"] in kinds]
    given = _match(gold["sentences"], annotation.sentences)
    for number, truth in enumerate(gold["sentences"]):
        sentences = given.get(number, [])
        strongest = min((one.class_ for one in sentences), key=STRENGTH.index, default="none")
        outcome = Outcome(tuple(truth["classes"]), strongest)
        result.outcomes[f"{gold['id']}:{truth['start']}"] = outcome
        _count_classes(result, outcome)
        for group in (*groups, "all"):
            _count_commitment(result.commitment[group], outcome)
        _count_deadline(result.deadlines, truth, sentences)
    if gold.get("themes") is not None:
        found = {theme.name for theme in annotation.themes}
        for name, counts in result.themes.items():
            counts.add(given=name in found, true=name in gold["themes"])


def _match(truths: list[dict], sentences: Iterable[Sentence]) -> dict[int, list[Sentence]]:
    """Give each sentence found to the gold sentence that it overlaps most, by its position."""
    matched: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        overlaps = [
            (min(sentence.end, truth["end"]) - max(sentence.start, truth["start"]), -number)
            for number, truth in enumerate(truths)
        ]
        best, number = max(overlaps, default=(0, 0))
        if best > 0:
            matched[-number].append(sentence)
    return matched


def _count_classes(result: Evaluation, outcome: Outcome) -> None:
    if outcome.is_right:
        result.classes[outcome.given].hits += 1
    else:
        result.classes[outcome.given].extra += 1
        result.classes[outcome.right[0]].missed += 1


def _count_commitment(counts: Counts, outcome: Outcome) -> None:
    given = outcome.given in COMMITMENTS
    right = {name in COMMITMENTS for name in outcome.right}
    if given in right:
        counts.hits += given
    else:
        counts.add(given=given, true=not given)


def _count_deadline(counts: Counts, truth: Mapping[str, Any], sentences: Iterable[Sentence]) -> None:
    """Count the wordings found among the commitments that have one; either may hold the other."""
    if not COMMITMENTS.issuperset(truth["classes"]):
        return
    wording = truth.get("deadline")
    found = [one.deadline.text for one in sentences if one.deadline]
    agrees = any(_same_wording(wording, text) for text in found) if wording else False
    if agrees:
        counts.hits += 1
    else:
        counts.missed += bool(wording)
        counts.extra += bool(found)


def _same_wording(one: str, other: str) -> bool:
    one, other = " ".join(one.split()).casefold(), " ".join(other.split()).casefold()
    return one in other or other in one

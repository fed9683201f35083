"""Measures the analysis against labelled documents (nlp.gold): classes, themes, deadlines, linking, acts.

Beside the figures of the whole stand those of its parts (nlp.ablation) and how far its scores can be trusted
(nlp.reliability). Results keep ids, offsets and classes, never the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.ablation import measure_parts
from nlp.annotations import COMMITMENTS, THEMES, Annotation, Document, Sentence
from nlp.evaluate_acts import ActFigures, GoldAct, evaluate_acts
from nlp.evaluate_links import LinkingGold, evaluate_links
from nlp.gold import document_of, match
from nlp.link_scores import BCubed
from nlp.pipeline import ANALYSER_VERSION, analyse
from nlp.reliability import Reliability, measure_scores, strongest
from nlp.scores import Counts, macro_f1, pooled
from nlp.tally import Outcome, Tally
from nlp.weigh import weigh

Analyser = Callable[[Iterable[Document]], Iterator[Annotation]]


@dataclass(slots=True)
class Evaluation:
    """All counts of one run. `outcomes` is keyed by document id and start, as "id:start"."""

    tally: Tally = field(default_factory=Tally)
    themes: dict[str, Counts] = field(default_factory=lambda: {name: Counts() for name in THEMES})
    deadlines: Counts = field(default_factory=Counts)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    documents: int = 0
    linking: dict[str, BCubed] = field(default_factory=dict)
    acts: dict[str, ActFigures] = field(default_factory=dict)
    parts: dict[str, Tally] = field(default_factory=dict)
    reliability: dict[str, Reliability] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the figures, and of every sentence the class given and if it is right: no gold label."""
        return {
            "analyser": ANALYSER_VERSION,
            "documents": self.documents,
            "sentences": len(self.outcomes),
            **self.tally.to_json(),
            "themes": {name: counts.to_json() for name, counts in self.themes.items()},
            "themes_micro_f1": round(pooled(self.themes.values()).f1, 4),
            "themes_macro_f1": round(macro_f1(self.themes.values()), 4),
            "deadlines": self.deadlines.to_json(),
            "linking": {name: figures.to_json() for name, figures in self.linking.items()},
            "acts": {name: figures.to_json() for name, figures in self.acts.items()},
            "parts": {name: tally.summary() for name, tally in self.parts.items()},
            "reliability": {name: figures.to_json() for name, figures in self.reliability.items()},
            "outcomes": {
                key: f"{outcome.given} {'right' if outcome.is_right else 'wrong'}"
                for key, outcome in self.outcomes.items()
            },
        }


def evaluate(
    gold: Sequence[Mapping[str, Any]],
    *,
    analyser: Analyser = analyse,
    linking: LinkingGold | None = None,
    acts: Iterable[GoldAct] = (),
) -> Evaluation:
    """Return the counts of `analyser` on gold documents, and those of the parts that it is made of.

    `linking` groups sentences of these documents by the promise they make, `acts` marks who promises what in
    some of them; what is not given, or names none of the documents, is not measured.
    """
    result = Evaluation()
    annotations = list(analyser(document_of(truth) for truth in gold))
    for truth, annotation in zip(gold, annotations, strict=True):
        _count_document(result, truth, annotation)
    weighed = weigh(gold)
    result.parts = measure_parts(gold, weighed)
    result.reliability = measure_scores(gold, annotations, weighed)
    result.acts = evaluate_acts(gold, annotations, acts)
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


def _count_document(result: Evaluation, gold: Mapping[str, Any], annotation: Annotation) -> None:
    result.documents += 1
    given = match(gold["sentences"], annotation.sentences)
    for number, truth in enumerate(gold["sentences"]):
        sentences = given.get(number, [])
        found = strongest(sentences)
        outcome = Outcome(tuple(truth["classes"]), found.class_ if found else "none")
        result.outcomes[f"{gold['id']}:{truth['start']}"] = outcome
        result.tally.add(gold["kind"], outcome)
        _count_deadline(result.deadlines, truth, sentences)
    if gold.get("themes") is not None:
        themes = {theme.name for theme in annotation.themes}
        for name in result.themes.keys() - set(gold.get("themes_borderline", ())):
            result.themes[name].add(given=name in themes, true=name in gold["themes"])


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

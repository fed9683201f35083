"""Measures the linking against real sentences grouped by the promise they make.

The linking gold (`docs/linking-gold.json`) names sentences by document and offset; their texts are those of
the gold documents. A sentence of these documents that it does not list belongs to no promise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from nlp.act_types import Act, Candidate
from nlp.acts import ACTED, find_acts
from nlp.annotations import COMMITMENTS, Annotation, Sentence
from nlp.commitments import judge_all
from nlp.deadlines import main_deadline
from nlp.link_scores import BCubed, b_cubed
from nlp.links import Utterance, link

LINKED = COMMITMENTS | {"progress", "delivered", "refusal"}
"""Classes whose sentences are linked."""
BEFORE = 3
"""Sentences said before that are read with one."""


@dataclass(frozen=True, slots=True)
class LinkingGold:
    """Groups by sentence, keyed "document:start", and the sentences left out of the count."""

    groups: Mapping[str, int]
    undecided: frozenset[str]

    def of(self, documents: Iterable[str]) -> LinkingGold:
        """Return the part that lies in some documents."""
        wanted = set(documents)
        groups = {key: group for key, group in self.groups.items() if _document_of(key) in wanted}
        return LinkingGold(groups, self.undecided)


def read_linking_gold(text: str) -> LinkingGold:
    """Return the linking gold of a JSON text; raises ValueError where it is none."""
    try:
        rows = [(f"{row['document']}:{row['start']}", row["group"]) for row in json.loads(text)["sentences"]]
    except (ValueError, LookupError, TypeError) as error:
        raise ValueError(f"this is no linking gold: {error!r}") from error
    groups = {key: group for key, group in rows if group is not None}
    return LinkingGold(groups, frozenset(key for key, group in rows if group is None))


def evaluate_links(
    documents: Sequence[Mapping[str, Any]], annotations: Sequence[Annotation], gold: LinkingGold
) -> dict[str, BCubed]:
    """Return how well gold documents are linked; nothing where the linking gold names none of them.

    "alone" links the sentences with their labelled classes, "end to end" with those that `annotations` (one
    a document, in order) give; "cms" and "rest" are the parts of the latter; "repeated" counts only
    sentences whose promise was made more than once.
    """
    gold = gold.of(document["id"] for document in documents)
    if not gold.groups:
        return {}
    kinds = {document["id"]: document["kind"] for document in documents}
    cms = {key for key in gold.groups if kinds[_document_of(key)] == "cms"}
    size = Counter(gold.groups.values())
    repeated = {key for key, group in gold.groups.items() if size[group] > 1}
    alone = _grouped(documents, [_labelled(document) for document in documents], gold)
    found = _grouped(documents, [annotation.sentences for annotation in annotations], gold)
    return {
        "alone": b_cubed(gold.groups, alone),
        "end to end": b_cubed(gold.groups, found),
        "cms": b_cubed(gold.groups, found, over=cms),
        "rest": b_cubed(gold.groups, found, over=gold.groups.keys() - cms),
        "repeated": b_cubed(gold.groups, found, over=repeated),
    }


def _grouped(
    documents: Sequence[Mapping[str, Any]], sentences: Sequence[Sequence[Sentence]], gold: LinkingGold
) -> dict[str, int]:
    """Return the chain of each gold sentence that was put into one."""
    key_of: dict[str, str] = {}
    utterances: list[Utterance] = []
    for document, own in zip(documents, sentences, strict=True):
        for sentence, utterance in _utterances(document, own):
            utterances.append(utterance)
            key_of[utterance.id] = _place_in_gold(document, sentence)
    groups: dict[str, int] = {}
    for number, chain in enumerate(link(utterances)):
        for mention in chain.mentions:
            groups.setdefault(key_of[mention.utterance.id], number)
    return {key: number for key, number in groups.items() if key not in gold.undecided}


def _utterances(
    document: Mapping[str, Any], sentences: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Utterance]]:
    texts = [document["text"][one.start : one.end] for one in sentences]
    for place, sentence in enumerate(sentences):
        if sentence.class_ in LINKED:
            yield (
                sentence,
                Utterance(
                    id=f"{document['id']}:{sentence.start:06}",
                    said_on=document.get("date"),
                    class_=sentence.class_,
                    text=texts[place],
                    action=sentence.action,
                    act_kind=sentence.act_kind,
                    deadline=sentence.deadline,
                    context=document.get("question") or "",
                    before="\n".join(
                        " ".join(text.split()) for text in texts[max(0, place - BEFORE) : place]
                    ),
                    source=document["id"],
                    start=sentence.start,
                ),
            )


def _labelled(document: Mapping[str, Any]) -> list[Sentence]:
    """Return the sentences as labelled; act and deadline are not, and are found by the software."""
    truths = document["sentences"]
    texts = [document["text"][one["start"] : one["end"]] for one in truths]
    classes = [one["classes"][0] for one in truths]
    said_on = date.fromisoformat(document["date"]) if document.get("date") else None
    deadlines = [main_deadline(text, said_on=said_on, house=document.get("house")) for text in texts]
    verdicts = judge_all(texts)
    acted = [place for place, class_ in enumerate(classes) if class_ in ACTED]
    found = find_acts([Candidate(texts[i], classes[i], verdicts[i], deadlines[i]) for i in acted])
    acts = dict(zip(acted, found, strict=True))
    nothing = Act(None, None, "other")
    return [
        Sentence(
            start=truth["start"],
            end=truth["end"],
            class_=classes[place],
            score=1.0,
            why="labelled",
            action=acts.get(place, nothing).action,
            act_kind=acts.get(place, nothing).kind,
            deadline=deadlines[place],
        )
        for place, truth in enumerate(truths)
    ]


def _place_in_gold(document: Mapping[str, Any], sentence: Sentence) -> str:
    """Return the key of the labelled sentence that a found one overlaps most."""
    best = max(
        document["sentences"],
        key=lambda truth: (
            min(sentence.end, truth["end"]) - max(sentence.start, truth["start"]),
            -truth["start"],
        ),
    )
    return f"{document['id']}:{best['start']}"


def _document_of(key: str) -> str:
    return key.rpartition(":")[0]

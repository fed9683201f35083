"""From documents to annotations: the steps of the analysis in order. Read this first.

    split → judge by rules → score candidates by classifier → decide → deadlines → acts → themes

Documents stream through in batches, so memory does not grow with their number.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice

from nlp import lexicon
from nlp.act_types import Act, Candidate
from nlp.acts import ACTED, find_acts
from nlp.annotations import Annotation, Deadline, Document, Sentence
from nlp.classifier import ARTEFACT, load_classifier
from nlp.commitments import Verdict, in_lists, judge_each
from nlp.deadline_period import Said
from nlp.deadlines import main_deadlines
from nlp.decide import Decision, decide
from nlp.sentences import split_sentences
from nlp.themes import find_themes_of_each

BATCH = 512
"""Documents analysed at a time."""


def _version() -> str:
    digest = hashlib.sha256(ARTEFACT.read_bytes())
    for path in sorted([*lexicon.FOLDER.glob("*.toml"), *lexicon.FOLDER.parent.glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


ANALYSER_VERSION = _version()
"""Changes whenever the classifier, a lexicon or the code of the analysis does."""

_NO_CUE = Decision("none", 0.95, "no cue of any rule")  # 95 in 100 such sentences were labelled none
_NOT_GOVERNMENT = Decision("none", 1.0, "not the government speaking")


def analyse(documents: Iterable[Document]) -> Iterator[Annotation]:
    """Yield an annotation for each document, in order; at most one batch is held in memory."""
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        with _collector_at_rest():
            annotations = _analyse_batch(batch)
        yield from annotations


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let no garbage be looked for: what a batch makes is freed by count, and a search for circles in it goes
    through all that is alive, the language model included, again and again.
    """  # fmt: skip
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _analyse_batch(documents: Sequence[Document]) -> list[Annotation]:
    spans = [split_sentences(document.text) for document in documents]
    texts = [
        [document.text[start:end] for start, end in of_document]
        for document, of_document in zip(documents, spans, strict=True)
    ]
    verdicts = _judge(documents, texts)
    decisions = _decide_all(documents, texts, verdicts)
    deadlines = _deadlines(documents, texts)
    acts = _acts(texts, verdicts, decisions, deadlines)
    questions = [document.question for document in documents]
    themes = find_themes_of_each(list(zip(questions, texts, strict=True)))
    return [
        Annotation(
            document.id,
            themes[number],
            tuple(
                _sentence(span, decisions[number][place], deadlines[number][place], acts.get((number, place)))
                for place, span in enumerate(spans[number])
            ),
        )
        for number, document in enumerate(documents)
    ]


def _judge(documents: Sequence[Document], texts: Sequence[Sequence[str]]) -> list[list[Verdict]]:
    """Return the rules' verdicts by document; none where it is not the government speaking."""
    governments = [
        own if document.is_government else [] for document, own in zip(documents, texts, strict=True)
    ]
    verdicts = iter(judge_each([text for own in governments for text in own]))
    return [in_lists(own, [next(verdicts) for _ in own]) for own in governments]


def _decide_all(
    documents: Sequence[Document], texts: Sequence[Sequence[str]], verdicts: Sequence[Sequence[Verdict]]
) -> list[list[Decision]]:
    """Return a decision for each sentence of each document; the classifier reads all candidates at once."""
    candidates = [
        (text, verdict)
        for own, judged in zip(texts, verdicts, strict=True)
        for text, verdict in zip(own, judged, strict=False)  # nothing is judged unless it is government's
        if verdict.is_candidate
    ]
    scored = iter(load_classifier().score(*zip(*candidates, strict=True)) if candidates else ())
    decided: list[list[Decision]] = []
    for document, own, judged in zip(documents, texts, verdicts, strict=True):
        if document.is_government:
            decided.append(
                [decide(verdict, next(scored)) if verdict.is_candidate else _NO_CUE for verdict in judged]
            )
        else:
            decided.append([_NOT_GOVERNMENT] * len(own))
    return decided


def _deadlines(documents: Sequence[Document], texts: Sequence[Sequence[str]]) -> list[list[Deadline | None]]:
    """Return the deadlines by document and sentence; none where it is not the government speaking."""
    said = [
        Said(text, date.fromisoformat(document.date) if document.date else None, document.house)
        for document, own in zip(documents, texts, strict=True)
        if document.is_government
        for text in own
    ]
    found = iter(main_deadlines(said))
    return [
        [next(found) if document.is_government else None for _ in own]
        for document, own in zip(documents, texts, strict=True)
    ]


def _acts(
    texts: Sequence[Sequence[str]],
    verdicts: Sequence[Sequence[Verdict]],
    decisions: Sequence[Sequence[Decision]],
    deadlines: Sequence[Sequence[Deadline | None]],
) -> dict[tuple[int, int], Act]:
    """Return the acts by document and sentence; only those whose words show no verb are parsed."""
    places = [
        (number, place)
        for number, decided in enumerate(decisions)
        for place, decision in enumerate(decided)
        if decision.class_ in ACTED
    ]
    candidates = [
        Candidate(
            texts[number][place],
            decisions[number][place].class_,
            verdicts[number][place],
            deadlines[number][place],
        )
        for number, place in places
    ]
    return dict(zip(places, find_acts(candidates), strict=True))


def _sentence(
    span: tuple[int, int], decision: Decision, deadline: Deadline | None, act: Act | None
) -> Sentence:
    return Sentence(
        start=span[0],
        end=span[1],
        class_=decision.class_,
        score=decision.score,
        why=decision.why,
        action=act.action if act else None,
        actor=act.actor if act else None,
        act_kind=act.kind if act else None,
        deadline=deadline,
    )

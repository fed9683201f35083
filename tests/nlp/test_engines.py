"""Every engine gives the same annotations, byte for byte, in the order of the stream."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing import active_children
from typing import get_args

import pytest

from nlp.annotations import Annotation, Document
from nlp.engines import CHUNK, Engine, EngineError, analyse_with
from nlp.jsonl import dump_annotation

SAID = (
    "We will publish the review of the {0} offices in spring {1}. The scheme is being looked at again.",
    "The Department has no plans to close office {0}. It opened in {1}.",
    "Our aim is to halve the {0} queues by {1}, and I shall write to the hon. Member.",
    "",
)


def documents(count: int) -> Iterator[Document]:
    for number in range(count):
        text = SAID[number % len(SAID)].format(number, 2026 + number % 4)
        yield Document(id=str(number), text=text, date="2025-07-10", question="What steps?")


@pytest.fixture(scope="module")
def local() -> list[str]:
    return dumped(analyse_with("local", documents(2 * CHUNK + 7)))


def dumped(annotations: Iterator[Annotation]) -> list[str]:
    return [dump_annotation(annotation) for annotation in annotations]


@pytest.mark.parametrize("engine", [name for name in get_args(Engine) if name != "local"])
def test_two_workers_give_what_one_process_gives(engine, local):
    assert dumped(analyse_with(engine, documents(2 * CHUNK + 7), workers=2)) == local


def test_a_running_scheduler_is_used(local):
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        found = dumped(analyse_with("dask", documents(2 * CHUNK + 7), scheduler=cluster.scheduler_address))
    assert found == local


@pytest.mark.parametrize("engine", get_args(Engine))
def test_nothing_in_nothing_out(engine):
    assert list(analyse_with(engine, iter(()), workers=1)) == []


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr("nlp.engines.ANSWERS_WITHIN", 0.3)
    with pytest.raises(EngineError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        list(analyse_with("dask", documents(1), scheduler="tcp://127.0.0.1:1"))


def test_a_worker_that_dies_is_told():
    results = analyse_with("processes", documents(6 * CHUNK), workers=1)
    next(results)
    for child in active_children():
        child.kill()
    with pytest.raises(EngineError, match="a worker process died"):
        list(results)


def test_the_stream_is_read_no_further_than_the_work_needs(monkeypatch):
    read = 0

    def counted() -> Iterator[Document]:
        nonlocal read
        for document in documents(20 * CHUNK):
            read += 1
            yield document

    results = analyse_with("processes", counted(), workers=1)
    next(results)
    assert read <= 3 * CHUNK
    results.close()  # pyright: ignore[reportAttributeAccessIssue]

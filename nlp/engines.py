"""Where the analysis runs: in this process, in processes of this machine, or on a Dask cluster.

Each engine takes a stream of documents and gives the same annotations in the same order, byte for byte:
the work is cut into equal chunks, and a chunk is analysed alike wherever that happens. Only a few chunks
are under way at a time, so memory does not grow with the stream.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any, Literal, Protocol

from nlp.annotations import Annotation, Document
from nlp.pipeline import BATCH, analyse

Engine = Literal["local", "processes", "dask"]
CHUNK = BATCH
"""Documents sent to a worker at a time: a batch, so that every engine analyses the same ones."""
ANSWERS_WITHIN = 10.0  # seconds in which a Dask scheduler must take the call
AHEAD = 2  # chunks under way for each worker

Chunk = list[Document]


class EngineError(RuntimeError):
    """An engine that can't be used or broke down; the message says what to do."""


class _Future(Protocol):
    def result(self) -> list[Annotation]: ...


def analyse_with(
    engine: Engine, documents: Iterable[Document], *, workers: int | None = None, scheduler: str | None = None
) -> Iterator[Annotation]:
    """Yield the annotation of each document, in order.

    `workers` is the number of processes (default: one a core), `scheduler` the address of a running Dask
    scheduler; without one a cluster is started on this machine. Raises EngineError.
    """
    if engine == "local":
        return analyse(documents)
    if engine == "processes":
        return _in_processes(documents, workers or os.cpu_count() or 1)
    return _on_dask(documents, workers, scheduler)


def analyse_chunk(chunk: Chunk) -> list[Annotation]:
    """Analyse one chunk: what a worker does."""
    return list(analyse(chunk))


def _in_processes(documents: Iterable[Document], workers: int) -> Iterator[Annotation]:
    # Fresh processes, not forks: the parser's threads don't survive a fork.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from _in_order(documents, partial(pool.submit, analyse_chunk), workers * AHEAD)
        except BrokenProcessPool as error:
            raise EngineError(
                "a worker process died, perhaps for want of memory; run again with fewer workers, "
                "or with --engine local"
            ) from error


def _on_dask(
    documents: Iterable[Document], workers: int | None, scheduler: str | None
) -> Iterator[Annotation]:
    with _dask_client(workers, scheduler) as client:
        window = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        # Not pure: two equal chunks are two results, and nothing of the stream stays in the cluster.
        yield from _in_order(documents, partial(client.submit, analyse_chunk, pure=False), window)


@contextmanager
def _dask_client(workers: int | None, scheduler: str | None) -> Iterator[Any]:
    """Connect to a scheduler, or to a cluster of this machine that lasts as long as the context."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise EngineError(
            "the Dask engine needs the package `distributed`: pip install -e '.[dask]'"
        ) from error
    with ExitStack() as stack:
        address: Any = scheduler
        if scheduler is None:
            cluster = LocalCluster(
                n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, dashboard_address=":0"
            )
            address = stack.enter_context(cluster)
        try:
            client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EngineError(f"no Dask scheduler answers at {scheduler}: {error}") from error
        yield stack.enter_context(client)


def _in_order(
    documents: Iterable[Document], submit: Callable[[Chunk], _Future], window: int
) -> Iterator[Annotation]:
    """Keep `window` chunks under way and yield their results in the order of the stream."""
    source = iter(documents)
    under_way: deque[_Future] = deque()
    while chunk := list(islice(source, CHUNK)):
        under_way.append(submit(chunk))
        if len(under_way) >= window:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()

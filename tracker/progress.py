"""How far long work has got: a bar on a terminal, and a line in the log now and then elsewhere."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")
log = logging.getLogger(__name__)
SAY_EVERY = 30.0  # seconds between two log lines


def with_progress(items: Iterable[T], label: str) -> Iterator[T]:
    """Yield the items, and tell a person how many of them are done."""
    bar = tqdm(items, desc=label, leave=False, disable=None)
    if not bar.disable:
        yield from bar
        return
    listed = list(items)
    started = said = time.monotonic()
    for number, item in enumerate(listed):
        now = time.monotonic()
        if now - said > SAY_EVERY:
            left = (now - started) / number * (len(listed) - number) if number else 0.0
            log.info("%s: %d of %d, about %.0f s left", label, number, len(listed), left)
            said = now
        yield item

"""A sample parliament: the public APIs of a small, invented parliament, served on loopback.

Every member, constituency, question, answer, statement, debate, figure and date in here was made up for
cms-tracker. Only the institutions and the subject are real (Parliament, its departments, the Child
Maintenance Service), so that the product reads it as it reads the public services. Nothing in it says what
any person or government has said or done.
"""

from __future__ import annotations

SAMPLE_SINCE = "2023-07-01"
"""The first day of the sample: a first run starts here."""

SAMPLE_AS_OF = "2025-12-31"
"""The last day of the sample, and the as-of date of `cms-tracker demo`."""

"""The summary of a run: one page with pictures, which asks no host for anything.

::

    reports ──▶ Tally, Moments ──▶ sections ──▶ page ──▶ summary.html

What is counted is counted once, call by call; pictures are made of the counts alone.
"""

from coach.batch.summary.page import write_summary

__all__ = ["write_summary"]

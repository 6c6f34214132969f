"""Labelled sample calls; see README.md beside them."""

from pathlib import Path

DATA = Path(__file__).parent

CALLS = DATA / "calls"

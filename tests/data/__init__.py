"""Labelled sample calls; see README.md beside them."""

from pathlib import Path

CALLS = Path(__file__).parent / "calls"

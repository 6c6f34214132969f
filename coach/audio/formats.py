"""What sound is kept as."""

from collections.abc import Mapping
from typing import Literal

AudioFormat = Literal["flac", "opus"]
"""``flac``: without loss; ``opus``: in an Ogg file, a fraction of the size."""

SUFFIXES: Mapping[AudioFormat, str] = {"flac": ".flac", "opus": ".ogg"}
"""The ending of a file's name, by format."""

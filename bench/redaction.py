"""How well redaction finds what must not last, and what it takes for it wrongly.

    python -m bench.redaction [--misses]

The examples are tests/data/redaction: secrets, each with its kind and the words that
must not survive, and innocent look-alikes.  The development set is what redaction was
made with; the others were each written without a look at what the code makes of them,
the blind one to be hard.  Nothing has been mended with the typical one.

A secret is found when no letter or digit of it is left; whether it was called what
it is, is told beside it.  A false alarm is an innocent example in which anything is
masked.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from coach.audio_time import samples
from coach.events import Speaker, Utterance, UtteranceFinalised
from coach.redaction import RedactionSettings, redact
from coach.redaction.kinds import KIND_OF
from coach.redaction.masking import masked_spans
from coach.transcript import record_of

FOLDER = Path(__file__).parent.parent / "tests" / "data" / "redaction"

SETS = ("development", "held-out", "blind", "fresh", "typical")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an example."""

    kind: str
    """Of a secret its kind, of an innocent example what it is about."""
    texts: tuple[str, ...]
    """What is left of it."""
    is_found: bool
    """Nothing of the secret is left; of an innocent one: something was masked."""
    is_named: bool
    """The secret's own kind is among the masks."""


def examples(name: str) -> list[dict[str, Any]]:
    """Return the examples of a file of :data:`FOLDER`."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def redacted(example: Mapping[str, Any]) -> list[str]:
    """Return the lines of an example after redaction."""
    said = [
        Utterance(
            id=f"{speaker}-{number * 6_000}",
            speaker=Speaker(speaker),
            start=samples(number * 6_000),
            end=samples(number * 6_000 + 5_000),
            text=text,
        )
        for number, (speaker, text) in enumerate(example["say"])
    ]
    return [
        event.utterance.text
        for event in redact(record_of(said), RedactionSettings()).record
        if isinstance(event, UtteranceFinalised)
    ]


def secret_outcome(example: Mapping[str, Any]) -> Outcome:
    """Return whether a secret was found."""
    texts = redacted(example)
    kinds: set[str] = set()
    is_left = False
    said = [text for _, text in example["say"]]
    for before, after, secrets in zip(said, texts, example["secret"], strict=True):
        spans = masked_spans(before, after)
        kinds |= {KIND_OF[mask] for _, _, mask in spans}
        place = 0
        for secret in secrets:
            begin = before.index(secret, place)
            place = begin + len(secret)
            is_left = is_left or any(
                before[at].isalnum() and not any(a <= at < b for a, b, _ in spans)
                for at in range(begin, place)
            )
    return Outcome(example["kind"], tuple(texts), not is_left, example["kind"] in kinds)


def innocent_outcome(example: Mapping[str, Any]) -> Outcome:
    """Return whether an innocent example was taken for a secret."""
    texts = redacted(example)
    is_masked = texts != [text for _, text in example["say"]]
    return Outcome(example["about"], tuple(texts), is_masked, is_named=False)


def secrets_of_set(name: str) -> list[Outcome]:
    """Return what became of the secrets of a set."""
    return [secret_outcome(example) for example in examples(f"{name}-secrets")]


def innocents_of_set(name: str) -> list[Outcome]:
    """Return what became of the innocent examples of a set."""
    return [innocent_outcome(example) for example in examples(f"{name}-innocents")]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927), 0..1."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def rows(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, int, int, int]]:
    """Yield each kind with how many were found, named and there, and then all."""
    for kind in (*dict.fromkeys(one.kind for one in outcomes), "all"):
        own = [one for one in outcomes if kind in (one.kind, "all")]
        found = sum(one.is_found for one in own)
        yield kind, found, sum(one.is_found and one.is_named for one in own), len(own)


def main() -> None:
    """Print recall and false alarms by kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    for name in SETS:
        secrets, innocents = secrets_of_set(name), innocents_of_set(name)
        print(f"{name}: secrets          found   recall  95 % interval    by its name")
        for kind, found, named, of in rows(secrets):
            low, high = wilson(found, of)
            print(
                f"  {kind:20} {found:4}/{of:<4} {found / of:8.1%}  "
                f"{low:6.1%} – {high:6.1%} {named:6}/{of}"
            )
        print(f"{name}: innocent         masked  share   95 % interval")
        for kind, found, _, of in rows(innocents):
            low, high = wilson(found, of)
            print(
                f"  {kind:20} {found:4}/{of:<4} {found / of:8.1%}  "
                f"{low:6.1%} – {high:6.1%}"
            )
        wrong = [
            *(one for one in secrets if not one.is_found),
            *(one for one in innocents if one.is_found),
        ]
        for one in wrong if options.misses else ():
            print(f"  {one.kind}: {' / '.join(one.texts)}")


if __name__ == "__main__":
    main()

"""How often an utterance hints at the threat in it: what HINTED stands on.

    python -m bench.hints

Sentences of training/sentences are joined to utterances as customers speak: some with
a sentence that is a threat by its meaning alone, others of none.  Printed for several
chances: the share of those with a threat that would be passed over, and of the others
whose sentences would be read for nothing.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from coach.detectors.profanity.settings import ProfanitySettings
from coach.detectors.profanity.threats import HINTED, MOST_WORDS
from coach.meaning.reading import reader

SENTENCES = Path(__file__).parent.parent / "training" / "sentences"
OTHERS = ("customers", "short", "turns", "spoken", "long")
LEVELS = (0.02, HINTED, 0.1, 0.2)
COUNT = 3_000


def main() -> None:
    """Measure, and print the figures."""
    random.seed(0)
    threats = [text for kind, text in lines("threat") if kind == "threat"]
    meant = ProfanitySettings().threat_meant
    sure = [
        text
        for text, chance in zip(threats, chances(threats), strict=True)
        if chance >= meant
    ]
    others = [text for name in OTHERS for _, text in lines(name)]
    with_threat = chances(joined(others, [*sure, *sure]))
    without = chances(joined(others, [""] * COUNT))
    print(f"{len(with_threat)} utterances with a threat, {len(without)} without")
    for level in LEVELS:
        lost = sum(chance < level for chance in with_threat) / len(with_threat)
        read = sum(chance >= level for chance in without) / len(without)
        print(f"{level}: passed over {lost:.1%}, read for nothing {read:.0%}")


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each line of a file."""
    for line in (SENTENCES / f"{name}.tsv").read_text().splitlines():
        kind, text = line.split("\t")
        yield kind, text


def chances(texts: Sequence[str]) -> list[float]:
    """Return the chance that each is a threat."""
    return [found["threat"] for found in reader("threat").read_all(texts)]


def joined(others: Sequence[str], begun: Sequence[str]) -> list[str]:
    """Return each with up to three of the others, in any order, if that is short."""
    found = []
    for text in begun:
        parts = [text, *random.sample(others, random.choice((1, 1, 2, 3)))]
        random.shuffle(parts)
        said = " ".join(filter(None, parts))
        if len(said.split()) <= MOST_WORDS:
            found.append(said)
    return found


if __name__ == "__main__":
    main()

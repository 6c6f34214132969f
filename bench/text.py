"""What the word detectors make of public text that somebody else has labelled.

    python -m bench.text --banking test.csv --dialogue test_sent_emo.csv \
        --offensive labeled_data.csv [--without-model]

Each file is taken where it is given, as its publishers have it, and none is part of
this project:

--banking    banking_data/test.csv of PolyAI's task-specific-datasets: polite questions.
             Printed: the share that is strongly negative, spikes, profanity.
--dialogue   data/MELD/test_sent_emo.csv of declare-lab's MELD: spoken dialogue.
             Printed: the macro-F1 of negative, neutral and positive.
--offensive  data/labeled_data.csv of t-davidson's hate-speech-and-offensive-language:
             tweets.  Printed: recall among those labelled hateful or offensive, false
             alarms among the others.

Every text is one customer's utterance in a call of its own.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.audio_time import samples
from coach.engine import run
from coach.events import Speaker, Utterance
from coach.policy.policy import Policy
from coach.transcript import record_of

STRONG = -0.5
"""A score at or below this is strongly negative, by the conventions of VADER's."""

CLEAR = 0.05
"""From this on a score is positive, and from its negative down negative."""

KINDS = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the detectors make of a text."""

    score: float
    kinds: frozenset[str]
    """The kinds of findings."""

    @property
    def kind(self) -> str:
        """Negative, neutral or positive."""
        if self.score <= -CLEAR:
            return "negative"
        return "positive" if self.score >= CLEAR else "neutral"

    @property
    def is_rough(self) -> bool:
        """There is profanity or a threat in it."""
        return not self.kinds.isdisjoint(("profanity", "threat"))


def judged(text: str, policy: Policy) -> Judged:
    """Return what the detectors make of one text."""
    said = Utterance(
        id="customer-1000",
        speaker=Speaker.CUSTOMER,
        start=samples(1_000),
        end=samples(6_000),
        text=" ".join(text.split()),
    )
    ledger = run(record_of((said,)), policy).ledger
    return Judged(
        ledger.sentiment.get(said.id, 0.0),
        frozenset(finding.kind for finding in ledger.findings),
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table with a heading."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def macro_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean F1 of the three kinds, 0..1."""
    scores = []
    for kind in KINDS:
        both = sum(a == b == kind for a, b in zip(truth, found, strict=True))
        scores.append(2 * both / max(1, truth.count(kind) + found.count(kind)))
    return sum(scores) / len(scores)


def measure_banking(path: Path, policy: Policy) -> None:
    """Print how polite the polite questions are found."""
    found = [judged(row["text"], policy) for row in rows(path)]
    strong = sum(one.score <= STRONG for one in found) / len(found)
    spikes = sum("sentiment-spike" in one.kinds for one in found)
    rough = sum(one.is_rough for one in found)
    print(
        f"{path.name}: of {len(found)} questions {strong:.1%} strongly negative, "
        f"{spikes} spikes, {rough} with profanity or threats"
    )


def measure_dialogue(path: Path, policy: Policy) -> None:
    """Print how well the sentiment of dialogue is read."""
    table = list(rows(path))
    truth = [row["Sentiment"] for row in table]
    found = [judged(row["Utterance"], policy).kind for row in table]
    print(
        f"{path.name}: {len(table)} utterances, macro-F1 {macro_f1(truth, found):.3f}"
    )


def measure_offensive(path: Path, policy: Policy) -> None:
    """Print how many of the offensive tweets are found, and of the others."""
    table = [(row["class"] != "2", judged(row["tweet"], policy)) for row in rows(path)]
    bad = [one.is_rough for is_bad, one in table if is_bad]
    good = [one.is_rough for is_bad, one in table if not is_bad]
    print(
        f"{path.name}: recall {sum(bad) / len(bad):.1%} of {len(bad)}, "
        f"false alarms {sum(good) / len(good):.1%} of {len(good)}"
    )


def main() -> None:
    """Measure on each file that is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--banking", type=Path)
    parser.add_argument("--dialogue", type=Path)
    parser.add_argument("--offensive", type=Path)
    parser.add_argument("--without-model", action="store_true")
    options = parser.parse_args()
    policy = Policy()
    if options.without_model:
        chosen = {
            name: settings.model_copy(update={"semantic": False})
            if "semantic" in type(settings).model_fields
            else settings
            for name, settings in policy.detectors.items()
        }
        policy = policy.model_copy(update={"detectors": chosen})
    for path, measure in (
        (options.banking, measure_banking),
        (options.dialogue, measure_dialogue),
        (options.offensive, measure_offensive),
    ):
        if path is not None:
            measure(path, policy)


if __name__ == "__main__":
    main()

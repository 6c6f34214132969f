"""Teach MiniLM what is said on a service desk's calls.

    python -m training.train_meaning FOLDER TAUGHT [--check PAIRS.json] [--epochs 4]

FOLDER holds all-MiniLM-L6-v2 as it is published (see training.convert_minilm).  The
sentences of training/sentences teach one encoder and a few heads together:

    sentence ─▶ encoder ─▶ 384 numbers ─┬▶ feeling  furious, negative, neutral …
                                        ├▶ hold     announce, checkback, return …
                                        ├▶ closing  resolution, next_steps, questions …
                                        ├▶ course   done, new_matter, accept …
                                        └▶ threat   threat, none

An eighth of the sentences is kept back, in blocks of neighbouring lines, which are
often about the same thing: how well it is read is printed, and goes into the model
card.  ``--check`` names a file of pairs [utterance,
negative|neutral|positive] to measure the feeling head on, too; nothing is learned from
it.  The model is written to TAUGHT.  What training.train_head teaches comes after it,
and then training.distil_meaning, which makes the small model that ships.  Needs the
extra ``training`` (torch and transformers); takes some 20 minutes on two cores.
"""

import argparse
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import classification_report, f1_score
from torch import nn

from training.convert_minilm import write_heads
from training.schedule import warmed
from training.sentence_encoder import DIMENSIONS, SentenceEncoder

SENTENCES = Path(__file__).parent / "sentences"

BATCH = 32
KEPT_BACK = 8
"""One block of lines in so many is kept back, and a block has so many lines."""

SMOOTHING = 0.05
"""Share of certainty that is taken from each label: some could be argued about."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What is read off an embedding."""

    name: str
    kinds: tuple[str, ...]
    files: tuple[str, ...]
    background: str | None
    """The kind that says nothing: joined to another sentence it changes nothing.  None
    where a sentence may be of several kinds, or of none."""
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Files of other heads, and their kinds that are background here."""
    is_shipped: bool = True
    """The coach reads it; otherwise it is learned beside the others, for what the
    encoder learns of service-desk talk."""
    unless: str = r"(?!)"
    """What a line of another head must not hold, to be background here."""


HEADS = (
    Head(
        "feeling",
        ("furious", "negative", "neutral", "positive"),
        ("customers.tsv", "spoken.tsv", "short.tsv", "long.tsv", "turns.tsv"),
        background="neutral",
    ),
    Head(
        "hold",
        ("announce", "checkback", "return", "present", "other"),
        ("hold.tsv",),
        background="other",
        others={
            "closing.tsv": frozenset(
                ("none", "resolution", "next_steps", "questions", "empathy", "restate")
            )
        },
    ),
    Head(
        "closing",
        (
            "resolution",
            "next_steps",
            "questions",
            "thanks",
            "goodbye",
            "empathy",
            "restate",
        ),
        ("closing.tsv",),
        background=None,
        is_shipped=False,
    ),
    Head(
        "course",
        ("done", "accept", "new_matter", "follow_up", "other"),
        ("course.tsv",),
        background="other",
        is_shipped=False,
    ),
    Head(
        "threat",
        ("threat", "none"),
        ("threat.tsv",),
        background="none",
        others=dict.fromkeys(
            ("customers.tsv", "short.tsv", "long.tsv", "turns.tsv"),
            frozenset(("furious", "negative", "neutral", "positive")),
        ),
        # Anger is no threat, but for what angry people threaten with.
        unless=r"(?i)\b(?:lawyer|solicitor|attorney|legal|su(?:e|ing)|court|police|"
        r"ombudsman|regulator|press|papers?|fired|sack|jobs?|come down|coming down|"
        r"come over|report|regret|pay for)",
    ),
)

JOINED = 0.35
"""Share of the sentences that are learned with a sentence of background before or after
them: how much somebody says must tell nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A sentence and what it is."""

    head: Head
    kinds: frozenset[str]
    text: str
    is_kept: bool
    """Kept back: nothing is learned from it, for no head."""

    def joined(self, other: "Example") -> "Example":
        """Return both in one breath, if it is known what that would be."""
        if self.head.background is None:
            kinds = self.kinds | other.kinds
        elif other.kinds == {self.head.background}:
            kinds = self.kinds
        else:
            return self
        texts = [self.text, other.text]
        random.shuffle(texts)
        return Example(self.head, kinds, " ".join(texts), self.is_kept)


def labelled(name: str) -> Iterator[tuple[frozenset[str], str, bool]]:
    """Yield the kinds and the text of each line of a file, and whether it is kept."""
    for number, line in enumerate((SENTENCES / name).read_text().splitlines()):
        kinds, text = line.split("\t")
        is_kept = number // KEPT_BACK % KEPT_BACK == 0
        yield frozenset(kinds.split(",")), text, is_kept


def examples(head: Head) -> list[Example]:
    """Return the labelled sentences of a head."""
    found = [
        Example(head, kinds, text, is_kept)
        for name in head.files
        for kinds, text, is_kept in labelled(name)
    ]
    if head.background is not None:
        nothing = frozenset((head.background,))
        others = [
            Example(head, nothing, text, is_kept)
            for name, background in head.others.items()
            for kinds, text, is_kept in labelled(name)
            if kinds <= background and not re.search(head.unless, text)
        ]
        found += random.Random(2).sample(others, min(len(others), len(found)))
    return found


class Student(nn.Module):
    """The encoder and its heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = SentenceEncoder(folder)
        self.heads = nn.ModuleDict(
            {head.name: nn.Linear(DIMENSIONS, len(head.kinds)) for head in HEADS}
        )

    def loss(self, batch: Sequence[Example]) -> torch.Tensor:
        """Return how wrong a batch is read, summed over its heads."""
        found = self.encoder.embed([roughened(example.text) for example in batch])
        found = nn.functional.dropout(found, 0.1)
        total = torch.zeros(())
        for head in HEADS:
            rows = [i for i, example in enumerate(batch) if example.head is head]
            if not rows:
                continue
            logits = self.heads[head.name](found[rows])
            truth = torch.tensor(
                [[float(k in batch[i].kinds) for k in head.kinds] for i in rows]
            )
            if head.background is None:
                measure = nn.functional.binary_cross_entropy_with_logits
                total = total + 2 * len(rows) * measure(logits, truth)
            else:
                total = total + len(rows) * nn.functional.cross_entropy(
                    logits, truth.argmax(1), label_smoothing=SMOOTHING
                )
        return total / len(batch)

    @torch.no_grad()
    def chances(self, head: Head, texts: Sequence[str]) -> np.ndarray:
        """Return the chance of each kind for each text."""
        logits = self.heads[head.name](self.encoder.embed_all(texts))
        takes_several = head.background is None
        return (logits.sigmoid() if takes_several else logits.softmax(-1)).numpy()


def roughened(text: str) -> str:
    """Return a text as a recogniser may have it: without punctuation, a word lost."""
    if random.random() < 0.25:
        text = "".join(c for c in text if c not in ",.;:?!")
    words = text.split()
    if len(words) > 4 and random.random() < 0.2:
        del words[random.randrange(len(words))]
    return " ".join(words)


def batches(learned: Sequence[Example]) -> Iterator[list[Example]]:
    """Yield batches of sentences of about the same length, in any order."""
    by_head = {
        head: [example for example in learned if example.head is head] for head in HEADS
    }
    shuffled = []
    for example in random.sample(learned, len(learned)):
        while random.random() < JOINED:
            example = example.joined(random.choice(by_head[example.head]))
        shuffled.append(example)
    found = []
    for start in range(0, len(shuffled), BATCH * 20):
        near = sorted(shuffled[start : start + BATCH * 20], key=lambda e: len(e.text))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(found)
    yield from found


def taught(folder: Path, learned: Sequence[Example], epochs: int) -> Student:
    """Return a student that has learned the examples."""
    torch.manual_seed(0)
    random.seed(0)
    student = Student(folder)
    steps = epochs * (len(learned) // BATCH + 1)
    optimiser = torch.optim.AdamW(
        [
            {"params": student.encoder.parameters(), "lr": 4e-5},
            {"params": student.heads.parameters(), "lr": 2e-3},
        ],
        weight_decay=0.01,
    )
    schedule = warmed(optimiser, steps, warming=0.1)
    student.train()
    for epoch in range(epochs):
        total = count = 0.0
        for batch in batches(learned):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = student.loss(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1} of {epochs}: loss {total / count:.3f}", flush=True)
    return student


Chances = Callable[[Head, Sequence[str]], np.ndarray]
"""Returns the chance of each kind of a head for each text, shape (texts, kinds)."""


def judge(
    chances: Chances,
    heads: Sequence[Head],
    kept: Sequence[Example],
    check: Path | None,
) -> None:
    """Print how well the sentences that were kept back are read.

    Args:
        chances: Reads them.
        heads: Those to judge, feeling first.
        kept: The sentences.
        check: Names a file of pairs to measure the feeling head on.
    """
    for head in heads:
        mine = [example for example in kept if example.head is head]
        found = chances(head, [example.text for example in mine])
        truth = np.array([[k in e.kinds for k in head.kinds] for e in mine])
        read = (
            found > 0.5
            if head.background is None
            else found == found.max(1, keepdims=True)
        )
        print(f"\n{head.name}")
        print(
            classification_report(
                truth, read, target_names=head.kinds, digits=3, zero_division=0
            )
        )
    if check is not None:
        pairs = json.loads(check.read_text())
        found = chances(heads[0], [text for text, _ in pairs])
        three = np.stack([found[:, :2].sum(1), found[:, 2], found[:, 3]], 1)
        names = ("negative", "neutral", "positive")
        read = [names[i] for i in three.argmax(1)]
        score = f1_score([label for _, label in pairs], read, average="macro")
        print(f"{check.name}: macro-F1 {score:.3f}")


def main() -> None:
    """Learn, print how well, and write what was learned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="all-MiniLM-L6-v2 as published")
    parser.add_argument("taught", type=Path, help="where to write what was learned")
    parser.add_argument("--check", type=Path, help="pairs to measure feelings on")
    parser.add_argument("--epochs", type=int, default=4)
    options = parser.parse_args()
    known = [example for head in HEADS for example in examples(head)]
    learned = [example for example in known if not example.is_kept]
    kept = [example for example in known if example.is_kept]
    student = taught(options.folder, learned, options.epochs)
    judge(student.chances, HEADS, kept, options.check)
    heads = {
        head.name: {
            "kinds": head.kinds,
            "weights": student.heads[head.name].weight.detach().numpy().round(4),
            "bias": student.heads[head.name].bias.detach().numpy().round(4),
        }
        for head in HEADS
        if head.is_shipped
    }
    student.encoder.save(options.taught)
    write_heads(options.taught, heads)


if __name__ == "__main__":
    main()

"""Distil what a taught encoder knows into the small one that ships.

    python -m training.distil_meaning TAUGHT [--check PAIRS.json] [--texts 90000]

TAUGHT holds what training.train_meaning and training.train_head wrote.  Two of its six
layers, half as wide inside, learn to say what all six say: for each of many texts the
same 384 numbers, and above all the same chances of each head, whose weights stay as
they are.

    text ─┬▶ six layers ─▶ 384 numbers ─▶ heads ─▶ chances ┐ as near
          └▶ two narrow ─▶ 384 numbers ─▶ heads ─▶ chances ┘ as can be

The texts are the lines of training/sentences that are not kept back, roughened, cut
short, and joined to what a customer says in one breath: what they are about needs no
label here.  How well the lines kept back are read is printed, and goes into the model
card.  The model is written to coach/meaning/minilm.  Takes an hour on two cores.
"""

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import classification_report
from torch import nn

from training.convert_minilm import write_encoder
from training.schedule import warmed
from training.sentence_encoder import SentenceEncoder
from training.train_head import HEADS as ADDED
from training.train_head import lines_of
from training.train_meaning import (
    HEADS,
    SENTENCES,
    Head,
    examples,
    judge,
    labelled,
    roughened,
)

LAYERS = (0, 3)
"""Layers of the taught encoder with which the small one begins."""

INNER = 768
"""Numbers between the two halves of a layer; the taught encoder has twice as many."""

BATCH = 64
RATE = 5e-4
JOINED = 0.35
"""Share of the texts that are joined to another; of those, as many to a third."""

CUT = 0.1
"""Share of the texts that break off somewhere, as what is being said does."""

_Weights = Mapping[str, tuple[torch.Tensor, torch.Tensor]]


def texts_of(lines: Sequence[str], count: int) -> list[str]:
    """Return the texts to learn from: each line, and others made of them."""
    found = [*lines, *map(roughened, lines)]
    while len(found) < count:
        text = random.choice(lines)
        while random.random() < JOINED:
            both = [text, random.choice(lines)]
            random.shuffle(both)
            text = " ".join(both)
        text = roughened(text)
        words = text.split()
        if len(words) > 3 and random.random() < CUT:
            text = " ".join(words[: random.randrange(2, len(words))])
        found.append(text)
    return found


def shortened(taught: SentenceEncoder, folder: Path) -> SentenceEncoder:
    """Return an encoder of some of the layers, which shares nothing with the taught.

    Its embeddings of words stay as they are: they hold what all texts taught.
    """
    student = SentenceEncoder(folder)
    student.load_state_dict(taught.state_dict())
    layers = student.bert.encoder.layer
    student.bert.encoder.layer = nn.ModuleList([layers[number] for number in LAYERS])
    student.bert.config.num_hidden_layers = len(LAYERS)
    for layer in student.bert.encoder.layer:
        _narrow(layer)
    student.bert.config.intermediate_size = INNER
    for parameter in student.bert.embeddings.parameters():
        parameter.requires_grad_(False)
    return student


def _narrow(layer: nn.Module) -> None:
    """Keep of a layer the inner numbers with the greatest weights before and after."""
    into, out = layer.intermediate.dense, layer.output.dense
    weights = into.weight.norm(dim=1) * out.weight.norm(dim=0)
    kept = weights.topk(INNER).indices.sort().values
    for linear, dimension in ((into, 0), (out, 1)):
        linear.weight = nn.Parameter(
            linear.weight.detach().index_select(dimension, kept)
        )
    into.bias = nn.Parameter(into.bias.detach()[kept])
    into.out_features = out.in_features = INNER


def batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the numbers of texts of about the same length, in any order."""
    order = random.sample(range(len(texts)), len(texts))
    found = []
    for start in range(0, len(order), BATCH * 30):
        near = sorted(
            order[start : start + BATCH * 30], key=lambda number: len(texts[number])
        )
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(found)
    yield from found


def learn(
    student: SentenceEncoder,
    texts: Sequence[str],
    wanted: torch.Tensor,
    heads: _Weights,
    epochs: int,
) -> None:
    """Teach the student to say of each text what is wanted.

    Args:
        student: Learns.
        texts: What it reads.
        wanted: Embeddings, shape (texts, 384).
        heads: Weights and bias of each.
        epochs: How often it reads each text.
    """
    spread = wanted.std(0)
    steps = epochs * (len(texts) // BATCH + 1)
    optimiser = torch.optim.AdamW(
        [one for one in student.parameters() if one.requires_grad],
        lr=RATE,
        weight_decay=0.01,
        fused=True,
    )
    schedule = warmed(optimiser, steps, warming=0.05)
    student.train()
    for epoch in range(epochs):
        total = count = 0.0
        for batch in batches(texts):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = student.embed([texts[number] for number in batch])
            truth = wanted[batch]
            loss = (((found.float() - truth) / spread) ** 2).mean()
            for weights, bias in heads.values():
                loss = loss + nn.functional.kl_div(
                    (found.float() @ weights.T + bias).log_softmax(-1),
                    (truth @ weights.T + bias).log_softmax(-1),
                    log_target=True,
                    reduction="batchmean",
                )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        print(f"epoch {epoch + 1} of {epochs}: loss {total / count:.3f}", flush=True)


def report(encoder: SentenceEncoder, heads: _Weights, check: Path | None) -> None:
    """Print how well an encoder reads the lines that were kept back."""

    def chances(head: Head, texts: Sequence[str]) -> np.ndarray:
        weights, bias = heads[head.name]
        return (encoder.embed_all(texts) @ weights.T + bias).softmax(-1).numpy()

    shipped = [head for head in HEADS if head.is_shipped]
    kept = [one for head in shipped for one in examples(head) if one.is_kept]
    judge(chances, shipped, kept, check)
    for name, (_, _, kinds) in ADDED.items():
        texts, truth, is_kept = lines_of(name)
        weights, bias = heads[name]
        read = (encoder.embed_all(texts) @ weights.T + bias).argmax(-1).numpy()
        print(f"\n{name}")
        print(
            classification_report(
                truth[is_kept], read[is_kept], target_names=kinds, digits=3
            )
        )


def main() -> None:
    """Distil, print how well, and write what ships."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("taught", type=Path, help="what training.train_meaning wrote")
    parser.add_argument("--check", type=Path, help="pairs to measure feelings on")
    parser.add_argument("--texts", type=int, default=90_000)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    written = json.loads((options.taught / "heads.json").read_text())
    heads = {
        name: (torch.tensor(head["weights"]), torch.tensor(head["bias"]))
        for name, head in written.items()
    }
    lines = [
        text
        for file in sorted(SENTENCES.glob("*.tsv"))
        for _, text, is_kept in labelled(file.name)
        if not is_kept
    ]
    texts = texts_of(lines, options.texts)
    taught = SentenceEncoder(options.taught)
    student = shortened(taught, options.taught)
    print("taught", flush=True)
    report(taught, heads, options.check)
    learn(student, texts, taught.embed_all(texts), heads, options.epochs)
    print("\ndistilled", flush=True)
    report(student, heads, options.check)
    weights = {name: one.numpy() for name, one in student.bert.state_dict().items()}
    write_encoder(options.taught, weights, student.bert.config.to_dict(), written)


if __name__ == "__main__":
    main()

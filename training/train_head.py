"""Teach one more head what an embedding of a taught encoder tells, in a minute.

    python -m training.train_head TAUGHT acknowledgement

What a whole training teaches the encoder it keeps; see training.train_meaning.  Of the
lines of training/sentences/closing.tsv those that hold empathy acknowledge what
somebody feels, the others do not.  A block of lines in eight is kept back, and how well
it is read is printed.  The head is written into TAUGHT/heads.json, beside those that
are there.  Needs the extra ``training``.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from training.convert_minilm import write_heads
from training.sentence_encoder import SentenceEncoder

SENTENCES = Path(__file__).parent / "sentences"

BLOCK = 8
"""Lines of a block, and one block in so many is kept back: as in train_meaning."""

HEADS = {"acknowledgement": ("closing.tsv", "empathy", ("none", "acknowledges"))}
"""For each head its file, the kind in it that counts, and the names of no and yes."""


def lines_of(name: str) -> tuple[list[str], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the lines of a head's file, which of them count, and which are kept back.

    Args:
        name: Of one of the heads.
    """
    file, counting, _ = HEADS[name]
    lines = [line.split("\t") for line in (SENTENCES / file).read_text().splitlines()]
    truth = np.array([counting in kinds.split(",") for kinds, _ in lines])
    is_kept = np.arange(len(lines)) // BLOCK % BLOCK == 0
    return [text for _, text in lines], truth, is_kept


def main() -> None:
    """Learn, print how well, and add what was learned to the heads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("taught", type=Path, help="what training.train_meaning wrote")
    parser.add_argument("head", choices=sorted(HEADS))
    options = parser.parse_args()
    name = options.head
    kinds = HEADS[name][2]
    texts, truth, is_kept = lines_of(name)
    encoder = SentenceEncoder(options.taught)
    found = encoder.embed_all(texts).numpy()
    head = LogisticRegression(C=1.0, max_iter=2000)
    head.fit(found[~is_kept], truth[~is_kept])
    print(
        classification_report(
            truth[is_kept], head.predict(found[is_kept]), target_names=kinds, digits=3
        )
    )
    heads = json.loads((options.taught / "heads.json").read_text())
    # One line tells two kinds apart; as two kinds each has half of it.
    weights = np.concatenate([-head.coef_, head.coef_]) / 2
    bias = np.concatenate([-head.intercept_, head.intercept_]) / 2
    heads[name] = {
        "kinds": kinds,
        "weights": weights.round(4).tolist(),
        "bias": bias.round(4).tolist(),
    }
    write_heads(options.taught, heads)


if __name__ == "__main__":
    main()

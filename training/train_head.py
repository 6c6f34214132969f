"""Teach one more head what an embedding of the shipped encoder tells, in a minute.

    python -m training.train_head acknowledgement

What a whole training teaches the encoder it keeps; see training.train_meaning.  Of the
lines of training/sentences/closing.tsv those that hold empathy acknowledge what
somebody feels, the others do not.  A block of lines in eight is kept back, and how well
it is read is printed.  The head is written into coach/meaning/minilm/heads.json, beside
those that are there.  Needs scikit-learn, of the extra ``training``.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from coach.meaning.encoder import FOLDER, MeaningEncoder

SENTENCES = Path(__file__).parent / "sentences"

BLOCK = 8
"""Lines of a block, and one block in so many is kept back: as in train_meaning."""

HEADS = {"acknowledgement": ("closing.tsv", "empathy", ("none", "acknowledges"))}
"""For each head its file, the kind in it that counts, and the names of no and yes."""


def main() -> None:
    """Learn, print how well, and add what was learned to the heads."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("head", choices=sorted(HEADS))
    name = parser.parse_args().head
    file, counting, kinds = HEADS[name]
    lines = [line.split("\t") for line in (SENTENCES / file).read_text().splitlines()]
    encoder = MeaningEncoder()
    found = np.stack([encoder.embed(text) for _, text in lines])
    truth = np.array([counting in kind.split(",") for kind, _ in lines])
    is_kept = np.arange(len(lines)) // BLOCK % BLOCK == 0
    head = LogisticRegression(C=1.0, max_iter=2000)
    head.fit(found[~is_kept], truth[~is_kept])
    print(
        classification_report(
            truth[is_kept], head.predict(found[is_kept]), target_names=kinds, digits=3
        )
    )
    path = FOLDER / "heads.json"
    heads = json.loads(path.read_text())
    # One line tells two kinds apart; as two kinds each has half of it.
    weights = np.concatenate([-head.coef_, head.coef_]) / 2
    bias = np.concatenate([-head.intercept_, head.intercept_]) / 2
    heads[name] = {
        "kinds": kinds,
        "weights": weights.round(4).tolist(),
        "bias": bias.round(4).tolist(),
    }
    path.write_text(json.dumps(heads))


if __name__ == "__main__":
    main()

"""Convert resemblyzer's voice encoder for onnxruntime, which voice activity runs on.

The package carries its weights:

    pip download --no-deps resemblyzer==0.1.4 && unzip Resemblyzer-0.1.4-*.whl -d FOLDER
    python -m training.convert_voices FOLDER RECORDING ...

The model is written to coach/speakers/ge2e, its matrices as 16-bit floats: 2.9 MB of
17.  (As 8-bit integers with a factor a row it would be half of that, but the cosines of
two embeddings then are off by up to 0.19.)  Then features and embeddings are compared
with what the package makes of the recordings; the figures are those of the model card.
"""

import argparse
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import librosa
import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from coach.speakers.encoder import COLUMNS, FOLDER, VoiceEncoder
from coach.speakers.mels import MELS, mel_columns, raised

LAYERS, HIDDEN = 3, 256
"""Of the LSTM."""

Weights = dict[str, NDArray[np.float32]]


class _Graph:
    """Collects what an ONNX graph is made of."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def packed(self, name: str, matrix: NDArray[np.float32]) -> str:
        """Add a matrix as 16-bit floats; return its name."""
        half = self.constant(f"{name}.half", matrix.astype(np.float16))
        return self.add("Cast", [half], name, to=TensorProto.FLOAT)

    def add(self, kind: str, inputs: list[str], output: str, **how: int) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], **how))
        return output


def converted(weights: Weights) -> onnx.ModelProto:
    """Return the model: ``mels`` (columns, glimpses, 40) to ``voices`` (glimpses, 256).

    Args:
        weights: Tensors by the names that the package gives them.
    """
    graph = _Graph()
    first = graph.constant("first", np.array([0], np.int64))
    second = graph.constant("second", np.array([1], np.int64))
    heard = "mels"
    for layer in range(LAYERS):
        matrices = [
            graph.add(
                "Unsqueeze",
                [graph.packed(f"{kind}{layer}", _gates(weights[key])), first],
                f"{kind}{layer}.whole",
            )
            for kind, key in (
                ("input", f"lstm.weight_ih_l{layer}"),
                ("state", f"lstm.weight_hh_l{layer}"),
            )
        ]
        both = [_gates(weights[f"lstm.bias_{kind}_l{layer}"]) for kind in ("ih", "hh")]
        bias = graph.constant(f"bias{layer}", np.concatenate(both)[None])
        node = helper.make_node(
            "LSTM",
            [heard, *matrices, bias],
            [f"all{layer}", f"last{layer}"],
            hidden_size=HIDDEN,
        )
        graph.nodes.append(node)
        heard = graph.add("Squeeze", [f"all{layer}", second], f"heard{layer}")
    last = graph.add("Squeeze", [f"last{LAYERS - 1}", first], "last")
    linear = graph.packed("linear", weights["linear.weight"])
    bias = graph.constant("linear.bias", weights["linear.bias"])
    graph.add("Gemm", [last, linear, bias], "raw", transB=1)
    graph.add("Relu", ["raw"], "positive")
    graph.add("LpNormalization", ["positive"], "voices", axis=1, p=2)
    shapes = {"mels": ["columns", "glimpses", MELS], "voices": ["glimpses", HIDDEN]}
    takes, gives = (
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)]
        for name, shape in shapes.items()
    )
    model = helper.make_model(
        helper.make_graph(graph.nodes, "voices", takes, gives, graph.constants),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="call-coach",
    )
    onnx.checker.check_model(model)
    return model


def _gates(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring input, forget, cell, output into ONNX's order: i, o, f, c."""
    taken, forgotten, cell, given = np.split(rows, 4)
    return np.concatenate([taken, given, forgotten, cell])


def original(folder: Path) -> Any:  # noqa: ANN401 (the package ships no types)
    """Return the package's own encoder.

    What it trims silence with is not needed here, and hard to install: it is replaced.
    """
    sys.path.insert(0, str(folder))
    for name in ("webrtcvad", "scipy.ndimage.morphology"):
        stand_in = ModuleType(name)
        stand_in.binary_dilation = None  # type: ignore[attr-defined]
        sys.modules[name] = stand_in
    from resemblyzer import VoiceEncoder as Original

    return Original(torch.device("cpu"), verbose=False)


def compare(
    encoder: Any,  # noqa: ANN401 (as above)
    ours: VoiceEncoder,
    recordings: list[Path],
) -> Iterator[str]:
    """Yield how far features and embeddings are from the package's."""
    from resemblyzer.audio import normalize_volume, wav_to_mel_spectrogram

    for path in recordings:
        audio, _ = librosa.load(path, sr=16_000, mono=True)
        level = normalize_volume(audio, -30, increase_only=True)
        theirs = wav_to_mel_spectrogram(level)
        mels = mel_columns(raised(audio))
        far = np.abs(mels - theirs).max() / theirs.max()
        cut = [mels[at : at + COLUMNS] for at in range(0, len(mels) - COLUMNS, 80)]
        with torch.no_grad():
            known = encoder(torch.from_numpy(np.stack(cut))).numpy()
        found = ours.encode(cut)
        cosines = (known * found).sum(axis=1)
        pairs = np.abs(known @ known.T - found @ found.T).max()
        yield (
            f"{path.name}: features within {far:.1e} of the loudest;"
            f" {len(cut)} glimpses, cosine {cosines.min():.4f} and more,"
            f" mean {cosines.mean():.5f};"
            f" cosines of two of them differ by at most {pairs:.4f}"
        )


def main() -> None:
    """Convert, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("recordings", nargs="*", type=Path)
    asked = parser.parse_args()
    encoder = original(asked.folder)
    weights = {name: part.numpy() for name, part in encoder.state_dict().items()}
    model = converted(weights).SerializeToString(deterministic=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "model.onnx").write_bytes(model)
    digest = sha256(model).hexdigest()
    print(f"{len(model):,} bytes; coach.speakers.encoder.DIGEST must be {digest}")
    for line in compare(encoder, VoiceEncoder(digest=digest), asked.recordings):
        print(line)


if __name__ == "__main__":
    main()

"""Convert Silero's voice activity into matrix products.

As it is published the model is a chain of small convolutions over the four frames of a
window, which a processor spends more time preparing than computing.  Over four frames a
convolution is a matrix, so that many windows are one product.  Nothing is taught, left
out or rounded.

    python -m training.convert_silero RECORDING ...

The original is the one that ships with faster-whisper.  The converted model is written
to coach/speech/silero.  Then both are run over the recordings; the figures are those of
the model card.
"""

import argparse
import time
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from coach.audio.decoding import Decoder, channels_of
from coach.onnx_model import load_onnx
from coach.speech.voice_activity import (
    CONTEXT,
    FRAME,
    FRAMES,
    MODEL,
    STATE_SHAPE,
    WINDOW,
    frames_of,
)

BINS = FRAME // 2 + 1
"""Frequencies of a frame."""

STRIDES = (1, 2, 2, 1)
"""Of the four convolutions; each is three frames wide."""

HIDDEN = STATE_SHAPE[-1]
"""Of the LSTM."""

RUN = 64
"""Windows at once, as in bulk."""

Weights = dict[str, NDArray[np.float32]]


def original_path() -> Path:
    """Return where the original lies: it ships with faster-whisper."""
    spec = find_spec("faster_whisper")
    assert spec is not None, "faster-whisper is not installed"
    (place,) = spec.submodule_search_locations or []
    return max(Path(place, "assets").glob("silero_vad_v6*.onnx"))


class _Graph:
    """Collects what an ONNX graph is made of."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        array = np.ascontiguousarray(values)
        self.constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, inputs: list[str], *outputs: str, **how: int) -> str:
        self.nodes.append(helper.make_node(kind, inputs, list(outputs), **how))
        return outputs[0]

    def shape(self, taken: str, width: int, output: str) -> str:
        """Make rows of a width of what is taken."""
        rows = self.constant(f"{output}.shape", np.array([-1, width], np.int64))
        return self.add("Reshape", [taken, rows], output)


def converted(weights: Weights) -> onnx.ModelProto:
    """Return the model.

    It takes ``frames`` (windows, 4, 256) and the state, ``h`` and ``c`` of (1, 1, 128)
    each, and gives ``chances`` (windows, 1), ``hn`` and ``cn``.

    Args:
        weights: Tensors by the names that the original gives them.
    """
    graph = _Graph()
    heard = _magnitudes(
        graph, weights["encoder.feature_extractor.forward_basis_buffer"]
    )
    frames = FRAMES
    for number, stride in enumerate(STRIDES):
        name = f"encoder.conv_layers.{number}"
        matrix, frames = as_matrix(weights[f"{name}.weight"], frames, stride)
        bias = np.tile(weights[f"{name}.bias"], frames)
        inputs = [
            heard,
            graph.constant(f"matrix{number}", matrix),
            graph.constant(f"bias{number}", bias),
        ]
        heard = graph.add(
            "Relu", [graph.add("Gemm", inputs, f"raw{number}")], f"heard{number}"
        )
    assert frames == 1
    second = graph.constant("second", np.array([1], np.int64))
    series = graph.add("Unsqueeze", [heard, second], "series")
    lstm = [
        graph.constant(name, weights[f"onnx::LSTM_{number}"])
        for name, number in (("input", 209), ("state", 210), ("lstm.bias", 211))
    ]
    graph.add(
        "LSTM", [series, *lstm, "", "h", "c"], "all", "hn", "cn", hidden_size=HIDDEN
    )
    last = graph.add("Relu", [graph.shape("all", HIDDEN, "remembered")], "last")
    decoder = [
        graph.constant("decoder", weights["decoder.conv1d.weight"][0]),
        graph.constant("decoder.bias", weights["decoder.conv1d.bias"]),
    ]
    graph.add("Sigmoid", [graph.add("Gemm", [last, *decoder], "raw")], "chances")
    takes = {"frames": ["windows", FRAMES, FRAME], "h": STATE_SHAPE, "c": STATE_SHAPE}
    gives = {"chances": ["windows", 1], "hn": STATE_SHAPE, "cn": STATE_SHAPE}
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "silero", _values(takes), _values(gives), graph.constants
        ),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="call-coach",
    )
    onnx.checker.check_model(model)
    return model


def _magnitudes(graph: _Graph, basis: NDArray[np.float32]) -> str:
    """Add the spectrum: (windows, 4, 256) to (windows, 4 × 129)."""
    frames = graph.shape("frames", FRAME, "rows")
    squares = [
        graph.add("Mul", [part, part], f"{name}.square")
        for name, rows in (("real", basis[:BINS, 0]), ("imaginary", basis[BINS:, 0]))
        for part in [
            graph.add("MatMul", [frames, graph.constant(f"{name}.basis", rows.T)], name)
        ]
    ]
    sizes = graph.add("Sqrt", [graph.add("Add", squares, "power")], "magnitudes")
    return graph.shape(sizes, FRAMES * BINS, "spectrum")


def as_matrix(
    kernel: NDArray[np.float32], frames: int, stride: int
) -> tuple[NDArray[np.float32], int]:
    """Return a convolution over so many frames as a matrix, and the frames it leaves.

    Args:
        kernel: Shape (outputs, inputs, 3); one frame of zeros lies before and after.
        frames: Frames that it is applied to.
        stride: Frames between two applications.

    Returns:
        Shape (frames × inputs, frames left × outputs).
    """
    outputs, inputs, width = kernel.shape
    left = (frames + 2 - width) // stride + 1
    matrix = np.zeros((frames, inputs, left, outputs), np.float32)
    for to in range(left):
        for tap in range(width):
            at = to * stride + tap - 1
            if 0 <= at < frames:
                matrix[at, :, to] = kernel[:, :, tap].T
    return matrix.reshape(frames * inputs, left * outputs), left


def _values(shapes: dict[str, Any]) -> list[Any]:
    return [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))
        for name, shape in shapes.items()
    ]


def compare(digest: str, recordings: list[Path]) -> Iterator[str]:
    """Yield how far the two are apart, and what they cost."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    original = onnxruntime.InferenceSession(
        str(original_path()), options, providers=["CPUExecutionProvider"]
    )
    ours = load_onnx(MODEL, digest, "converted model")
    for path in recordings:
        audio = Decoder(path, channels=channels_of(path)).read(10**9)[:, 0]
        runs = len(audio) // WINDOW // RUN
        if not runs:
            yield f"{path.name}: shorter than {RUN} windows"
            continue
        windows = np.zeros((runs * RUN, CONTEXT + WINDOW), np.float32)
        windows[:, CONTEXT:] = audio[: runs * RUN * WINDOW].reshape(-1, WINDOW)
        windows[1:, :CONTEXT] = windows[:-1, -CONTEXT:]
        took, chances = [], []
        for run, taken in (
            (original, lambda part: {"input": part}),
            (ours, lambda part: {"frames": frames_of(part)}),
        ):
            h = c = np.zeros(STATE_SHAPE, np.float32)
            before, found = time.process_time(), []
            for part in np.split(windows, runs):
                chance, h, c = run.run(None, {**taken(part), "h": h, "c": c})
                found.append(chance.ravel())
            took.append((time.process_time() - before) / len(windows))
            chances.append(np.concatenate(found))
        far = np.abs(chances[0] - chances[1]).max()
        yield (
            f"{path.name}: {len(windows)} windows, probabilities within {far:.0e}; "
            f"{1e6 * took[0]:.0f} µs a window before, {1e6 * took[1]:.0f} now"
        )


def main() -> None:
    """Convert, write, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", nargs="*", type=Path)
    asked = parser.parse_args()
    graph = onnx.load(original_path()).graph
    weights = {part.name: numpy_helper.to_array(part) for part in graph.initializer}
    model = converted(weights).SerializeToString(deterministic=True)
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    MODEL.write_bytes(model)
    digest = sha256(model).hexdigest()
    print(f"{len(model):,} bytes; coach.speech.voice_activity.DIGEST must be {digest}")
    for line in compare(digest, asked.recordings):
        print(line)


if __name__ == "__main__":
    main()

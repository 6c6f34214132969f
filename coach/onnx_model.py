"""Small models that run on onnxruntime: loading one, whole and on one thread."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from coach.errors import ModelError


def load_onnx(path: Path, digest: str, name: str) -> Any:  # noqa: ANN401 (no types)
    """Return an onnxruntime session for a model; it may be shared between threads.

    One thread: what such a model does takes less time than handing it round.

    Args:
        path: The ``.onnx`` file.
        digest: Its SHA-256, hexadecimal.
        name: What to call it when something is wrong, such as ``voice model``.

    Raises:
        coach.errors.ModelError: The file is missing, damaged or of no use.
    """
    import onnxruntime  # here, because only those who listen to audio pay for it

    try:
        model = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: the {name} cannot be read") from error
    if sha256(model).hexdigest() != digest:
        raise ModelError(f"{path}: the {name} is damaged")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's errors share no base
        raise ModelError(f"{path}: the {name} cannot be used") from error

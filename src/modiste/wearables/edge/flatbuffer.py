"""A LiteRT file: tensors, their whole-number scales, operators, and the bytes that they become.

Knows the format's parts, by the schema that comes with LiteRT (an extra); which operators a network is made
of is `litert`'s.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

IDENTIFIER = b"TFL3"
ALIGNED = 16
"""Weights begin at multiples of it, so that they can be read where they lie, in flash."""


@lru_cache(maxsize=1)
def schema() -> Any:
    """The generated classes of the format.

    Raises:
        ModisteError: MOD-2942 where LiteRT is not installed.
    """
    try:
        from ai_edge_litert import schema_py_generated  # noqa: PLC0415 - an extra
    except ImportError:
        raise ModisteError("MOD-2942") from None
    return schema_py_generated


def interpreter(content: bytes) -> Any:
    """A network of LiteRT that is ready to be run, on one thread.

    Raises:
        ModisteError: MOD-2942 where LiteRT is not installed.
    """
    try:
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415
    except ImportError:
        raise ModisteError("MOD-2942") from None
    made = Interpreter(model_content=content, num_threads=1)
    made.allocate_tensors()
    return made


@dataclass(frozen=True, eq=False)
class _Buffer:
    """Bytes as the schema's own class packs them, but aligned."""

    data: bytes

    def Pack(self, builder: Any) -> int:  # noqa: N802 - the schema's word
        found = schema()
        begun = None
        if self.data:
            builder.StartVector(1, len(self.data), ALIGNED)
            head = builder.Head() - len(self.data)
            builder.head = head
            builder.Bytes[head : head + len(self.data)] = self.data
            begun = builder.EndVector()
        found.BufferStart(builder)
        if begun is not None:
            found.BufferAddData(builder, begun)
        made: int = found.BufferEnd(builder)
        return made


@dataclass
class Writer:
    """A graph of one subgraph while it is being written; what is named is a tensor's number."""

    title: str
    tensors: list[Any] = field(default_factory=list)
    operators: list[Any] = field(default_factory=list)
    codes: list[tuple[int, int]] = field(default_factory=list)
    buffers: list[_Buffer] = field(default_factory=lambda: [_Buffer(b"")])

    def tensor(
        self,
        name: str,
        shape: tuple[int, ...],
        step: float | NDArray[np.floating[Any]],
        zero: int = 0,
        values: NDArray[Any] | None = None,
        axis: int = 0,
    ) -> int:
        """A tensor of int8, or of the type of its `values`; steps for each index of `axis` where several."""
        found = schema()
        quantised = found.QuantizationParametersT()
        steps = np.atleast_1d(np.asarray(step, np.float32))
        quantised.scale, quantised.zeroPoint = steps, np.full(len(steps), zero, np.int64)
        quantised.quantizedDimension = axis if len(steps) > 1 else 0
        return self._add(name, shape, values, quantised)

    def numbers(self, name: str, values: NDArray[np.int32]) -> int:
        """A tensor of plain whole numbers, such as sizes."""
        return self._add(name, values.shape, values, None)

    def operator(self, code: str, version: int, inputs: list[int], output: int, **how: Any) -> int:
        """An operator and its options by the schema's names; the number of what it makes."""
        found = schema()
        made = found.OperatorT()
        key = (getattr(found.BuiltinOperator, code), version)
        if key not in self.codes:
            self.codes.append(key)
        made.opcodeIndex = self.codes.index(key)
        made.inputs, made.outputs = np.array(inputs, np.int32), np.array([output], np.int32)
        kind = how.pop("options", None)
        if kind is not None:
            options = getattr(found, f"{kind}T")()
            for name, value in how.items():
                assert hasattr(options, name), name
                setattr(options, name, value)
            made.builtinOptionsType = getattr(found.BuiltinOptions, kind)
            made.builtinOptions = options
        self.operators.append(made)
        return output

    def written(self, given: int, made: int) -> bytes:
        """The file of a graph that reads one tensor and makes one; the same graph makes the same bytes."""
        import flatbuffers  # noqa: PLC0415 - comes with LiteRT

        found = schema()
        graph = found.SubGraphT()
        graph.tensors, graph.operators, graph.name = self.tensors, self.operators, "main"
        graph.inputs, graph.outputs = np.array([given], np.int32), np.array([made], np.int32)
        model = found.ModelT()
        model.version, model.description, model.subgraphs = 3, self.title, [graph]
        model.buffers, model.operatorCodes = self.buffers, []
        for code, version in self.codes:
            each = found.OperatorCodeT()
            each.builtinCode, each.deprecatedBuiltinCode, each.version = code, min(code, 127), version
            model.operatorCodes.append(each)
        builder = flatbuffers.Builder(1 << 16)
        builder.Finish(model.Pack(builder), IDENTIFIER)
        return bytes(builder.Output())

    def _add(self, name: str, shape: tuple[int, ...], values: NDArray[Any] | None, quantised: Any) -> int:
        found = schema()
        made = found.TensorT()
        made.name, made.shape, made.quantization = name, np.array(shape, np.int32), quantised
        made.type = found.TensorType.INT8
        if values is not None:
            made.type = found.TensorType.INT32 if values.dtype == np.int32 else found.TensorType.INT8
            self.buffers.append(_Buffer(np.ascontiguousarray(values).tobytes()))
            made.buffer = len(self.buffers) - 1
        self.tensors.append(made)
        return len(self.tensors) - 1

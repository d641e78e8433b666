"""Without LiteRT the writer says what to install."""

import sys

import pytest

from modiste.garment import ModisteError
from modiste.wearables.edge import flatbuffer


def test_without_litert_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ai_edge_litert", None)
    monkeypatch.setitem(sys.modules, "ai_edge_litert.interpreter", None)
    flatbuffer.schema.cache_clear()
    with pytest.raises(ModisteError, match="MOD-2942") as refused:
        flatbuffer.schema()
    assert "modiste[litert]" in refused.value.remedy
    with pytest.raises(ModisteError, match="MOD-2942"):
        flatbuffer.interpreter(b"")


def test_an_operator_is_named_once_and_kept_with_its_options() -> None:
    out = flatbuffer.Writer("two sums")
    first, second = (out.tensor(name, (1, 4), 0.5, 3) for name in "ab")
    for name in "cd":
        second = out.operator(
            "ADD", 2, [first, second], out.tensor(name, (1, 4), 0.5, 3), options="AddOptions"
        )
    found = flatbuffer.schema().ModelT.InitFromPackedBuf(out.written(first, second))
    assert [each.builtinCode for each in found.operatorCodes] == [flatbuffer.schema().BuiltinOperator.ADD]
    graph = found.subgraphs[0]
    assert [each.outputs.tolist() for each in graph.operators] == [[2], [3]]
    assert (found.description, graph.outputs.tolist()) == (b"two sums", [3])
    assert graph.tensors[0].quantization.zeroPoint.tolist() == [3]

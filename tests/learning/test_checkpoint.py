"""A checkpoint is read back as it was written, and a damaged one is refused."""

from pathlib import Path

import pytest
import torch
from torch import nn

from modiste.learning.checkpoint import (
    optimiser_tensors,
    read_tensors,
    restore_optimisers,
    write_tensors,
    write_text,
)


def test_tensors_and_note_come_back(tmp_path: Path) -> None:
    path = tmp_path / "c.safetensors"
    filters = torch.randn(2, 3, 4, 4).to(memory_format=torch.channels_last)
    write_tensors(
        path, {"filters": filters, "count": torch.tensor(3)}, {"epoch": 2, "history": [{"loss": 0.5}]}
    )
    tensors, note = read_tensors(path)
    assert torch.equal(tensors["filters"], filters)
    assert tensors["count"] == 3
    assert note == {"epoch": 2, "history": [{"loss": 0.5}]}
    assert [each.name for each in tmp_path.iterdir()] == ["c.safetensors"]


@pytest.mark.parametrize("content", [b"", b"\x00" * 9, b"\xff" * 200])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="not a whole safetensors file"):
        read_tensors(path)


def test_text_replaces_text_whole(tmp_path: Path) -> None:
    path = tmp_path / "note.json"
    write_text(path, "first and longer")
    write_text(path, "裙子")
    assert path.read_text(encoding="utf-8") == "裙子"


@pytest.mark.parametrize("kind", [torch.optim.Adam, torch.optim.SGD])
def test_an_optimisers_state_comes_back_in_the_parameters_layout(kind: type[torch.optim.Optimizer]) -> None:
    def made() -> tuple[nn.Module, torch.optim.Optimizer]:
        torch.manual_seed(0)
        layer = nn.Conv2d(3, 4, 3).to(memory_format=torch.channels_last)
        return layer, kind(
            layer.parameters(), lr=0.1, **({"momentum": 0.9} if kind is torch.optim.SGD else {})
        )

    layer, optimiser = made()
    layer(torch.ones(1, 3, 5, 5)).sum().backward()
    optimiser.step()
    saved = {name: value.clone().contiguous() for name, value in optimiser_tensors([optimiser]).items()}
    other, restored = made()
    restore_optimisers([restored], saved)
    for before, after in zip(layer.parameters(), other.parameters(), strict=True):
        for name, value in optimiser.state[before].items():
            assert torch.equal(restored.state[after][name], value)
            assert restored.state[after][name].stride() == value.stride()

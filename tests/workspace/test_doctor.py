"""The doctor: says what is there, what can be added and what is wrong; changes nothing."""

import shutil
from pathlib import Path

import pytest

from modiste.workspace import Shop, examine, open_shop


def by_name(root: Path | None) -> dict[str, str]:
    return {check.name: check.state for check in examine(root)}


def test_a_sound_house(house_root: Path) -> None:
    found = by_name(house_root)
    assert found["python"] == found["onnxruntime"] == found["shop"] == found["disk"] == "ok"
    assert "failed" not in found.values()


@pytest.fixture
def house_root(shop: Shop) -> Path:
    return shop.root


def test_without_a_shop_nothing_is_made(tmp_path: Path) -> None:
    assert by_name(tmp_path / "none")["shop"] == "missing"
    assert by_name(None)["shop"] == "missing"
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_comes_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODISTE_FASHION_MNIST", str(tmp_path))
    monkeypatch.setattr("modiste.workspace.doctor._PACKAGES", (("no-such-package", "dreaming", "train"),))
    checks = {check.name: check for check in examine(None)}
    for name in ("fashion-mnist", "no-such-package"):
        assert checks[name].state == "missing"
        assert checks[name].remedy


def test_a_damaged_shop_or_model_has_failed(
    tmp_path: Path, trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "shop"
    open_shop(root).close()
    for left in root.glob("shop.db*"):
        left.unlink()
    (root / "shop.db").write_bytes(b"\xff" * 5000)
    model = Path(shutil.copytree(trained / "models" / "tiny" / "1", tmp_path / "model"))
    (model / "model.onnx").write_bytes(b"changed")
    monkeypatch.setattr("modiste.workspace.doctor.shipped_models", lambda: {"mine": model})
    found = {check.name: check for check in examine(root)}
    assert found["shop"].state == found["model mine"].state == "failed"
    assert "MOD-1322" in found["model mine"].detail

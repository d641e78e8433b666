"""The doors of packages: every name on a stub is there, and an absent extra is told by its name."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from modiste.doors import opened_with
from modiste.garment import ModisteError

HOUSE = Path(__file__).resolve().parents[1] / "src"
DOORS = [
    ".".join(stub.parent.relative_to(HOUSE).parts)
    for stub in sorted((HOUSE / "modiste").rglob("__init__.pyi"))
]


@pytest.mark.parametrize("door", DOORS)
def test_every_name_on_a_stub_is_there(door: str) -> None:
    package = import_module(door)
    assert package.__all__ == dir(package)
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = package.no_such_name


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package whose names need what is not installed."""
    folder = tmp_path / "ward"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "__init__.pyi").write_text("from .far import far as far\nfrom .near import near as near\n")
    (folder / "far.py").write_text("import an_absent.part\n")
    (folder / "near.py").write_text("import another_absent\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in ("ward", "ward.far", "ward.near"):
        sys.modules.pop(name, None)


def test_an_absent_extra_is_told_and_any_other_absence_stays_what_it_is(package: Path) -> None:
    get, names, all_ = opened_with("ward", str(package / "__init__.py"), "The ward", "ward", ("an_absent",))
    assert names() == all_ == ["far", "near"]
    with pytest.raises(ModisteError, match="MOD-2014") as refused:
        get("far")
    assert "modiste[ward]" in refused.value.remedy
    with pytest.raises(ModuleNotFoundError, match="another_absent"):
        get("near")

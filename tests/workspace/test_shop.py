"""Opening a shop: made where there is none, left alone where there is something else."""

from pathlib import Path

import pytest

import modiste
from modiste.garment import ModisteError
from modiste.workspace import Shop, is_shop, open_shop


def refusal(path: Path, *, create: bool = True) -> str:
    with pytest.raises(ModisteError) as refused:
        open_shop(path, create=create)
    return refused.value.code


def test_a_missing_shop_is_made_when_asked_for(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "shop"
    assert refusal(root, create=False) == "MOD-2001"
    assert not root.exists()
    with open_shop(root) as shop:
        assert shop.garments.count() == 0
    assert is_shop(root)
    with open_shop(root, create=False) as shop:
        assert shop.root == root


def test_the_environment_names_the_shop_and_the_working_folder_is_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_shop().close()
    assert is_shop(tmp_path / "shop")
    monkeypatch.setenv("MODISTE_SHOP", str(tmp_path / "other"))
    open_shop().close()
    assert is_shop(tmp_path / "other")


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    assert refusal(tmp_path) == "MOD-2002"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_or_an_impossible_name_is_no_shop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file") == "MOD-2002"
    assert refusal(tmp_path / "a\0b") == "MOD-2002"
    assert refusal(tmp_path / ("x" * 300)) == "MOD-2002"


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0cut", b"\xff" * 5000])
def test_a_damaged_database_is_refused_and_not_overwritten(tmp_path: Path, content: bytes) -> None:
    root = tmp_path / "shop"
    open_shop(root).close()
    for left in root.glob("shop.db*"):
        left.unlink()
    (root / "shop.db").write_bytes(content)
    if content:
        assert refusal(root) == "MOD-1101"
        assert (root / "shop.db").read_bytes() == content
    else:  # an empty file is what SQLite itself starts from
        open_shop(root).close()


def test_closing_twice_is_fine_and_the_log_is_only_made_when_written_to(shop: Shop) -> None:
    assert not (shop.root / "logs" / "modiste.log").exists()
    shop.log.info("hello")
    assert "hello" in shop.log_path.read_text()
    shop.close()
    shop.close()


def test_the_front_door_opens_a_shop(tmp_path: Path) -> None:
    with modiste.open(tmp_path / "shop") as shop:
        assert isinstance(shop, modiste.Shop)

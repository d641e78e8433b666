"""The licence gate: read where folders say it, refused where trade is not known to be allowed."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.tryon.backends.licence import licence_of

APACHE = (
    "                                 Apache License\n                           Version 2.0, January 2004\n"
)


def card(folder: Path, line: str) -> None:
    (folder / "README.md").write_text(f"---\n{line}\n---\n# It\n")


def refusal(folder: Path, weights: dict[str, str] | None = None, **said: object) -> ModisteError:
    with pytest.raises(ModisteError) as caught:
        licence_of(folder, weights or {}, **said)  # type: ignore[arg-type]
    return caught.value


def test_it_is_read_of_a_card_a_text_or_the_weights(tmp_path: Path) -> None:
    assert licence_of(tmp_path, {"license": "MIT"}).told_by == "weights"
    (tmp_path / "LICENSE").write_text(APACHE)
    assert licence_of(tmp_path, {}).name == "apache-2.0"
    card(tmp_path, "license: 'Apache-2.0'")
    found = licence_of(tmp_path, {})
    assert (found.name, found.told_by, found.is_trade) == ("apache-2.0", "card", True)
    assert found.terms == "weights: apache-2.0"


def test_what_says_nothing_must_be_told_and_what_is_told_does_not_overrule_the_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "MOD-3022"
    assert licence_of(tmp_path, {}, told="Apache-2.0").told_by == "user"
    card(tmp_path, "license: cc-by-nc-sa-4.0")
    assert refusal(tmp_path, told="apache-2.0").code == "MOD-3023"


@pytest.mark.parametrize("name", ["cc-by-nc-4.0", "other", "cc-by-nc-sa-4.0", "openrail"])
def test_what_is_not_known_to_allow_trade_needs_an_acknowledgement_that_is_recorded(
    tmp_path: Path, name: str
) -> None:
    card(tmp_path, f"license: {name}")
    error = refusal(tmp_path)
    assert error.code == "MOD-3023" and name in error.detail and "--non-commercial" in error.remedy
    found = licence_of(tmp_path, {}, acknowledged=True)
    assert found.acknowledged and not found.is_trade
    assert found.terms == f"weights: {name}, non-commercial use acknowledged by the user"


def test_the_strictest_word_counts(tmp_path: Path) -> None:
    card(tmp_path, "license: mit")
    (tmp_path / "LICENSE").write_text("Creative Commons Attribution-NonCommercial 4.0 International\n")
    assert refusal(tmp_path).code == "MOD-3023"
    (tmp_path / "LICENSE").write_text(APACHE)
    assert refusal(tmp_path, {"license": "research only"}).code == "MOD-3023"


def test_an_acknowledgement_that_is_not_needed_is_not_recorded(tmp_path: Path) -> None:
    card(tmp_path, "license: mit")
    assert licence_of(tmp_path, {}, acknowledged=True).acknowledged is False

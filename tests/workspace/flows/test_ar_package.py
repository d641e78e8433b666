"""A garment's package: the cloth that suits its cut, and what its labels say."""

from datetime import UTC, datetime

import pytest

from modiste.garment import Cut, ModisteError
from modiste.workspace.flows import make_ar_package
from modiste.workspace.flows.ar_package import house_fabric_of

SKIRT = Cut(id="skirt", program="skirt-straight", chart="women", updated_at=datetime(2026, 11, 1, tzinfo=UTC))


def test_without_a_cloth_one_is_taken_that_hangs_as_the_cut_says() -> None:
    assert house_fabric_of(SKIRT).fabric.id == "twill"
    assert house_fabric_of(SKIRT.model_copy(update={"fabric": "crepe"})).hangs == "crepe"
    assert house_fabric_of(SKIRT, "linen").fabric.id == "linen"


def test_labels_say_what_was_draped() -> None:
    manifest = make_ar_package(SKIRT, size="36", colour="#803030", body=False).manifest
    assert (manifest["garment"], manifest["size"], manifest["cloth"]) == ("skirt", "36", "twill")
    assert manifest["body"] == "not shown"


def test_a_size_it_is_not_made_in_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2012"):
        make_ar_package(SKIRT, size="99")

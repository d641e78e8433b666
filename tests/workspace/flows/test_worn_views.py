"""What wears a print is checked before anything is draped."""

import pytest

from modiste.design import WovenSpec
from modiste.garment import ModisteError
from modiste.workspace.flows import WornWish, worn_view


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (WornWish("cape", {}), "MOD-1530"),
        (WornWish("skirt-straight", {"length": "endless"}), "MOD-1532"),
        (WornWish("skirt-straight", {}, chart="dogs"), "MOD-1530"),
        (WornWish("skirt-straight", {}, cloth="iron"), "MOD-1586"),
    ],
)
def test_what_cannot_wear_it_is_refused(wish, code):
    spec = WovenSpec(sett="K4 W4", palette=("#101010", "#f4f1e8"), width_mm=16, dpi=100)
    with pytest.raises(ModisteError, match=code):
        worn_view(spec, wish, {})

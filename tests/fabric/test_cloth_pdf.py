"""A data sheet says what it is given, the same bytes each time."""

import pytest

from modiste.workspace import flows

WOVEN = {"blend": "100% CO", "woven": {"sett": "52/30 per cm, plain", "warp": "2/100 Ne", "weft": "Ne 40"}}
KNIT = {"blend": "95% CV 5% EL", "knit": {"loop": 2.75, "yarn": "20 tex", "gauge": "E28"}}


@pytest.mark.parametrize("stated", [WOVEN, KNIT])
def test_the_same_cloth_has_the_same_sheet(stated) -> None:
    spec = flows.fabric_from({"name": "Cloth <A & B>", **stated})
    made = flows.fabric_data_sheet(spec)
    assert made.startswith(b"%PDF") and made == flows.fabric_data_sheet(spec)

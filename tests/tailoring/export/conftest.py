"""One skirt and its cloth for all tests of this folder."""

import pytest

from modiste import tailoring


@pytest.fixture(scope="package")
def skirt() -> tailoring.Drape:
    pattern = tailoring.draft_size("skirt-straight", "women", "40")
    return tailoring.drape_garment(pattern, tailoring.average_figure("women"), "twill", edge=0.03)


@pytest.fixture(scope="package")
def fleece() -> tailoring.Appearance:
    return tailoring.appearance_of(tailoring.house_fabric("fleece"), tailoring.Solid("#2c3f63"))

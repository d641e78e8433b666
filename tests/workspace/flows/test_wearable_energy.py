"""A budget without a model is told at the full rate; a model needs what it was judged by beside it."""

from pathlib import Path

import pytest
from tests.wearables.edge.small_motion import motions, pooled

from modiste.garment import ModisteError
from modiste.workspace.flows import energy_budget

BUDGET = """
battery = { capacity_mah = 100 }
sensor = { full_ua = 600, low_ua = 200 }
processor = { sleep_ua = 5, active_ua = 4000, megahertz = 64, cycles_a_mac = 4, macs = 640000 }
radio = { idle_ua = 10, message_uc = 300, every_s = 30 }
"""


def test_a_network_that_is_no_model_of_activities_is_refused(tmp_path: Path) -> None:
    budget = tmp_path / "budget.toml"
    budget.write_text(BUDGET, encoding="utf-8")
    assert energy_budget(None, budget)["adaptive"] is None
    model = pooled().folder(tmp_path / "model", motions(8), 66)
    with pytest.raises(ModisteError, match="MOD-2923"):
        energy_budget(None, budget, str(model), str(tmp_path))

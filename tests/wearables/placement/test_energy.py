"""A budget is read strictly, and its arithmetic is that of currents and shares of time."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.wearables import read_budget

BUDGET = """
[battery]
capacity_mah = 100
usable = 0.8
[sensor]
full_ua = 600
low_ua = 200
[processor]
sleep_ua = 5
active_ua = 4000
megahertz = 64
cycles_a_mac = 4
macs = 640000
[radio]
idle_ua = 10
message_uc = 300
every_s = 30
[policy]
divide = 4
"""


@pytest.fixture
def budget(tmp_path: Path) -> Path:
    path = tmp_path / "budget.toml"
    path.write_text(BUDGET, encoding="utf-8")
    return path


def test_currents_add_up(budget: Path) -> None:
    told = read_budget(budget).told(0.0)
    # 640,000 * 4 cycles at 64 MHz are 40 ms a second at 4 mA; 300 uC every 30 s are 10 uA
    assert told["current_ua"] == {"sensor": 600, "processor": 165, "radio": 20, "total": 785}
    assert told["hours"] == pytest.approx(100 * 0.8 * 1000 / 785, abs=0.05)


def test_slow_time_costs_less(budget: Path) -> None:
    read = read_budget(budget)
    assert read.currents(0.5)["sensor"] == 400
    totals = [read.currents(share)["total"] for share in (0.0, 0.5, 1.0)]
    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("capacity_mah = 100", "capacity_mah = -1", "battery.capacity_mah"),
        ("[radio]", "[raido]", "radio"),
        ("divide = 4", "divide = 4\nspeed = 2", "policy.speed"),
        ("macs = 640000", "macs = nan", "processor.macs"),
        ("[battery]", "[battery", "TOML"),
    ],
)
def test_what_is_no_budget_is_refused_by_its_key(old: str, new: str, named: str, budget: Path) -> None:
    budget.write_text(BUDGET.replace(old, new), encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-2952") as refused:
        read_budget(budget)
    assert named in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2952"):
        read_budget(tmp_path / "none.toml")

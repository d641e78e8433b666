"""`modiste launch` and `modiste campaign plan`: what they say, to people and to programs."""

from pathlib import Path
from typing import Any

from tests.workspace.flows.test_campaigns import TABLE

from modiste.garment import Garment
from modiste.workspace import open_shop


def test_a_campaign_of_a_table_is_planned(modiste: Any, tmp_path: Path) -> None:
    path = tmp_path / "offers.csv"
    path.write_text(TABLE.replace(",5,", ",5|5,"), encoding="utf-8")
    made = modiste("campaign", "plan", "--data", path, "--budget", 3000, "--json")
    assert made.code == 0, made.err
    assert [row["garment"] for row in made.json["rows"]] == ["a"]
    assert made.json["spent"] <= 3000
    said = modiste("campaign", "plan", "--data", path)
    assert "Coat" in said.out
    assert "without promotion" in said.err


def test_a_garment_without_a_shops_sales_cannot_be_forecast(modiste: Any, tmp_path: Path) -> None:
    assert modiste("launch", "none", "--shop", tmp_path / "none").code != 0
    with open_shop(tmp_path / "shop") as shop:
        at = "2026-01-01T00:00:00Z"
        shop.store.rows.put(
            [Garment.model_validate({"id": "a", "name": "A", "created_at": at, "updated_at": at})]
        )
    assert modiste("launch", "a", "--shop", tmp_path / "shop").refused("MOD-2476")

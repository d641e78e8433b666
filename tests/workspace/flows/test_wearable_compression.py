"""A model of activities pruned and distilled: smaller, whole, judged on people neither has seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.wearables.motions import write_people

from modiste.garment import ModisteError
from modiste.wearables import SIDECAR, c_package
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import Compressed, compress

QUICK = {"train.epochs": "2", "network.width": "16", "train.batch_size": "8", "leak": "no"}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_people(tmp_path_factory.mktemp("people"), 5)


@pytest.fixture(scope="module")
def shop(people: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("compressing") / "shop", create=True) as made:
        made.train("wearables.activity", people, QUICK, "worn")
        student = (Path(__file__).parents[3] / "recipes/wearables-activity-small.toml").read_text("utf-8")
        quick = student.replace("width = 40", "width = 8").replace("epochs = 30", "epochs = 2")
        (made.root / "recipes").mkdir(exist_ok=True)
        (made.root / "recipes" / "little.toml").write_text(quick, encoding="utf-8")
        yield made


def smaller(shop: Shop, people: Path, by: str, student: str = "", share: float = 0.25) -> Compressed:
    return compress(shop, "worn", people, by, f"worn-{by}", lambda _: None, lambda: False, student, share)


@pytest.mark.parametrize(("by", "student"), [("prune", ""), ("distil", "little")])
def test_it_is_smaller_and_still_tells_activities(shop: Shop, people: Path, by: str, student: str) -> None:
    made = smaller(shop, people, by, student)
    entry, whole = (shop.registry.resolve(name) for name in (f"{made.model}@{made.version}", "worn"))
    flash = [c_package(each.folder)[1]["constant_bytes"] for each in (entry, whole)]
    assert flash[0] < 0.8 * flash[1]
    assert made.notes["parameters"] == entry.card.parameters
    assert made.notes["compared_on"].endswith("held out of both")
    before, after = made.table
    assert (before["name"], after["name"]) == (f"worn@{whole.version}", f"{made.model}@{made.version}")
    assert after["size_bytes"] < before["size_bytes"]
    judged = shop.evaluate(made.model, people).to_json()
    assert len(judged["per_subject"]) == 5
    assert all(row["was_learned_from"] for row in judged["per_subject"])
    assert smaller(shop, people, by, student).version == made.version


def test_int8_keeps_the_order_of_activities(shop: Shop, people: Path) -> None:
    made = smaller(shop, people, "int8")
    entry = shop.registry.resolve(f"{made.model}@{made.version}")
    assert (entry.folder / SIDECAR).is_file()
    assert shop.evaluate(made.model, people).metrics["accuracy"].value > 0


def test_it_needs_the_choosing_fit_and_a_student(shop: Shop, people: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1326"):
        smaller(shop, people, "distil")
    with pytest.raises(ModisteError, match="MOD-1326"):
        smaller(shop, people, "distil", "wearables-window")

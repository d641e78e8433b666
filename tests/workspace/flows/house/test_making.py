"""Making a house: whole, once, by one process or several, after a kill, and refused in words."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from modiste.garment import (
    Colourway,
    Customer,
    Garment,
    Image,
    Interaction,
    ModisteError,
    Order,
    Price,
    Return,
    Sku,
)
from modiste.learning import Event
from modiste.store import logged_records
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.house import generate, making, planned, read_truth
from modiste.workspace.flows.house.workroom import Brief, all_made

HERE = Path(__file__).parent
SIZE = (96, 128)


def tables(shop: Shop) -> dict[str, list[str]]:
    """All rows of a house, as text."""
    kinds = (Garment, Colourway, Sku, Image, Price, Customer, Order, Return)
    return {kind.__name__: [each.model_dump_json() for each in shop.store.rows.scan(kind)] for kind in kinds}


def acts(shop: Shop) -> list[str]:
    return [each.model_dump_json() for each in logged_records(shop.store.events, Interaction)]


def truths(shop: Shop) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (shop.root / "house").glob("[!.]*")}


def test_a_house_is_made_and_made_again_changes_nothing(shop: Shop) -> None:
    heard: list[Event] = []
    made = generate(shop, 6, 7, processes=1, progress=heard.append)
    assert (made.garments, made.seed, made.synthetic) == (6, 7, True)
    assert made.customers == shop.store.rows.count(Customer) == 60
    assert made.orders == shop.store.rows.count(Order) > 50
    assert made.returns == shop.store.rows.count(Return) > 5
    assert made.interactions == len(list(logged_records(shop.store.events, Interaction)))
    assert made.garments_per_hour > 60
    assert all(each.synthetic and each.source == "modiste.house" for each in shop.store.rows.scan(Garment))
    assert (heard[0].kind, heard[-1].kind) == ("start", "done")
    before, files = tables(shop), truths(shop)
    again = generate(shop, 6, 7, processes=1)
    assert again.to_json() | {"seconds": 0, "garments_per_hour": 0} == made.to_json() | {
        "seconds": 0,
        "garments_per_hour": 0,
    }
    assert tables(shop) == before and truths(shop) == files


@pytest.mark.slow
def test_two_processes_make_the_same_house_as_one_with_its_pictures(
    shop: Shop, tmp_path: Path, stand_in: ModuleType
) -> None:
    how = {"programs": ["skirt-a-line"], "photographer": stand_in.photograph, "size": SIZE}
    one = generate(shop, 2, 7, processes=1, **how)
    assert one.photos == sum(len(each.shots) for each in planned(2, 7, ["skirt-a-line"]).garments)
    for image in shop.store.rows.scan(Image):
        assert shop.store.blobs.has(image.blob)
        assert (
            read_truth(shop.root, image.garment_id)["photos"][image.id]["colourway_id"] == image.colourway_id
        )
    with open_shop(tmp_path / "other") as other:
        generate(other, 2, 7, processes=2, **how)
        assert tables(other) == tables(shop)
        assert truths(other) == truths(shop)


def test_pictures_are_added_once_there_is_a_photographer(shop: Shop, stand_in: ModuleType) -> None:
    generate(shop, 1, 7, programs=["skirt-straight"], processes=1)
    assert shop.store.rows.count(Image) == 0
    how = {"programs": ["skirt-straight"], "photographer": stand_in.photograph, "size": SIZE}
    made = generate(shop, 1, 7, processes=1, **how)
    assert made.photos >= 4
    assert made.photos == shop.store.rows.count(Image)


@pytest.mark.slow
def test_a_killed_house_goes_on_until_it_is_whole_without_doubles(tmp_path: Path) -> None:
    script = tmp_path / "make.py"
    script.write_text(
        "import sys\n"
        "from modiste.workspace import open_shop\n"
        "from modiste.workspace.flows.house import generate, making\n"
        "making.house_photographer = lambda: None\n"
        "if __name__ == '__main__':\n"
        "    with open_shop(sys.argv[1]) as shop:\n"
        "        generate(shop, 12, 7, processes=int(sys.argv[2]), programs=['shorts', 'trousers'])\n"
    )
    place = tmp_path / "killed"
    # Killed once so many truth files are there, the stamp included; at the end amid the trade.
    for files, processes in ((3, 1), (7, 2), (13, 1)):
        child = subprocess.Popen(
            [sys.executable, str(script), str(place), str(processes)], stderr=subprocess.DEVNULL
        )
        while len(list((place / "house").glob("*.json"))) < files:
            assert child.poll() is None
            time.sleep(0.01)
        os.kill(child.pid, signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    with open_shop(place) as shop, open_shop(tmp_path / "whole") as whole:
        assert "trade" not in json.loads((place / "house" / "house.json").read_text())
        generate(shop, 12, 7, processes=1, programs=["shorts", "trousers"])
        generate(whole, 12, 7, processes=1, programs=["shorts", "trousers"])
        assert tables(shop) == tables(whole)
        assert truths(shop) == truths(whole)
        assert acts(shop) == acts(whole) != []


def test_a_stopped_house_keeps_what_is_made_and_goes_on(shop: Shop) -> None:
    asked = iter([False] * 3 + [True] * 100)
    with pytest.raises(ModisteError, match="MOD-2018"):
        generate(shop, 6, 7, processes=1, should_stop=lambda: next(asked))
    kept = shop.store.rows.count(Garment)
    assert kept == 3
    assert generate(shop, 6, 7, processes=1).garments == 6


def test_a_stop_is_heard_by_other_processes(shop: Shop) -> None:
    begun = time.monotonic()
    with pytest.raises(ModisteError, match="MOD-2018"):
        generate(shop, 60, 7, processes=2, should_stop=lambda: time.monotonic() - begun > 1)
    assert time.monotonic() - begun < 20
    assert shop.store.rows.count(Garment) < 60


@pytest.mark.parametrize(
    ("count", "seed", "programs"),
    [(7, 7, []), (6, 8, []), (6, 7, ["shirt"])],
    ids=["count", "seed", "programs"],
)
def test_another_house_is_refused(shop: Shop, count: int, seed: int, programs: list[str]) -> None:
    making._claimed(shop, planned(6, 7))
    with pytest.raises(ModisteError, match="MOD-2042"):
        generate(shop, count, seed, programs=programs, processes=1)


def test_foreign_garments_and_a_damaged_stamp_are_left_alone(shop: Shop) -> None:
    moment = "2026-01-01T00:00:00Z"
    mine = {"id": "shirt-001", "name": "Mine", "created_at": moment, "updated_at": moment}
    shop.store.rows.put([Garment.model_validate(mine)])
    with pytest.raises(ModisteError, match=r"MOD-2042.*shirt-001"):
        generate(shop, 6, 7, processes=1)
    assert shop.garments["shirt-001"].name == "Mine"
    stamp = shop.root / "house" / "house.json"
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text("{")
    with pytest.raises(ModisteError, match="MOD-2042"):
        generate(shop, 3, 7, programs=["shorts"], processes=1)


@pytest.mark.parametrize("count", [0, -1, 1_000_000])
def test_absurd_numbers_are_refused_before_anything_is_written(shop: Shop, count: int) -> None:
    with pytest.raises(ModisteError, match="MOD-2040"):
        generate(shop, count, 7)
    with pytest.raises(ModisteError, match="MOD-1530"):
        generate(shop, 3, 7, programs=["kilt"])
    assert not (shop.root / "house").exists()


def test_a_full_disk_is_told_and_the_house_goes_on_afterwards(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = making.write_whole
    written: list[Path] = []

    def full(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 4:
            raise OSError(28, "No space left on device", str(path))
        whole(path, data)

    monkeypatch.setattr(making, "write_whole", full)
    with pytest.raises(ModisteError, match=r"MOD-2041.*no space left"):
        generate(shop, 6, 7, processes=1)
    assert shop.store.rows.count(Garment) == 2
    assert generate(shop, 6, 7, processes=1).garments == 6


def test_a_process_that_dies_is_told(stand_in: ModuleType) -> None:
    orders = [Brief(each, 7, stand_in.dying, SIZE) for each in planned(2, 7, ["shorts"]).garments]
    with pytest.raises(ModisteError, match="MOD-2043"):
        list(all_made(orders, 2, lambda: False))


def test_a_garment_that_cannot_be_draped_is_counted_and_has_no_picture(
    shop: Shop, stand_in: ModuleType
) -> None:
    made = generate(
        shop, 1, 7, programs=["skirt-straight"], processes=1, photographer=stand_in.undrapable, size=SIZE
    )
    assert (made.garments, made.photos, made.unphotographed) == (1, 0, 1)
    assert read_truth(shop.root, "skirt-straight-001")["pictures"] == "MOD-1562"
    assert json.loads((shop.root / "house" / "house.json").read_text())["synthetic"] is True

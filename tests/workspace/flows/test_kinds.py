"""What jobs do: the work of each kind, by its parameters as a job keeps them, gives a result that is JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from modiste.garment import ModisteError
from modiste.learning import Event, silent
from modiste.workspace import Shop
from modiste.workspace.flows import import_from
from modiste.workspace.flows.house import making
from modiste.workspace.jobs import checked_params
from modiste.workspace.plugins import job_kinds


def do(shop: Shop, kind: str, params: dict[str, Any]) -> Any:
    checked = checked_params(kind, json.loads(json.dumps(params)))
    result = job_kinds()[kind].work(shop, checked, silent, lambda: False)
    return json.loads(json.dumps(result))


def test_every_kind_does_its_work(house: Shop, photos: Path, tiny_recipe: Path, tmp_path: Path) -> None:
    file, data = str(photos / "bag" / "bag-00.png"), str(photos)
    assert do(house, "import", {"source": data})["unchanged"] == 48
    assert do(house, "train", {"recipe": str(tiny_recipe), "data": data, "out": "tiny"})["version"] == "1"
    search = {"recipe": str(tiny_recipe), "data": data, "budget": "1 trials", "out": "job"}
    assert do(house, "tune", search)["complete"] is True
    assert do(house, "evaluate", {"model": "tiny", "data": data})["n"] == 48
    (explained,) = do(house, "explain", {"model": "tiny", "files": [file], "methods": ["occlusion"]})["files"]
    assert Path(explained["explanations"][0]["picture"]).is_file()
    assert do(house, "compress", {"model": "tiny", "data": data, "out": "job-int8"})["by"] == "int8"
    assert do(house, "tag", {"model": "tiny", "again": True})["photos"] == 48
    assert do(house, "export", {"model": "tiny", "to": str(tmp_path / "out")})["model"] == "tiny@1"


def test_a_house_is_generated_as_a_job(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "house_photographer", lambda: None)
    made = do(shop, "generate", {"garments": 2, "seed": 7, "programs": ["shorts"], "processes": 1})
    assert (made["garments"], made["synthetic"]) == (2, True)
    with pytest.raises(ModisteError, match="MOD-2006"):
        checked_params("generate", {"garments": 0})


def test_an_import_stops_between_batches(shop: Shop, photos: Path) -> None:
    checked = checked_params("import", {"source": str(photos)})
    with pytest.raises(ModisteError) as refused:
        job_kinds()["import"].work(shop, checked, silent, lambda: True)
    assert refused.value.code == "MOD-2018"
    assert import_from(shop, str(photos), silent).read == 48


@pytest.mark.usefixtures("fashion_mnist")
def test_a_connector_is_named_before_the_colon_unless_there_is_such_a_folder(
    shop: Shop, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(event: Event) -> None:
        assert (event.kind, event.total) == ("start", 10_000)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_from(shop, "fashion-mnist:test", stop)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fashion-mnist").symlink_to(photos, target_is_directory=True)
    assert import_from(shop, "fashion-mnist", silent).kind == "photos"
    with pytest.raises(ModisteError) as refused:
        import_from(shop, "fashion-mnist:sideways", silent)
    assert refused.value.code == "MOD-1216"

"""Models of activities over HTTP: seconds called, why, forms and files, a person's own minutes."""

import io
import zipfile

import numpy as np
import pytest
from tests.wearables.edge.small_motion import framed, motions, pooled, telling
from tests.wearables.motions import write_people

pytestmark = pytest.mark.anyio

ROUTE = "/api/v1/wearables"
ONE = f"{ROUTE}/sets/tug/recordings/s00_00_sw"


async def test_each_second_is_called_and_explained(client, check, shop, tmp_path):
    shop.recordings.take_in(write_people(tmp_path / "people", 1, 1), "tug")
    telling(shop, tmp_path / "model")
    told = (await client.get(f"{ONE}/calls", params={"model": "watch"})).json()
    assert [row["at_s"] for row in told["seconds"]] == [float(each) for each in range(10)]
    assert {row["true_label"] for row in told["seconds"]} == {"SEATED", "WALKING", "TURNING"}
    assert told["was_learned_from"] is True
    right = [row["label"] == row["true_label"] for row in told["seconds"]]
    assert told["accuracy"] == pytest.approx(np.mean(right)) and told["n"] == 10
    why = (await client.get(f"{ONE}/why", params={"model": "watch", "at": 4})).json()
    assert why["moment_s"] == 4.0 and list(why["channels"]) == ["ax", "ay", "az", "gx", "gy", "gz"]
    assert len(why["heat"]) == 6 and {len(row) for row in why["heat"]} == {len(why["at_s"])}
    check(await client.get(f"{ONE}/why", params={"model": "watch", "at": 99}), 404, "MOD-2911")
    check(await client.get(f"{ONE}/calls", params={"model": "none"}), 404, "MOD-1328")
    shop.registry.register(pooled().folder(tmp_path / "plain", motions(8), 66), "plain")
    check(await client.get(f"{ONE}/calls", params={"model": "plain"}), 422, "MOD-2923")


async def test_what_lies_aside_is_not_called_and_other_axes_are_refused(client, check, shop, tmp_path):
    folder = write_people(tmp_path / "people", 1, 1)
    file = folder / "s00" / "s00_00_sw.csv"
    head, *rows = file.read_text().splitlines()
    file.write_text("\n".join([head, *rows[:400], *rows[600:]]) + "\n")
    shop.recordings.take_in(folder, "tug")
    telling(shop, tmp_path / "model")
    told = (await client.get(f"{ONE}/calls", params={"model": "watch"})).json()
    assert [row["at_s"] for row in told["seconds"]] == [0.0, 1.0, 2.0, 3.0, 6.0, 7.0, 8.0, 9.0]
    check(await client.get(f"{ONE}/why", params={"model": "watch", "at": 5}), 404, "MOD-2911")
    narrow = tmp_path / "narrow"
    narrow.mkdir()
    (narrow / "wearables.toml").write_text(
        "files = '(?P<subject>\\w+)\\.csv'\nrate_hz = 50\n[columns]\nacceleration = ['x', 'y', 'z']\n"
    )
    lines = [f"{np.sin(each)},{np.cos(each)},9.8" for each in range(200)]
    (narrow / "a.csv").write_text("\n".join(["x,y,z", *lines]) + "\n")
    shop.recordings.take_in(narrow, "narrow")
    path = f"{ROUTE}/sets/narrow/recordings/a/calls"
    check(await client.get(path, params={"model": "watch"}), 422, "MOD-2924")


async def test_forms_are_measured_or_estimated_and_can_be_taken_along(client, check, shop, tmp_path):
    shop.registry.register(framed().folder(tmp_path / "model", motions(8), 24), "motion")
    asked = await client.get(f"{ROUTE}/formats", params={"model": "motion"})
    by_form = {each["format"]: each for each in asked.json()["items"]}
    onnx, c, tflite = (by_form[form] for form in ("onnx", "c", "tflite"))
    assert tflite["how"] == "measured" and tflite["refused"] is None
    assert (onnx["format"], onnx["how"]) == ("onnx", "measured") and onnx["ms_low"] == onnx["ms_high"] > 0
    assert (c["how"], c["refused"]) == ("estimated", None) and "64 MHz assumed" in c["assumed"]
    assert c["ms_low"] == pytest.approx(c["macs"] * 1.7 / 64_000) and c["ms_low"] < c["ms_high"]
    for form, file in (("tflite", "model.tflite"), ("c", "model.c"), ("onnx", "model.onnx")):
        got = await client.get(f"{ROUTE}/export", params={"model": "motion", "form": form})
        assert got.headers["content-disposition"] == f'attachment; filename="motion-1-{form}.zip"'
        with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
            assert f"motion-1-{form}/{file}" in archive.namelist()
    again = await client.get(f"{ROUTE}/export", params={"model": "motion", "form": "onnx"})
    assert again.content == got.content
    check(await client.get(f"{ROUTE}/export", params={"model": "x", "form": "c"}), 404, "MOD-1328")


async def test_a_persons_minutes_are_tried_on_their_other_recordings(client, check, shop, tmp_path):
    shop.recordings.take_in(write_people(tmp_path / "people", 2, 3), "tug")
    telling(shop, tmp_path / "model")
    given = {"model": "watch", "set": "tug", "subject": "s01", "minutes": 0.1}
    told = (await client.post(f"{ROUTE}/personalise", json=given)).json()
    assert told["was_learned_from"] is False and told["learned_frames"] == 125
    assert told["accuracy_after"] > told["accuracy_before"]
    check(await client.post(f"{ROUTE}/personalise", json={**given, "minutes": 9}), 422, "MOD-2920")
    check(await client.post(f"{ROUTE}/personalise", json={**given, "subject": "x"}), 404, "MOD-2911")
    check(await client.post(f"{ROUTE}/personalise", json={**given, "set": "x"}), 404, "MOD-2911")
    assert told["kept_as"] is None
    kept = {**given, "name": "watch-s01"}
    made = (await client.post(f"{ROUTE}/personal-models", json=kept)).json()
    assert made == {**told, "kept_as": "watch-s01@1"}
    assert shop.registry.resolve("watch-s01").card.parent == "watch@1"
    check(await client.post(f"{ROUTE}/personal-models", json={**kept, "name": "S 01"}), 422, "MOD-2015")

"""Every job finds the same however its data are cut, in whatever order, and what the room's own way finds."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.workspace.flows.cluster_jobs.conftest import Backwards, Run

from modiste.collect import clean, decode, open_files
from modiste.foundation import bundled_encoder
from modiste.garment import ModisteError
from modiste.recommend import NeighbourSettings, pairs_of, read_interactions
from modiste.trends import CLASSICS, read_panel
from modiste.workspace.cluster import Executor, Hands, RunOf, hired
from modiste.workspace.flows.cluster_jobs import (
    cooccurrence,
    duplicates,
    encode,
    forecast,
    generate,
    pictures,
    tune,
)
from modiste.workspace.flows.house import planned
from modiste.workspace.plugins import CLUSTER_JOBS, cluster_jobs, cluster_works

FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
ACTS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 40)), min_size=1, max_size=60)


def array(made: RunOf, name: str) -> Any:
    return np.load(made.out / "output" / name, allow_pickle=False)


def lines(made: RunOf, name: str) -> list[Any]:
    text = (made.out / "output" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def acts_file(path: Path, acts: list[tuple[int, int, int]]) -> Path:
    rows = "".join(f"u{user},g{item},{1_700_000_000 + at}\n" for user, item, at in acts)
    path.write_text(f"user,item,time\n{rows}")
    return path


@pytest.fixture(scope="session")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = np.random.default_rng(1)
    rows = [(int(chance.integers(40)), int(chance.integers(25)), number) for number in range(600)]
    return acts_file(tmp_path_factory.mktemp("acts") / "acts.csv", rows)


@pytest.fixture(scope="session")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = np.random.default_rng(2)
    path = tmp_path_factory.mktemp("panel") / "panel.csv"
    first = np.datetime64("2024-01-01")
    rows = [
        f"s{series},{first + 7 * week},{chance.poisson(4 + series)}\n"
        for series in range(7)
        for week in range(40 - 3 * series)
        if chance.random() < 0.9
    ]
    path.write_text("unique_id,ds,y\n" + "".join(rows))
    return path


def test_every_job_and_every_work_is_there() -> None:
    for name in CLUSTER_JOBS:
        assert cluster_jobs().pick(name).title
    assert all(callable(cluster_works().pick(name)) for name in cluster_works())


# --- co-occurrence ---


@FEW
@given(rows=ACTS, partitions=st.integers(1, 9))
def test_counts_are_the_same_however_customers_are_cut(
    run: Run, tmp_path: Path, rows: list[tuple[int, int, int]], partitions: int
) -> None:
    path = acts_file(tmp_path / "acts.csv", rows)
    whole = read_interactions(path).interactions
    made = run("cooccurrence", path, partitions, Backwards())
    found = np.zeros((len(whole.items), len(whole.items)), np.int64)
    pairs = array(made, "pairs.npy")
    found[pairs[:, 0], pairs[:, 1]] = array(made, "counts.npy")
    wanted = np.zeros_like(found)
    for history in whole.histories():
        codes = history.codes.tolist()
        for place, one in enumerate(codes):
            for other in codes[place + 1 : place + 21]:
                wanted[one, other] += one != other
    assert found.tolist() == wanted.tolist()
    assert made.sha256 == run("cooccurrence", path, 1).sha256


def test_decayed_pairs_are_the_recommenders_own(
    run: Run, acts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_interactions(acts).interactions
    wanted = pairs_of(whole, NeighbourSettings()).toarray()
    hashes = {}
    monkeypatch.setattr(cooccurrence, "SUM_BYTES", 2_000)  # several parts in the second stage
    for partitions in (1, 6):
        made = run("cooccurrence", acts, partitions, manner="decayed")
        again = run("cooccurrence", acts, partitions, Backwards(), manner="decayed")
        assert made.sha256 == again.sha256, "the order in which parts answer changes nothing"
        hashes[partitions] = made.sha256
        assert made.partitions > partitions + 2
        pairs, values = array(made, "pairs.npy"), array(made, "decayed.npy")
        found = np.zeros_like(wanted)
        found[pairs[:, 0], pairs[:, 1]] = values
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6)


# --- forecast ---


@pytest.mark.parametrize("model", ["naive", "theta", "seasonal_naive"])
def test_series_are_forecast_as_the_room_forecasts_them(run: Run, panel: Path, model: str) -> None:
    wanted = CLASSICS[model](None).forecast(read_panel(panel, horizon=6).panel, 6)
    hashes = set()
    for partitions in (1, 4):
        made = run("forecast", panel, partitions, Backwards(), model=model, horizon=6)
        hashes.add(made.sha256)
        assert lines(made, "series.jsonl") == list(wanted.ids)
        np.testing.assert_array_equal(array(made, "y_hat.npy"), wanted.y_hat)
        np.testing.assert_array_equal(array(made, "quantiles.npy"), wanted.quantiles)
    assert len(hashes) == 1


# --- generate ---


@FEW
@given(count=st.integers(1, 60), partitions=st.integers(1, 12), seed=st.integers(0, 2**40))
def test_a_catalogue_is_the_houses_plan(run: Run, count: int, partitions: int, seed: int) -> None:
    made = run("generate", "", partitions, Backwards(), garments=count, seed=seed)
    found = lines(made, "garments.jsonl")
    wanted = planned(count, seed).garments
    assert [each["id"] for each in found] == [each.id for each in wanted]
    assert found[-1]["price"] == wanted[-1].price
    assert found[0]["captions"] == [list(wanted[0].said(k)) for k in range(len(wanted[0].colourings))]
    assert all(each["synthetic"] for each in found)
    assert made.sha256 == run("generate", "", 1, garments=count, seed=seed).sha256


def test_only_some_programs_are_dealt_as_the_plan_deals_them(run: Run) -> None:
    made = run("generate", "", 3, garments=11, programs="shirt,trousers")
    wanted = planned(11, 7, ("shirt", "trousers")).garments
    assert [each["id"] for each in lines(made, "garments.jsonl")] == [each.id for each in wanted]


# --- pictures ---


def test_pictures_are_encoded_as_the_encoder_does(
    run: Run, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encode, "BLOCK", 4)
    made = run("encode", catalogue, 3, Backwards())
    assert made.partitions == 3
    assert made.sha256 == run("encode", catalogue, 1).sha256
    ids, vectors = lines(made, "pictures.jsonl"), array(made, "pictures.npy")
    files = open_files(catalogue)
    paths = dict(zip(files.ids, files.paths, strict=True))
    wanted = bundled_encoder(threads=1).embed_images([decode(Path(paths[each]), near=320) for each in ids])
    np.testing.assert_allclose(vectors, wanted, atol=1e-5)
    assert len(ids) == 11
    assert made.told["n_rejected"] == 1
    assert "broken" in made.told["rejected"][0]["id"]


def test_captions_of_a_list_are_encoded_too(run: Run, catalogue: Path) -> None:
    listed = catalogue / "listed.csv"
    listed.write_text("picture,caption\ndress/0.png,a red dress\ncoat/1.png,a coat\ndress/0.png,a gown\n")
    try:
        made = run("encode", listed, 2)
    finally:
        listed.unlink()
    assert lines(made, "pictures.jsonl") == ["dress/0.png", "coat/1.png"]
    wanted = bundled_encoder(threads=1).embed_texts(["a red dress", "a coat", "a gown"])
    np.testing.assert_allclose(array(made, "captions.npy"), wanted, atol=1e-5)


def test_near_duplicates_are_those_of_the_room(run: Run, catalogue: Path) -> None:
    runs = [run("duplicates", catalogue, n, Backwards()) for n in (1, 5)]
    assert runs[0].sha256 == runs[1].sha256
    ids = lines(runs[1], "pictures.jsonl")
    files = open_files(catalogue)
    paths = dict(zip(files.ids, files.paths, strict=True))
    seen = [clean.local_features(decode(Path(paths[each]), near=duplicates.NEAR)) for each in ids]
    wanted = clean.near_duplicates(seen)
    assert array(runs[1], "pairs.npy").tolist() == [[each.one, each.other] for each in wanted]
    assert [each["edit"] for each in lines(runs[1], "pairs.jsonl")] == [each.edit for each in wanted]
    (pair,) = wanted
    assert {Path(ids[pair.one]).stem, Path(ids[pair.other]).stem} == {"4", "again"}


def test_a_picture_that_changed_midway_ends_the_run(tmp_path: Path, catalogue: Path) -> None:
    told = pictures.pictures_of(str(catalogue)).part(0, 2)
    told["stamps"][1]["bytes"] += 1
    with pytest.raises(ModisteError, match="MOD-3104"):
        list(pictures.opened(told, 64))


# --- tuning ---


def test_trials_find_what_tune_finds(run: Run, photos: Path, tiny_recipe: Path, tmp_path: Path) -> None:
    from modiste import learning
    from modiste.workspace.flows.models import room_of
    from modiste.workspace.plugins import networks

    space = "optimiser.learning_rate=0.001..0.1"
    asked = {"recipe": tiny_recipe, "space": space, "trials": 3, "rungs": 2, "seed": 4}
    made = run("tune", photos, 0, **asked)
    plan = learning.load_recipe(tiny_recipe)
    data = room_of(plan.name, plan.input.kind).training_data(plan, photos)
    parsed = learning.parse_space([space])
    found = learning.tune(
        plan, *data, parsed, builders=networks(), out=tmp_path / "t", trials=3, rungs=2, seed=4
    )
    assert [
        (each["number"], each["rung"], each["epochs"], each["value"]) for each in lines(made, "trials.jsonl")
    ] == [(each.number, each.rung, each.epochs, each.value) for each in found.trials]
    assert made.told["settings"] == dict(found.best.settings)
    assert made.sha256 == run("tune", photos, 0, Backwards(), **asked).sha256


# --- all of them on all hands ---


@pytest.fixture(scope="module", params=["pool", "ray"])
def hands(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """The hands of another process, kept for all jobs: what they load once they need not load again."""
    if request.param == "ray":
        request.getfixturevalue("two_nodes")
    with hired(Hands(request.param, 1)) as made:
        yield made


@pytest.fixture(scope="module")
def wanted() -> dict[str, RunOf]:
    """What each job makes here, in one part."""
    return {}


@pytest.mark.parametrize(
    "job", ["cooccurrence", "generate", "forecast-theta", "forecast-naive", "duplicates", "encode", "tune"]
)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(partitions=st.integers(2, 9))
def test_all_hands_make_the_same(
    run: Run,
    hands: Executor,
    wanted: dict[str, RunOf],
    acts: Path,
    panel: Path,
    catalogue: Path,
    photos: Path,
    tiny_recipe: Path,
    job: str,
    partitions: int,
) -> None:
    space = "optimiser.learning_rate=0.001..0.1"
    data, more = {
        "cooccurrence": (acts, {}),
        "generate": ("", {"garments": 40}),
        "forecast-theta": (panel, {"model": "theta", "horizon": 6}),
        "forecast-naive": (panel, {"model": "naive", "horizon": 3}),
        "duplicates": (catalogue, {}),
        "encode": (catalogue, {}),
        "tune": (photos, {"recipe": tiny_recipe, "space": space, "trials": 2, "rungs": 1}),
    }[job]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "BLOCK", 4)  # several parts of eleven pictures
        name = job.partition("-")[0]
        if job not in wanted:
            wanted[job] = run(name, data, 1, **more)
        made = run(name, data, partitions, hands, **more)
    assert made.executor == hands.name
    assert made.sha256 == wanted[job].sha256
    assert (made.n, made.told) == (wanted[job].n, wanted[job].told)
    assert not made.set_aside


@pytest.mark.parametrize(
    ("job", "more", "code"),
    [
        ("cooccurrence", {"manner": "twice"}, "MOD-3103"),
        ("cooccurrence", {"reach": 0}, "MOD-3103"),
        ("forecast", {"model": "boosted"}, "MOD-3103"),
        ("forecast", {"horizon": "soon"}, "MOD-3103"),
        ("generate", {"garments": -1}, "MOD-3103"),
        ("generate", {"programs": "toga"}, "MOD-1530"),
        ("generate", {"colour": "red"}, "MOD-3103"),
        ("tune", {"recipe": "none.such"}, "MOD-1302"),
        ("weave", {}, "MOD-2012"),
    ],
)
def test_bad_settings_are_refused(run: Run, acts: Path, panel: Path, job: str, more: Any, code: str) -> None:
    data = {"cooccurrence": acts, "forecast": panel}.get(job, "")
    with pytest.raises(ModisteError, match=code):
        run(job, data, **more)


def test_data_that_are_not_there_are_the_rooms_error(run: Run, tmp_path: Path) -> None:
    for job, code in (("cooccurrence", "MOD-2301"), ("forecast", "MOD-24"), ("encode", "MOD-12")):
        with pytest.raises(ModisteError, match=code):
            run(job, tmp_path / "nowhere")
    assert generate.MOST > 100_000_000
    assert forecast.USUAL > 1
    with pytest.raises(ModisteError, match="MOD-3103"):
        run("tune", tmp_path, trials=tune.MOST_TRIALS + 1, recipe="fashion-mnist")

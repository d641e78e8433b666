"""Jobs as faces see them: what may be asked for, and the life of one."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop

IMPORT = {"source": "somewhere"}


def refusal(shop: Shop, kind: str, params: dict[str, object]) -> ModisteError:
    with pytest.raises(ModisteError) as refused:
        shop.jobs.submit(kind, params)
    assert shop.jobs.page().items == ()
    return refused.value


def test_a_submitted_job_waits(shop: Shop) -> None:
    job = shop.jobs.submit("import", IMPORT)
    assert (job.state, job.kind, job.params, job.is_over) == (
        "queued",
        "import",
        {**IMPORT, "kind": "", "columns": {}, "currency": ""},
        False,
    )
    assert shop.jobs.get(job.id) == job
    assert job.to_json()["created_at"] == job.created_at.isoformat()
    (event,) = shop.jobs.events(job.id)
    assert (event.kind, event.message, event.job_id) == ("state", "queued", job.id)
    assert event.to_json()["number"] == event.number
    assert shop.jobs.events(job.id, after=event.number) == ()


def test_the_same_key_gives_the_same_job(shop: Shop) -> None:
    first = shop.jobs.submit("import", IMPORT, "key")
    assert shop.jobs.submit("import", IMPORT, "key") == first
    assert shop.jobs.submit("import", IMPORT) != first


def test_defaults_are_written_down_with_the_job(shop: Shop) -> None:
    job = shop.jobs.submit("train", {"recipe": "fashion-mnist"})
    assert job.params == {"recipe": "fashion-mnist", "data": "", "settings": {}, "out": ""}


def test_an_unknown_kind_is_refused_with_the_known_ones(shop: Shop) -> None:
    refused = refusal(shop, "conquer", {})
    assert refused.code == "MOD-2012"
    assert "train" in refused.remedy


@pytest.mark.parametrize(
    ("kind", "params", "where"),
    [
        ("import", {}, "source"),
        ("import", {"source": ""}, "source"),
        ("import", {"source": "a\0b"}, "source"),
        ("import", {"source": 7}, "source"),
        ("import", {"source": "x" * 5000}, "source"),
        ("import", {"source": "x", "colour": "red"}, "colour"),
        ("train", {"recipe": "a", "settings": {"train.epochs": 3}}, "settings"),
        ("explain", {"model": "a", "files": []}, "files"),
        ("explain", {"model": "a", "files": ["x"] * 1001}, "files"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(
    shop: Shop, kind: str, params: dict[str, object], where: str
) -> None:
    refused = refusal(shop, kind, params)
    assert refused.code == "MOD-2006"
    assert where in refused.detail


def test_pages_are_newest_first_and_can_be_narrowed(shop: Shop) -> None:
    made = [shop.jobs.submit("import", IMPORT).id for _ in range(5)]
    first = shop.jobs.page(limit=3)
    rest = shop.jobs.page(first.next_after, limit=3)
    assert [job.id for job in (*first.items, *rest.items)] == made[::-1]
    assert rest.next_after is None
    shop.jobs.cancel(made[0])
    assert [job.id for job in shop.jobs.page(state="cancelled").items] == [made[0]]
    with pytest.raises(ModisteError) as refused:
        shop.jobs.page(state="asleep")
    assert refused.value.code == "MOD-2011"


def test_a_job_that_is_over_can_be_resumed_and_not_cancelled(shop: Shop) -> None:
    job = shop.jobs.cancel(shop.jobs.submit("import", IMPORT).id)
    assert (job.state, job.is_over) == ("cancelled", True)
    with pytest.raises(ModisteError) as refused:
        shop.jobs.cancel(job.id)
    assert refused.value.code == "MOD-1107"
    assert shop.jobs.resume(job.id).state == "queued"
    with pytest.raises(ModisteError):
        shop.jobs.resume(job.id)


def test_a_running_job_that_shall_stop_is_cancelling(shop: Shop) -> None:
    job = shop.jobs.submit("import", IMPORT)
    shop.store.jobs.lease("worker", 60)
    assert shop.jobs.get(job.id).state == "running"
    assert shop.jobs.cancel(job.id).state == "cancelling"


@pytest.mark.parametrize("job_id", ["", "nowhere", "../../x", "x" * 10_000])
def test_an_unknown_job_is_said_to_be_unknown(shop: Shop, job_id: str) -> None:
    for do in (shop.jobs.get, shop.jobs.cancel, shop.jobs.resume, shop.jobs.events):
        with pytest.raises(ModisteError) as refused:
            do(job_id)
        assert refused.value.code == "MOD-1103"


def test_the_job_table_survives_closing_the_shop(shop: Shop, tmp_path: Path) -> None:
    job = shop.jobs.submit("import", IMPORT)
    shop.close()
    with open_shop(tmp_path / "shop", create=False) as again:
        assert again.jobs.get(job.id) == job

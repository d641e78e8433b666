"""Packages made by jobs: one job a wish, whole or not at all, made again when not kept or changed."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Cut, Garment, ModisteError
from modiste.learning import Event
from modiste.store import write_whole
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import ArWish, ar_file, ar_job, ar_page, sweep_ar
from modiste.workspace.flows.ar_shelf import ar_folder, prepare_ar
from modiste.workspace.worker import Worker

AT = datetime(2026, 11, 1, tzinfo=UTC)
WISH = ArWish("skirt", size="36", body=False)


@pytest.fixture
def shop(tmp_path: Path):
    with open_shop(tmp_path / "shop") as shop:
        garment = Garment(id="skirt", name="Skirt", category="skirt", created_at=AT, updated_at=AT)
        cut = Cut(id="skirt", program="skirt-straight", chart="women", updated_at=AT)
        shop.store.rows.put([garment, cut])
        yield shop


def kept(shop: Shop, wish: ArWish) -> None:
    """A package as if it had been made."""
    write_whole(ar_folder(shop, wish) / "ar.json", b"{}")


def test_one_job_makes_a_wish_and_another_what_is_not_kept(shop: Shop) -> None:
    assert ar_file(shop, WISH, "ar.json") is None
    job = ar_job(shop, WISH)
    assert ar_job(shop, WISH).id == job.id
    Worker(shop).run(until_idle=True)
    assert shop.jobs.get(job.id).state == "done"
    glb = ar_file(shop, WISH, "garment.glb")
    assert glb is not None
    assert glb[:4] == b"glTF"
    assert sweep_ar(shop.root, most=0) == 1
    again = ar_job(shop, WISH)
    assert again.id != job.id
    assert ar_job(shop, WISH).id == again.id


def test_a_garment_that_is_cut_dyed_or_called_otherwise_is_made_anew(shop: Shop) -> None:
    before = ar_folder(shop, WISH)
    assert ar_folder(shop, ArWish("skirt", size="36", wearer="36", body=False)) == before
    others = [
        ArWish("skirt", size="36"),
        ArWish("skirt", size="38", body=False),
        ArWish("skirt", size="36", wearer="38", body=False),
        ArWish("skirt", size="36", colour="#803030", body=False),
        ArWish("skirt", size="36", cloth="denim", body=False),
    ]
    assert len({before, *(ar_folder(shop, each) for each in others)}) == 6
    skirt = shop.store.rows.get(Garment, "skirt")
    shop.store.rows.put([skirt.model_copy(update={"attributes": {"name_zh": "裙"}})])
    assert ar_folder(shop, WISH) != before


def test_what_is_given_up_leaves_nothing_and_is_taken_up_again(shop: Shop) -> None:
    told: list[Event] = []
    with pytest.raises(ModisteError, match="MOD-2018"):
        prepare_ar(shop, WISH, told.append, lambda: len(told) > 2)
    assert not ar_folder(shop, WISH).exists()
    job = ar_job(shop, WISH)
    shop.jobs.cancel(job.id)
    assert ar_job(shop, WISH).state == "queued"


def test_what_cannot_be_made_says_why_and_is_not_tried_for_ever(shop: Shop) -> None:
    job = ar_job(shop, WISH)
    taken = shop.store.jobs.lease("worker", 60)
    assert taken is not None
    shop.store.jobs.fail(
        job.id, "worker", {"code": "MOD-1562", "title": "", "detail": "It slid off.", "remedy": ""}
    )
    with pytest.raises(ModisteError, match="It slid off") as refused:
        ar_job(shop, WISH)
    assert refused.value.code == "MOD-1702"
    assert job.id in refused.value.remedy


def test_the_least_looked_at_go_first_and_halves_after_an_hour(shop: Shop) -> None:
    sizes = ("36", "38", "40")
    for age, size in enumerate(sizes):
        kept(shop, ArWish("skirt", size=size))
        os.utime(ar_folder(shop, ArWish("skirt", size=size)), (1000 + age, 1000 + age))
    assert ar_file(shop, ArWish("skirt", size="36"), "ar.json") == b"{}"  # looked at just now
    half = shop.root / "ar" / ".x.partial"
    fresh = shop.root / "ar" / ".y.partial"
    half.mkdir()
    fresh.mkdir()
    os.utime(half, (time.time() - 7200,) * 2)
    assert sweep_ar(shop.root, most=2) == 2
    left = [ar_folder(shop, ArWish("skirt", size=size)).exists() for size in sizes]
    assert left == [True, False, True]
    assert fresh.exists()
    assert not half.exists()


def test_a_page_names_its_files_with_what_was_asked_for(shop: Shop) -> None:
    waiting, policy = ar_page(shop, ArWish("skirt", size="38", body=False))
    assert 'data-glb="ar.glb?size=38&amp;body=false"' in waiting
    assert 'data-ready="false"' in waiting
    assert policy in waiting.replace("&#x27;", "'")
    kept(shop, ArWish("skirt"))
    ready, _ = ar_page(shop, ArWish("skirt"))
    assert 'data-glb="ar.glb"' in ready
    assert 'data-ready="true"' in ready

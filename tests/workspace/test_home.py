"""What a shop needs, seen from its rows."""

from modiste.workspace import Shop, look_around
from modiste.workspace.home import SHOWN


def test_an_empty_shop_needs_garments_and_nothing_else(shop: Shop) -> None:
    seen = look_around(shop)
    assert [need.kind for need in seen.needs] == ["first_garments"]
    assert (seen.garments, seen.photos, seen.quarantined) == (0, 0, 0)
    assert seen.models == len({entry.name for entry in shop.registry.models()})


def test_the_newest_of_many_failed_jobs_are_named(shop: Shop) -> None:
    for _ in range(SHOWN + 2):
        job = shop.jobs.submit("import", {"source": "x"})
        shop.store.jobs.lease("w", 30)
        shop.store.jobs.fail(job.id, "w", {"code": "MOD-1208", "detail": "x"})
    need = look_around(shop).needs[0]
    assert (need.kind, need.role, need.count, len(need.ids)) == ("failed_jobs", "engineer", SHOWN + 2, SHOWN)
    assert need.ids[0] == job.id

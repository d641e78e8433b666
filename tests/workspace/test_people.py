"""Behaviour is kept as somebody's only where they agreed; what is kept can be had, and erased for good."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from tests.collect.events.samples import US, ga4
from tests.collect.trade.test_orders import RETAIL, RETURNS, SHOPIFY

from modiste.garment import (
    BodyMeasures,
    Consent,
    Customer,
    Interaction,
    ModisteError,
    Order,
    OrderLine,
    Return,
    Sku,
)
from modiste.store import logged_records
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import admit, import_from

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def events(folder: Path, *made: dict[str, object]) -> str:
    path = folder / "events.ndjson"
    path.write_bytes(b"\n".join(orjson.dumps(each) for each in made))
    return str(path)


def looks(shop: Shop) -> list[Interaction]:
    return list(logged_records(shop.store.events, Interaction))


def counts(shop: Shop, source: str, kind: str = "") -> tuple[int, int, int, int]:
    report = import_from(shop, source, kind=kind)
    assert report.read == report.added + report.updated + report.unchanged + report.quarantined
    return report.added, report.updated, report.unchanged, report.quarantined


def test_events_with_and_without_consent(tmp_path: Path) -> None:
    silent = ga4(1, privacy_info={"analytics_storage": "No"})
    source = events(tmp_path, ga4(0), silent, ga4(2, event_timestamp="soon"))
    with open_shop(tmp_path / "shop") as shop:
        assert counts(shop, source) == (2, 0, 0, 1)
        assert counts(shop, source) == (0, 0, 2, 1)
        found = looks(shop)
        ann = shop.people.pseudonym("ann0@example.com")
        assert [each.customer_id for each in found] == [ann, ann, None, None]
        assert [each.session_id is None for each in found] == [False, False, True, True]
        assert [each.id for each in shop.store.rows.scan(Customer)] == [ann]
        assert [each.purpose for each in shop.store.rows.scan(Consent)] == ["behaviour"]
        held = shop.store.quarantine.page()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "shop").rglob("*") if path.is_file())
    for raw in (b"ann0@", b"ann1@", b"ann2@", b"18446744."):
        assert raw not in kept
    assert len(held) == 1


ROWS = "event_time,event_type,product_id,user_id,consent\n{when},view,1001,{who},{consent}\n"


@pytest.mark.parametrize("consent", ["yes", ""])
def test_a_row_that_comes_back_out_of_quarantine_names_no_more_than_an_import(
    tmp_path: Path, consent: str
) -> None:
    who = "ann@example.com"
    (tmp_path / "events.csv").write_text(ROWS.format(when="soon", who=who, consent=consent))
    with open_shop(tmp_path / "shop") as shop:
        assert counts(shop, str(tmp_path / "events.csv"), "events") == (0, 0, 0, 1)
        (held,) = shop.store.quarantine.page()
        with pytest.raises(ModisteError, match="MOD-1242"):  # a person writes who it was, and errs again
            admit(shop, held.id, ROWS.format(when="later", who=who, consent=consent))
        mended = ROWS.format(when="2026-01-01 10:00:00 UTC", who=who, consent=consent)
        assert admit(shop, held.id, mended).added == 1
        (look,) = looks(shop)
        ann = shop.people.pseudonym(who)
        assert ann
        assert look.customer_id == (ann if consent else None)
        assert (look.session_id, shop.store.rows.count(Customer)) == (None, 1 if consent else 0)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "shop").rglob("*") if path.is_file())
    assert who.encode() not in kept


def test_a_held_row_as_it_is_comes_in_under_the_same_pseudonym(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(ROWS.format(when="soon", who="bob", consent="yes"))
    with open_shop(tmp_path / "shop") as shop:
        counts(shop, str(tmp_path / "events.csv"), "events")
        (held,) = shop.store.quarantine.page()
        admit(shop, held.id, held.rejection.excerpt.replace("soon", "2026-01-01 10:00:00 UTC"))
        assert [each.customer_id for each in looks(shop)] == [shop.people.pseudonym("bob")]


def test_who_was_erased_does_not_come_back_out_of_quarantine(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(ROWS.format(when="soon", who="bob", consent="yes"))
    with open_shop(tmp_path / "shop") as shop:
        counts(shop, str(tmp_path / "events.csv"), "events")
        shop.store.rows.put([Customer(id=str(shop.people.pseudonym("bob")), created_at=NOW)])
        shop.people.erase("bob")
        (held,) = shop.store.quarantine.page()
        mended = held.rejection.excerpt.replace("soon", "2026-01-01 10:00:00 UTC")
        assert admit(shop, held.id, mended).added == 1
        assert [each.customer_id for each in looks(shop)] == [None]


def test_a_consent_of_the_shop_counts_while_it_holds(tmp_path: Path) -> None:
    silent = {"privacy_info": {"analytics_storage": "Unset"}, "user_id": "bob"}
    at = datetime.fromtimestamp(US / 1e6, UTC)
    hours = [ga4(number, event_timestamp=str(US + number * 3_600_000_000), **silent) for number in range(3)]
    with open_shop(tmp_path / "shop") as shop:
        bob = str(shop.people.pseudonym("bob"))
        shop.store.rows.put(
            [
                Customer(id=bob, created_at=NOW),
                Consent(
                    id="c1",
                    customer_id=bob,
                    purpose="behaviour",
                    granted_at=at + timedelta(minutes=30),
                    withdrawn_at=at + timedelta(minutes=90),
                ),
                Consent(id="c2", customer_id=bob, purpose="marketing", granted_at=at),
            ]
        )
        import_from(shop, events(tmp_path, *hours))
        assert [each.customer_id for each in looks(shop)][::2] == [None, bob, None]


@pytest.fixture
def ann(tmp_path: Path) -> tuple[Path, str]:
    """A shop with an order, its events and the measures of one customer who agreed, and her id."""
    (tmp_path / "orders.csv").write_text(SHOPIFY)
    agreed = ga4(0, user_id="ann@example.com")
    with open_shop(tmp_path / "shop") as shop:
        import_from(shop, str(tmp_path / "orders.csv"), kind="orders")
        import_from(shop, events(tmp_path, agreed))
        id_ = str(shop.people.pseudonym("ann@example.com"))
        shop.store.rows.put([BodyMeasures(id="b", customer_id=id_, measured_at=NOW, height=170.0)])
    return tmp_path, id_


def test_all_that_is_kept_of_a_customer(ann: tuple[Path, str]) -> None:
    folder, id_ = ann
    with open_shop(folder / "shop") as shop:
        found = shop.people.export("Ann@Example.com ")
        assert found == shop.people.export(id_)
    sizes = {name: len(rows) for name, rows in found.items() if isinstance(rows, list)}
    assert sizes == {
        "consents": 2,
        "body_measures": 1,
        "orders": 1,
        "order_lines": 2,
        "returns": 0,
        "interactions": 2,
        "impressions": 0,
        "responses": 0,
    }
    assert found["customer"]["id"] == id_


def test_an_erased_customer_is_nowhere_and_does_not_come_back(ann: tuple[Path, str]) -> None:
    folder, id_ = ann
    with open_shop(folder / "shop") as shop:
        done = shop.people.erase(id_)
        gone = {"consents": 2, "orders": 1, "body_measures": 1, "interactions": 2}
        assert done == {**gone, "impressions": 0, "responses": 0}
        for _ in range(2):
            import_from(shop, str(folder / "orders.csv"), kind="orders")
            import_from(
                shop, events(folder, ga4(0, user_id="ann@example.com"), ga4(5, user_id="ann@example.com"))
            )
        found = shop.people.export(id_)
        assert [name for name, rows in found.items() if isinstance(rows, list) and rows] == ["consents"]
        assert all(consent["withdrawn_at"] for consent in found["consents"])
        assert found["customer"]["erased_at"]
        assert shop.store.rows.count(Order) == 1 and len(looks(shop)) == 4  # the trade's facts stay
        assert shop.people.erase(id_) == dict.fromkeys(done, 0)


def test_nobody_is_told(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        for ask in (shop.people.export, shop.people.erase):
            with pytest.raises(ModisteError, match="MOD-1103"):
                ask("nobody@example.com")


def test_two_shops_do_not_know_each_others_customers(tmp_path: Path) -> None:
    with open_shop(tmp_path / "a") as one, open_shop(tmp_path / "b") as two:
        assert one.people.pseudonym("ann") != two.people.pseudonym("ann")
        first = one.people.pseudonym("ann")
    with open_shop(tmp_path / "a") as again:
        assert again.people.pseudonym("ann") == first


def test_orders_and_returns_become_rows_and_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "retail.csv").write_text(RETAIL)
    (tmp_path / "returns.csv").write_text(RETURNS)
    with open_shop(tmp_path / "shop") as shop:
        assert counts(shop, str(tmp_path / "retail.csv")) == (4, 0, 0, 5)
        assert counts(shop, str(tmp_path / "retail.csv")) == (0, 0, 4, 5)
        assert counts(shop, str(tmp_path / "returns.csv")) == (2, 0, 0, 1)
        rows = shop.store.rows
        assert [each.customer_id for each in rows.scan(Order)] == [None] * 3  # nobody agreed
        assert (rows.count(OrderLine), rows.count(Return), rows.count(Customer)) == (5, 2, 0)


def test_what_an_order_knows_of_an_article_replaces_nothing(tmp_path: Path) -> None:
    names = "id title description link image_link availability price item_group_id size color"
    cells = "COAT-M|Wool coat|Warm|https://s.example|https://s.example/1.jpg|in_stock|199 EUR|COAT|M|black"
    feed = "\t".join(names.split()) + "\n" + "\t".join(cells.split("|")) + "\n"
    (tmp_path / "feed.tsv").write_text(feed)
    (tmp_path / "orders.csv").write_text(SHOPIFY)
    with open_shop(tmp_path / "shop") as shop:
        import_from(shop, str(tmp_path / "feed.tsv"))
        before = shop.store.rows.get(Sku, "coat-m")
        import_from(shop, str(tmp_path / "orders.csv"), kind="orders")
        assert shop.store.rows.get(Sku, "coat-m") == before
        assert shop.garments["coat"].name == "Wool coat"
        assert "coat-m" not in shop.garments  # no garment is made beside the catalogue's own
        assert shop.garments["scarf"].source == "orders"

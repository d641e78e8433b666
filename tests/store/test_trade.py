"""Prices as of what was known and stock as of a moment, against the plainest way to say the same."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.records import garment

from modiste.garment import Colourway, Price, Sku, StockEntry, StockLevel, stock_levels
from modiste.store import Store
from modiste.store.trade import Trade

START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def catalogue(store: Store, skus: int = 3) -> None:
    store.rows.put([garment(0), Colourway(id="c", garment_id="g-000", colour="red")])
    store.rows.put([Sku(id=f"s{number}", colourway_id="c", size=str(number)) for number in range(skus)])


def price(id: str, amount: int, valid: int, until: int | None, recorded: int, sku: str = "s0") -> Price:
    return Price(
        id=id,
        sku_id=sku,
        amount=Decimal(amount),
        currency="EUR",
        valid_from=day(valid),
        valid_to=None if until is None else day(until),
        recorded_at=day(recorded),
    )


def test_a_price_is_what_was_known_then(store: Store) -> None:
    catalogue(store)
    trade = store.trade
    store.rows.put([price("p1", 100, 0, None, 0)])
    store.rows.put([price("p2", 80, 10, 20, 8)])  # a sale, announced on day 8
    store.rows.put([price("p3", 90, 10, 20, 12)])  # on day 12 it turns out to have been 90

    def asked(valid: int, known: int) -> int | None:
        found = trade.price("s0", valid=day(valid), known=day(known), currency="EUR")
        return found and int(found.amount)

    assert asked(-1, 30) is None
    assert [asked(15, known) for known in (0, 7, 8, 11, 12)] == [100, 100, 80, 80, 90]
    assert [asked(valid, 30) for valid in (9, 10, 19, 20)] == [100, 90, 90, 100]
    assert trade.price("s0", valid=day(15), known=day(15), currency="USD") is None
    assert trade.price("nobody", valid=day(15), known=day(15)) is None


def test_several_currencies_are_told_apart(store: Store) -> None:
    catalogue(store)
    dollars = price("p2", 120, 0, None, 0).model_copy(update={"currency": "USD"})
    store.rows.put([price("p1", 100, 0, None, 0), dollars])
    found = store.trade.prices(["s0", "s1"], valid=day(1), known=day(1))
    assert {place: int(each.amount) for place, each in found.items()} == {
        ("s0", "EUR"): 100,
        ("s0", "USD"): 120,
    }


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 99), st.integers(0, 9), st.none() | st.integers(10, 14), st.integers(0, 9)),
        max_size=8,
    ),
    st.integers(0, 15),
    st.integers(0, 15),
)
def test_prices_as_the_plain_rule_says(
    tmp_path_factory: object, drawn: list[tuple[int, int, int | None, int]], valid: int, known: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("shop")  # type: ignore[attr-defined] # pytest's own
    recorded = {entry[3]: entry for entry in drawn}  # one a moment, so that the last is one
    with Store.open(folder) as store:
        catalogue(store)
        store.rows.put([price(f"p{each[3]}", *each) for each in recorded.values()])
        found = store.trade.price("s0", valid=day(valid), known=day(known))
    holding = [each for each in recorded.values() if each[3] <= known and each[1] <= valid < (each[2] or 99)]
    expected = max(holding, key=lambda each: each[3])[0] if holding else None
    assert (found and int(found.amount)) == expected


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["s0", "s1"]),
            st.sampled_from(
                [("supplier", "store"), ("store", "customer"), ("store", "web"), ("customer", "store")]
            ),
            st.integers(1, 9),
            st.integers(0, 9),
        ),
        max_size=20,
    ),
    st.integers(-1, 10),
)
def test_stock_is_the_sum_of_what_moved_until_then(
    tmp_path_factory: object, drawn: list[tuple[str, tuple[str, str], int, int]], until: int
) -> None:
    folder: Path = tmp_path_factory.mktemp("shop")  # type: ignore[attr-defined] # pytest's own
    entries = [
        StockEntry(id=f"e{n}", sku_id=sku, from_location=a, to_location=b, quantity=many, at=day(when))
        for n, (sku, (a, b), many, when) in enumerate(drawn)
    ]
    with Store.open(folder) as store:
        catalogue(store)
        store.rows.put(entries)
        found = store.trade.stock(["s0", "s1", "s2"], at=day(until))
    assert found == stock_levels(entry for entry in entries if entry.at <= day(until))
    assert sum(level.quantity for level in found) == 0


def test_stock_of_nothing_is_nothing(store: Store) -> None:
    catalogue(store)
    assert store.trade.stock(["s0"], at=day(0)) == []
    moved = StockEntry(id="e", sku_id="s0", from_location="a", to_location="b", quantity=2, at=day(1))
    store.rows.put([moved])
    assert StockLevel(sku_id="s0", location="b", quantity=2) in store.trade.stock(["s0"], at=day(1))
    assert isinstance(store.trade, Trade)

"""The trade holds together: no sale without stock, no return without a sale, reasons borne out by girths."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import Order, OrderLine, Return, StockEntry, stock_levels
from modiste.workspace.flows.house.fit import felt, finished
from modiste.workspace.flows.house.ledger import (
    CUSTOMER,
    SUPPLIER,
    WAREHOUSE,
    attributes,
    fabrics,
    garment_records,
    interactions,
    price_records,
    reason_of,
    sku_names,
    trade_records,
)
from modiste.workspace.flows.house.palette import WEEKS, monday
from modiste.workspace.flows.house.people import crowd
from modiste.workspace.flows.house.plan import planned
from modiste.workspace.flows.house.trade import CHANGED, LOOSE, TIGHT, WEEK, Trading, asked, traded


def never_below_nothing(trading: Trading) -> None:
    moves: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for sku, at, pieces in trading.arrivals.tolist():
        moves[sku].append((at, pieces))
    for _, sku, at, _ in trading.lines.tolist():
        moves[sku].append((at, -1))
    for line, at, reason, _ in trading.returns.tolist():
        moves[trading.lines[line][1]].append((at, int(reason != 2)))
    for found in moves.values():
        level = 0
        for _, pieces in sorted(found):
            level += pieces
            assert level >= 0


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32), program=st.sampled_from(["shorts", "skirt-straight", "skirt-a-line"]))
def test_stock_never_falls_below_nothing(seed: int, program: str) -> None:
    plan = planned(4, seed, [program])
    girths = [finished(each) for each in plan.garments]
    trading = traded(plan, crowd(80, seed), girths)
    never_below_nothing(trading)
    assert len(trading.returns) <= len(trading.lines)


def test_a_house_sells_sends_back_and_runs_out(small) -> None:
    trading = small.trading
    never_below_nothing(trading)
    assert len(trading.lines) > 20 * len(small.plan.garments) * 0.5
    assert 0.08 < len(trading.returns) / len(trading.lines) < 0.45
    assert set(trading.returns[:, 2]) == set(range(CHANGED + 1))
    wanted, sold = trading.demand[:, 2].sum(), trading.demand[:, 3].sum()
    assert sold == len(trading.lines)
    assert 0.55 < sold / wanted < 1
    week_of = trading.lines[:, 2] // WEEK
    assert (week_of < WEEKS).all() and (np.diff(week_of) >= 0).all()


def test_the_same_seed_trades_the_same(small) -> None:
    again = traded(small.plan, small.people, small.girths)
    for name in ("visits", "acts", "lines", "returns", "arrivals", "demand"):
        assert (getattr(again, name) == getattr(small.trading, name)).all()


def test_nobody_buys_before_they_came_or_a_garment_did_and_everybody_pays_what_was_asked(small) -> None:
    trading, garments = small.trading, small.plan.garments
    for visit, sku, at, price in trading.lines.tolist():
        garment = garments[trading.skus.garment[sku]]
        customer = trading.visits[visit]
        week = at // WEEK
        assert garment.launch <= week < garment.ends
        assert small.people.since[customer] <= week
        assert small.people.women[customer] == (garment.people == "women")
        assert price == asked(garment, small.plan.brand, week)


def test_a_return_undoes_a_line_once_and_its_reason_is_in_the_girths(small) -> None:
    trading = small.trading
    lines = trading.returns[:, 0]
    assert len(set(lines.tolist())) == len(lines)
    assert (trading.returns[:, 1] > trading.lines[lines, 2]).all()
    seen = set()
    for line, _, reason, zone in trading.returns.tolist():
        visit, sku = trading.lines[line][:2]
        place = int(trading.skus.garment[sku])
        garment, of = small.plan.garments[place], small.girths[place]
        who, size = np.array([trading.visits[visit]]), np.array([trading.skus.size[sku]])
        off = felt(of, garment.cloth, small.people, who, size)[0]
        said = reason_of((line, 0, reason, zone), of.zones)
        if reason == TIGHT:
            assert off[zone] < -1 and said == f"too tight at the {of.zones[zone].replace('_', ' ')}"
        elif reason == LOOSE:
            assert off[zone] > 1 and said.startswith("too loose at the ")
        else:
            assert zone == -1 and "{" not in said
        seen.add(reason)
    assert {TIGHT, LOOSE} <= seen


def test_records_refer_only_to_what_came_before_and_the_ledger_adds_up(small) -> None:
    plan, trading = small.plan, small.trading
    names = sku_names(plan.garments, trading.skus)
    known = {each.id for garment in plan.garments for each in garment_records(garment, plan.brand)}
    assert set(names) <= known
    entries: list[StockEntry] = []
    for batch in trade_records(plan, small.people, small.girths, trading):
        for record in batch:
            assert record.id not in known
            known.add(record.id)
            if isinstance(record, OrderLine):
                assert record.order_id in known and record.sku_id in known
            elif isinstance(record, Return):
                assert record.order_line_id in known
            elif isinstance(record, Order) and record.customer_id is not None:
                number = int(record.customer_id[-6:]) - 1
                assert small.people.shares_acts[number]
            elif isinstance(record, StockEntry):
                entries.append(record)
    levels = stock_levels(entries)
    assert all(each.quantity >= 0 for each in levels if each.location in (WAREHOUSE, CUSTOMER))
    arrived = -sum(each.quantity for each in levels if each.location == SUPPLIER)
    assert arrived == trading.arrivals[:, 2].sum()
    assert len(entries) == len(trading.arrivals) + len(trading.lines) + len(trading.returns)


def test_behaviour_is_somebodys_only_where_they_agreed(small) -> None:
    acts = [act for batch in interactions(small.plan, small.people, small.trading, 500) for act in batch]
    assert len(acts) == len(small.trading.acts)
    assert [act[7] for act in acts] == sorted(act[7] for act in acts)
    named = {act[1] for act in acts if act[1]}
    assert named and all(small.people.shares_acts[int(id[-6:]) - 1] for id in named)
    assert any(act[1] is None and act[2] is None for act in acts)
    assert sum(act[5] == "purchase" for act in acts) == len(small.trading.lines)


def test_prices_are_bitemporal_and_say_what_was_asked(small) -> None:
    for garment in small.plan.garments:
        found = list(price_records(garment, small.plan.brand))
        first = [each for each in found if each.sku_id == found[0].sku_id]
        assert all(each.recorded_at < each.valid_from for each in found)
        assert len({each.id for each in found}) == len(found)
        for week in range(garment.launch, garment.ends):
            at = monday(week)
            hold = [p for p in first if p.valid_from <= at and (p.valid_to is None or at < p.valid_to)]
            newest = max(hold, key=lambda each: each.recorded_at)
            assert int(newest.amount) == asked(garment, small.plan.brand, week), (garment.id, week)


def test_a_garments_records_are_labelled_synthetic_and_carry_valid_gtins(small) -> None:
    gtins = set()
    for garment in small.plan.garments:
        style, cut, *rest = garment_records(garment, small.plan.brand)
        assert style.synthetic and style.source == "modiste.house"
        assert style.brand == small.plan.brand.name
        assert cut.id == style.id and cut.options == garment.options
        gtins |= {each.gtin for each in rest if hasattr(each, "gtin")}
        assert attributes(garment)["description_zh"] == garment.caption_zh
    assert len(gtins) == len(small.trading.skus)
    assert all(each.startswith("020") for each in gtins)
    assert len(fabrics()) == 10

"""Making a house: garments by several processes, each kept whole, then customers and their trade.

Knows the order of work, what was done already and how to stop; what is made is decided by `plan`. A garment
is its blobs, then its truth file, then its rows in one transaction: a kill leaves it whole or not begun.
"""

import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.garment import Customer, Entity, Garment, Image, Interaction, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import Store, exclusive, log_plain, write_whole
from modiste.workspace.flows.house.fit import Finished, from_plain
from modiste.workspace.flows.house.ledger import (
    SOURCE,
    fabrics,
    garment_records,
    interactions,
    price_records,
    sku_names,
    trade_records,
)
from modiste.workspace.flows.house.palette import WEEKS
from modiste.workspace.flows.house.people import crowd, crowd_for, records
from modiste.workspace.flows.house.photos import SIZE, Photographer, house_photographer
from modiste.workspace.flows.house.plan import VERSION, Plan, planned
from modiste.workspace.flows.house.trade import skus_of, traded
from modiste.workspace.flows.house.truth import FOLDER, read_truth, truth_bytes, truth_file
from modiste.workspace.flows.house.workroom import STOPPED, Brief, Made, StopAsked, all_made

if TYPE_CHECKING:
    from modiste.workspace.flows.house.sample import Packed
    from modiste.workspace.shop import Shop

STAMP = "house.json"
_BATCH = 2000


@dataclass(frozen=True)
class House:
    """A house as made.

    Attributes:
        brand: Its name.
        garments: How many it has.
        photos: Their pictures.
        unphotographed: Garments that could not be draped, and have no picture.
        customers: Synthetic, each of them.
        orders: Theirs.
        returns: Of order lines.
        interactions: What customers did.
        seconds: The time this call took.
        garments_per_hour: How fast garments were made in this call; 0 where all were there.
        seed: Of everything.
        synthetic: Always true.
    """

    brand: str
    garments: int
    photos: int
    unphotographed: int
    customers: int
    orders: int
    returns: int
    interactions: int
    seconds: float
    garments_per_hour: float
    seed: int
    synthetic: bool = True

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def generate(
    shop: "Shop",
    garments: int,
    seed: int,
    *,
    programs: Sequence[str] = (),
    processes: int = 0,
    progress: Progress = silent,
    should_stop: StopAsked = lambda: False,
    pictures: bool = True,
    photographer: Photographer | None = None,
    size: tuple[int, int] = SIZE,
    packed: "Packed | None" = None,
) -> House:
    """Make a house in a shop, or go on with the one that was begun there.

    Args:
        shop: Where; it may hold other garments, whose ids differ.
        garments: How many.
        seed: Of everything.
        programs: Only those; by default all.
        processes: How many make garments at once; 0 for one a core.
        progress: Told every garment, then every week and batch of the trade.
        should_stop: Asked several times a second.
        pictures: Whether any are taken; without them a house takes seconds, and a later call adds them.
        photographer: Who takes them; by default tailoring's.
        size: Of pictures, width and height in pixels.
        packed: A house made before: its garments are taken from there, and none is made.

    Raises:
        ModisteError: MOD-2040 for a number of garments or a seed that cannot be, MOD-1530 for an unknown
            program, MOD-2042 where another house or other garments are in the way, MOD-2018 when it was
            stopped, MOD-1110 and MOD-2041 when the disk refuses, MOD-2043 when a process died.
    """
    begun = time.monotonic()
    plan = planned(garments, seed, programs)
    photographer = (photographer or house_photographer()) if pictures else None
    with exclusive(shop.root / "house.lock"):
        stamp = _claimed(shop, plan)
        known = _known(shop, plan, pictured=photographer is not None)
        missing = [each for each in plan.garments if each.id not in known]
        total = len(plan.garments)
        progress(Event("start", total - len(missing), total, f"{plan.brand.name}: garments"))
        shop.store.rows.put(fabrics())
        making = time.monotonic()
        orders = [Brief(each, seed, photographer, size) for each in missing]
        if packed:
            batches = packed.all_made(orders, should_stop)
        else:
            batches = all_made(orders, processes or os.cpu_count() or 1, should_stop)
        for batch in batches:
            _keep(shop, plan, batch)
            known |= {order.garment.id: (made.girths, made.pictures) for order, made in batch}
            progress(Event("step", len(known), total, f"{plan.brand.name}: garments"))
        rate = 3600 * len(missing) / max(time.monotonic() - making, 1e-9) if missing else 0.0
        counts = stamp.get("trade") or _trade(shop, plan, known, progress, should_stop)
        _write(shop.root / FOLDER / STAMP, {**_stamp(plan), "trade": counts})
    progress(Event("done", total, total, plan.brand.name))
    return House(
        brand=plan.brand.name,
        garments=total,
        photos=shop.store.rows.count(Image, where={"source": SOURCE}),
        unphotographed=sum(pictures.startswith("MOD-") for _, pictures in known.values()),
        **counts,
        seconds=round(time.monotonic() - begun, 2),
        garments_per_hour=round(rate, 1),
        seed=seed,
    )


def _stamp(plan: Plan) -> dict[str, Any]:
    """What tells one house from another."""
    return {
        "version": VERSION,
        "seed": plan.seed,
        "garments": len(plan.garments),
        "programs": list(plan.programs),
        "brand": plan.brand.name,
        "synthetic": True,
    }


def _claimed(shop: "Shop", plan: Plan) -> dict[str, Any]:
    """The stamp of this house in this shop, set where there was none.

    Raises:
        ModisteError: MOD-2042 where the shop holds another house or foreign garments of the same ids.
    """
    path, wanted = shop.root / FOLDER / STAMP, _stamp(plan)
    try:
        found: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
        if not isinstance(found, dict):
            raise TypeError
    except OSError as error:
        raise _refused(path, error) from None
    except (ValueError, TypeError):
        raise ModisteError("MOD-2042", path=shop.root, reason=f"{path.name} is damaged") from None
    for name, value in wanted.items():
        if found and found.get(name) != value:
            reason = f"its {name} is {found.get(name)}, not {value}"
            raise ModisteError("MOD-2042", path=shop.root, reason=f"it holds another house: {reason}")
    if found:
        return found
    for start in range(0, len(plan.garments), _BATCH):
        ids = [each.id for each in plan.garments[start : start + _BATCH]]
        if here := shop.store.rows.find(Garment, ids):
            raise ModisteError("MOD-2042", path=shop.root, reason=f"it has a garment {min(here)!r} already")
    _write(path, wanted)
    return wanted


def _known(shop: "Shop", plan: Plan, *, pictured: bool) -> dict[str, tuple[Finished, str]]:
    """The garments that are whole already: their girths, and what became of their pictures."""
    known: dict[str, tuple[Finished, str]] = {}
    for start in range(0, len(plan.garments), _BATCH):
        ids = [each.id for each in plan.garments[start : start + _BATCH]]
        for id in shop.store.rows.find(Garment, ids):
            truth = read_truth(shop.root, id)
            if not pictured or truth["pictures"] != "none":
                known[id] = (from_plain(truth["girths"]), str(truth["pictures"]))
    return known


def _keep(shop: "Shop", plan: Plan, batch: Sequence[tuple[Brief, Made]]) -> None:
    """Garments on disk: bytes first, rows last, so that a row says that all of a garment is there."""
    store: Store = shop.store
    rows: list[Entity] = []
    with store.blobs.batch():
        for _, made in batch:
            for each in made.taken:
                store.blobs.put(each.data)
    for order, made in batch:
        garment = order.garment
        path = truth_file(shop.root, garment.id)
        try:
            write_whole(path, truth_bytes(garment, made.girths, made.taken, made.pictures))
        except OSError as error:
            raise _refused(path, error) from None
        rows += [*garment_records(garment, plan.brand), *price_records(garment, plan.brand)]
        rows += [each.image for each in made.taken]
    # Kind by kind, in the order in which one garment's rows refer to each other.
    order_of = {kind: number for number, kind in enumerate(dict.fromkeys(map(type, rows)))}
    store.rows.put(sorted(rows, key=lambda row: order_of[type(row)]))


def _trade(
    shop: "Shop",
    plan: Plan,
    known: Mapping[str, tuple[Finished, str]],
    progress: Progress,
    should_stop: StopAsked,
) -> dict[str, int]:
    """Customers and two years of trade; ids follow from the seed, so that a second time changes nothing."""

    def go_on(done: int, total: int, what: str) -> None:
        if should_stop():
            raise ModisteError("MOD-2018", what=STOPPED)
        progress(Event("step", done, total, f"{plan.brand.name}: {what}"))

    people = crowd(crowd_for(len(plan.garments)), plan.seed)
    girths = [known[each.id][0] for each in plan.garments]
    trading = traded(plan, people, girths, lambda week: go_on(week, WEEKS, "weeks of trade"))
    found = list(records(people))
    for start in range(0, len(found), _BATCH):
        batch = sorted(found[start : start + _BATCH], key=lambda each: not isinstance(each, Customer))
        shop.store.rows.put(batch)
        go_on(start, len(found), "customers")
    for number, rows in enumerate(trade_records(plan, people, girths, trading)):
        shop.store.rows.put(rows)
        go_on(number, 0, "orders, returns, stock")
    for number, acts in enumerate(interactions(plan, people, trading)):
        log_plain(shop.store.events, Interaction, acts, by=f"{SOURCE}:{number}")
        go_on(number, 0, "interactions")
    _demand(shop, plan, trading.demand)
    return {
        "customers": len(people),
        "orders": len(np.unique(trading.lines[:, 0])),
        "returns": len(trading.returns),
        "interactions": len(trading.acts),
    }


def _demand(shop: "Shop", plan: Plan, demand: np.ndarray) -> None:
    """What was wanted, sold and on hand by week and SKU: the truth that forecasts never see."""
    names = sku_names(plan.garments, skus_of(plan.garments))
    lines = ["week,sku_id,wanted,sold,on_hand"]
    lines += [
        f"{week},{names[sku]},{wanted},{sold},{hand}" for week, sku, wanted, sold, hand in demand.tolist()
    ]
    path = shop.root / FOLDER / "demand.csv"
    try:
        write_whole(path, ("\n".join(lines) + "\n").encode())
    except OSError as error:
        raise _refused(path, error) from None


def _write(path: Path, value: Mapping[str, Any]) -> None:
    try:
        write_whole(path, json.dumps(value, ensure_ascii=False, indent=1).encode())
    except OSError as error:
        raise _refused(path, error) from None


def _refused(path: Path, error: OSError) -> ModisteError:
    return ModisteError("MOD-2041", path=path, reason=(error.strerror or str(error)).lower())

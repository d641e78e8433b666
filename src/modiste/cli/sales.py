"""`modiste sales, trends`: what a shop's sales tell as of a moment, and what rises and fades.

Knows how numbers read in a terminal; counting is the workspace's.
"""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError
from modiste.workspace import flows

AsOf = Annotated[str, typer.Option("--as-of", help="Nothing after it is seen: 2026-06-30. Now by default.")]
By = Annotated[str, typer.Option("--by", help="garment_id, sku_id, category, colour, size, ...")]
ROWS = 20


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    made = typer.Typer(help="What sales tell, as of any moment.", no_args_is_help=True)
    made.command()(rfm)
    made.command()(lifetime)
    made.command()(cohorts)
    made.command()(baskets)
    made.command("sell-through")(sell_through)
    made.command()(returns)
    made.command()(elasticity)
    made.command()(keep)
    app.add_typer(made, name="sales")
    app.command()(trends)


def rfm(context: typer.Context, as_of: AsOf = "") -> None:
    """Customers by how lately, how often and for how much they bought, in named segments."""
    told = _told(context, "rfm", as_of)
    rows = [
        (each["segment"], each["customers"], _share(each["share"]), each["orders"], each["value"])
        for each in told["segments"]
    ]
    _show(context, told, ("segment", "customers", "share", "orders", told["currency"]), rows)


def lifetime(
    context: typer.Context,
    as_of: AsOf = "",
    weeks: Annotated[float, typer.Option(min=1, max=520, help="How far ahead.")] = 52,
) -> None:
    """What customers will still buy: purchases and worth, predicted (BG/NBD, gamma-gamma)."""
    told = _told(context, "lifetime", as_of, weeks=weeks)
    rows = [
        (each["customer_id"], each["purchases"], _share(each["alive"]), each["worth"])
        for each in told["customers"][:ROWS]
    ]
    _show(context, told, ("customer", "purchases", "still there", told["currency"]), rows)


def cohorts(
    context: typer.Context,
    as_of: AsOf = "",
    period: Annotated[str, typer.Option(help="week, month or quarter.")] = "month",
) -> None:
    """Customers by when they first bought, and the share of them that bought in each period after."""
    told = _told(context, "cohorts", as_of, period=period)
    rows = [
        (cohort["start"], cohort["customers"], *("" if each is None else _share(each) for each in shares))
        for cohort, shares in zip(told["cohorts"], told["retention"], strict=True)
    ]
    columns = [str(number) for number in range(len(told["overall"]))]
    _show(context, told, ("first order", "customers", *columns), rows)


def baskets(
    context: typer.Context,
    as_of: AsOf = "",
    by: By = "garment_id",
    least: Annotated[int, typer.Option(min=1, help="Orders that a pair must be in.")] = 5,
) -> None:
    """What is bought together: support, confidence and lift of pairs."""
    told = _told(context, "baskets", as_of, by=by, least=least)
    rows = [
        (
            each["first"],
            each["second"],
            each["orders"],
            _share(each["confidence"]),
            each["lift"],
            _between(each["lift_ci95"]),
        )
        for each in told["pairs"][:ROWS]
    ]
    _show(context, told, ("who buys", "also buys", "orders", "confidence", "lift", "interval"), rows)


def sell_through(context: typer.Context, as_of: AsOf = "", by: By = "garment_id") -> None:
    """How much of what was received is sold, by week since the launch."""
    told = _told(context, "sell-through", as_of, by=by)
    rows = []
    for each in told["items"][:ROWS]:
        course = [value for value in each["by_week"] if value is not None]
        at = [_share(course[week - 1]) if len(course) >= week else "" for week in (4, 8, 13)]
        rate = "" if each["rate"] is None else _share(each["rate"])
        rows.append((each["key"], each["launched"], each["received"], each["sold"], *at, rate))
    names = ("key", "launched", "received", "sold", "4 weeks", "8 weeks", "13 weeks", "now")
    _show(context, told, names, rows)


def returns(
    context: typer.Context,
    as_of: AsOf = "",
    by: By = "garment_id",
    days: Annotated[int, typer.Option(min=1, max=400, help="So long a piece may come back.")] = 30,
) -> None:
    """The share that comes back, by garment, size or other group, and by reason, with intervals."""
    told = _told(context, "returns", as_of, by=by, window_days=days)
    rows = [
        (each["key"], each["returned"], each["sold"], _share(each["value"]), _between(each["ci95"], 100))
        for each in (told["overall"], *told["reasons"][:8], *told["groups"][:ROWS])
    ]
    _show(context, told, ("group or reason", "returned", "sold", "rate", "interval, %"), rows)


def elasticity(context: typer.Context, as_of: AsOf = "", by: By = "garment_id") -> None:
    """By how many per cent sales move when a price moves by one."""
    told = _told(context, "elasticity", as_of, by=by)
    rows = [
        (each["key"], each["value"], _between(each["ci95"]), _share(each["weight"]), each["weeks"])
        for each in (told["overall"], *told["categories"], *told["items"][:ROWS])
    ]
    _show(context, told, ("what", "elasticity", "interval", "its own", "weeks"), rows)


def keep(context: typer.Context) -> None:
    """Append what changed in orders, returns, stock and prices to the log; tells the snapshot's numbers."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.keep_sales(shop)
    terminal.show(made, lambda: table(("table", "snapshot"), list(made.items())))


def trends(
    context: typer.Context,
    as_of: AsOf = "",
    attribute: Annotated[str, typer.Option(help="colour, print, category, silhouette, fabric, ...")] = "",
    source: Annotated[
        list[str] | None, typer.Option(help="sales, looks, catalogue or press; may be repeated.")
    ] = None,
    weeks: Annotated[int, typer.Option(min=8, max=52, help="Compared with the same a year before.")] = 26,
    all_: Annotated[bool, typer.Option("--all", help="Also what stays as it was.")] = False,
) -> None:
    """What rises and fades: attributes' shares against a year before, how surely, and what shows it."""
    terminal: Terminal = context.obj
    sources = tuple(source or flows.TREND_SOURCES)
    with terminal.open_shop() as shop:
        told = flows.shop_trends(shop, _moment(as_of), sources=sources, attribute=attribute, window=weeks)
    if told["synthetic"]:
        terminal.note("Synthetic: this shop's garments and trade were made by a program.")
    rows = [
        (
            each["verdict"],
            each["source"],
            f"{each['attribute']}={each['value']}",
            _share(each["share"]),
            f"{each['growth']:+.0%}",
            _between(each["growth_ci95"], 100),
            each["q"],
            ", ".join(one["item"] for one in each["evidence"][:3]),
        )
        for each in told["items"]
        if all_ or each["verdict"] != "steady"
    ]
    names = ("verdict", "in", "what", "share", "a year", "interval, %", "q", "shown by")
    terminal.show(told, lambda: table(names, rows))
    terminal.note(", ".join(f"{count} {verdict}" for verdict, count in told["counts"].items()))


def _told(context: typer.Context, what: str, as_of: str, **options: Any) -> dict[str, Any]:
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        return flows.tell_sales(shop, what, _moment(as_of), **options)


def _show(
    context: typer.Context, told: dict[str, Any], names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    terminal: Terminal = context.obj
    terminal.show(told, lambda: table(names, rows))


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ModisteError("MOD-2101", reason=f"{text!r} is no date; write it as 2026-06-30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _share(value: float) -> str:
    return f"{value:.1%}"


def _between(ci95: Any, scale: float = 1.0) -> str:
    return f"{ci95[0] * scale:.2f} to {ci95[1] * scale:.2f}"

"""`modiste demand, plan`: what a shop will sell and what wants a look; decisions proposed, approved, refused.

Knows how forecasts and decisions read in a terminal; forecasting and deciding are the workspace's.
"""

import math
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from modiste.cli.beliefs import Elasticity, Trend, beliefs
from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows

if TYPE_CHECKING:
    from rich.table import Table

Note = Annotated[str, typer.Option(help="Why, for colleagues.")]
WHO = "command line"


def add(app: typer.Typer) -> None:
    """Hang the verbs on the app."""
    app.command()(demand)
    made = typer.Typer(help="Decisions on stock: propose, look at, approve, refuse.", no_args_is_help=True)
    made.command("list")(plan_list)
    made.command("propose")(plan_propose)
    made.command("show")(plan_show)
    made.command("approve")(plan_approve)
    made.command("refuse")(plan_refuse)
    app.add_typer(made, name="plan")


def demand(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id; without one, what wants a look.")] = "",
    weeks: Annotated[int, typer.Option(help="How far ahead, up to 52.")] = 13,
    net: Annotated[bool, typer.Option("--net", help="Pieces sold less those that came back.")] = False,
) -> None:
    """Forecast what the shop will sell, from its own orders and stock; what wants a look comes first."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        with terminal.progress() as progress, stoppable() as stopped:
            made = flows.forecast_demand(shop, weeks, net=net, progress=progress, should_stop=stopped)
        if garment:
            told = shop.planning.garment(garment)
            terminal.show(told, lambda: _weeks(told))
            return
        found = shop.planning.concerns()
    plain = [flows.concern_json(each) for each in found]
    rows = [(each["garment"], each["kind"].replace("_", " "), each["money"], each["en"]) for each in plain]
    head = ("garment", "what", made.said["currency"] or "money", "why")
    terminal.show({"forecast": made.to_json(), "concerns": plain}, lambda: table(head, rows))


def _weeks(told: dict[str, Any]) -> "Table":
    rows: list[tuple[Any, ...]] = [
        (each["week"], "sold", each["sold"], "cut off by stock" if each["censored"] else "")
        for each in told["history"][-8:]
    ]
    for each, naive in zip(told["forecast"], told["naive"], strict=True):
        between = f"{each['quantiles'][0]} to {each['quantiles'][-1]}; naive {naive}"
        rows.append((each["week"], "forecast", each["value"], between))
    return table(("week", told["garment"], "pieces", told["model"]), rows)


def plan_list(
    context: typer.Context,
    state: Annotated[str, typer.Option(help="proposed, approved, refused or superseded.")] = "",
    kind: Annotated[str, typer.Option(help="buy, replenishment, ...")] = "",
    garment: Annotated[str, typer.Option(help="A garment's id.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help="At most so many.")] = 50,
) -> None:
    """List decisions, the newest first."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found, _ = shop.planning.decisions(limit=limit, state=state, kind=kind, garment=garment)
    _tell(terminal, {"items": [_plain(each) for each in found]}, found)


def plan_propose(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(flows.PLAN_KINDS)}.")],
    garment: Annotated[str, typer.Argument(help="A garment's id; none for the whole shop's campaign.")] = "",
    lead_weeks: Annotated[int | None, typer.Option(help="From an order to its arrival.")] = None,
    service: Annotated[float | None, typer.Option(help="With which chance stock is to last.")] = None,
    cost_share: Annotated[float | None, typer.Option(help="Cost of a piece over its price.")] = None,
    salvage_share: Annotated[float | None, typer.Option(help="Worth of what is left over price.")] = None,
    moving_share: Annotated[
        float | None, typer.Option(help="Of a transfer: cost of moving a piece over its price.")
    ] = None,
    lane_share: Annotated[
        float | None, typer.Option(help="Of a transfer: cost of each way over the price.")
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(help="Of an allocation: a pack given whole, such as S=1,M=2,L=1, or 6 of any size."),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=26, help="Of a campaign: coming weeks.")] = 4,
    budget: Annotated[float, typer.Option(help="Of a campaign: money for discounts.")] = math.inf,
    elasticity: Elasticity = None,
    trend: Trend = None,
    note: Note = "",
) -> None:
    """Propose a decision from the forecast, simulated on courses of demand; it waits for approval."""
    terminal: Terminal = context.obj
    if not garment and kind != "campaign":
        raise typer.BadParameter("only a campaign can be of the whole shop", param_hint="GARMENT")
    packs = [_pack(each) for each in pack or []]
    wish = flows.CampaignWish(
        flows.Limits(budget=budget), weeks, beliefs(elasticity, "--elasticity"), beliefs(trend, "--trend")
    )
    with terminal.open_shop() as shop:
        terms = shop.planning.terms.changed(
            lead_weeks=lead_weeks,
            service=service,
            cost_share=cost_share,
            salvage_share=salvage_share,
            moving_share=moving_share,
            lane_share=lane_share,
        )
        made = shop.planning.propose(kind, garment, WHO, terms, note, packs, wish)
    _tell(terminal, _plain(made), [made])


def plan_show(context: typer.Context, id_: Annotated[str, typer.Argument(metavar="ID")]) -> None:
    """Show a decision: numbers, why, how it was simulated, and its steps."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = shop.planning.decision(id_)
    terminal.show(_plain(made), lambda: _detail(made))


def plan_approve(
    context: typer.Context, id_: Annotated[str, typer.Argument(metavar="ID")], note: Note = ""
) -> None:
    """Approve a decision that is proposed."""
    _decide(context, id_, "approved", note)


def plan_refuse(
    context: typer.Context, id_: Annotated[str, typer.Argument(metavar="ID")], note: Note = ""
) -> None:
    """Refuse a decision that is proposed."""
    _decide(context, id_, "refused", note)


def _decide(context: typer.Context, id_: str, state: Literal["approved", "refused"], note: str) -> None:
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        seen = shop.planning.decision(id_)
        made = shop.planning.decide(id_, seen["version"], state, WHO, note)
    _tell(terminal, _plain(made), [made])


def _pack(said: str) -> dict[str, int]:
    """Pieces by size: `S=1,M=2`, or a number of any size."""
    made: dict[str, int] = {}
    for part in said.split(","):
        size, _, pieces = part.rpartition("=")
        if not pieces.strip().isdecimal():
            raise typer.BadParameter(f"{said!r}: give S=1,M=2,L=1, or one number", param_hint="--pack")
        made[size.strip() or flows.ANY_SIZE] = int(pieces)
    return made


def _tell(terminal: Terminal, plain: dict[str, Any], found: list[dict[str, Any]]) -> None:
    rows = [
        (each["id"], each["kind"], each["garment"], each["state"], each["money"], each["why"]["en"])
        for each in found
    ]
    terminal.show(plain, lambda: table(("id", "kind", "garment", "state", "gains", "why"), rows))


def _detail(made: dict[str, Any]) -> "Table":
    rows: list[tuple[Any, ...]] = [(name, str(made[name])) for name in ("kind", "garment", "state", "money")]
    rows += [("why", made["why"]["en"]), ("model", made["model"]), ("inputs", made["inputs"])]
    rows += [(name, str(value)) for name, value in made["outcome"].items()]
    rows += [
        (
            next(str(each[name]) for name in ("sku", "week") if name in each),
            ", ".join(f"{name} {value}" for name, value in each.items() if name not in ("sku", "week")),
        )
        for each in made["numbers"]["rows"]
    ]
    rows += [
        (each["state"], f"{each['at']:%Y-%m-%d %H:%M} {each['who']} {each['note']}") for each in made["steps"]
    ]
    return table(("what", "value"), rows)


def _plain(made: dict[str, Any]) -> dict[str, Any]:
    steps = [{**each, "at": each["at"].isoformat()} for each in made["steps"]]
    return {**made, "made_at": made["made_at"].isoformat(), "steps": steps}

"""`modiste launch` and `modiste campaign plan`: what a new garment will sell, and what to promote when.

Knows how forecasts and plans read in a terminal; both are the workspace's.
"""

import math
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.beliefs import Elasticity, Trend, beliefs
from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(launch)
    campaigns = typer.Typer(no_args_is_help=True, help="What to promote, when and how deep.")
    campaigns.command("plan")(plan)
    app.add_typer(campaigns, name="campaign")


def launch(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=52, help="How many weeks from launch.")] = 8,
    day: Annotated[
        datetime | None, typer.Option("--launch", formats=["%Y-%m-%d"], help="The planned first day on sale.")
    ] = None,
) -> None:
    """Forecast a new garment: sales by week with a band, pieces by size, and from which launches."""
    terminal: Terminal = context.obj
    planned: date | None = day.date() if day else None
    with terminal.open_shop() as shop:
        made = flows.forecast_launch(shop, garment, weeks, planned)
    rows = [
        (
            f"{each.week}",
            each.begins.isoformat(),
            "" if each.sold is None else f"{each.sold:.0f}",
            f"{each.forecast:.1f}",
            f"{each.low:.0f} to {each.high:.0f}",
        )
        for each in made.weeks
    ]
    low, high = made.band_80
    rows.append(("all", "", "", f"{made.total:.0f}", f"{low:.0f} to {high:.0f}"))
    terminal.show(made.to_json(), lambda: table(("week", "from", "sold", "forecast", "80 % band"), rows))
    terminal.note(made.en)
    by = ", ".join(f"{each.size} {each.pieces} ({each.share:.0%})" for each in made.sizes.sizes)
    terminal.note(f"{by}; {made.sizes.en}" if by else made.sizes.en)


def plan(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="A table; by default the shop's own.")] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=26, help="How many coming weeks.")] = 4,
    budget: Annotated[float, typer.Option("--budget", help="Money for discounts and promoting.")] = math.inf,
    a_week: Annotated[int, typer.Option("--a-week", min=0, help="At most so many garments a week.")] = 3,
    a_category: Annotated[int, typer.Option("--a-category", min=0, help="Of one category a week.")] = 1,
    fixed: Annotated[float, typer.Option("--fixed", help="What promoting one garment costs.")] = 0.0,
    cost_share: Annotated[float, typer.Option("--cost-share", help="Cost of a piece over its price.")] = 0.4,
    elasticity: Elasticity = None,
    trend: Trend = None,
) -> None:
    """Plan promotions for the greatest expected margin within limits, beside promoting nothing, with why."""
    terminal: Terminal = context.obj
    limits = flows.Limits(budget, a_week, a_category, fixed)
    if data:
        made = flows.plan_table_campaign(data, limits, weeks)
    else:
        with terminal.open_shop() as shop:
            made = flows.plan_shop_campaign(
                shop,
                limits,
                weeks=weeks,
                cost_share=cost_share,
                elasticities=beliefs(elasticity, "--elasticity"),
                trends=beliefs(trend, "--trend"),
            )
    rows = [
        (
            f"{each.week}",
            each.name,
            f"{each.depth:.0%}",
            f"{each.price:.2f}",
            f"{each.extra:+.0f}",
            f"{each.gain:+.0f}",
            f"{each.interval[0]:+.0f} to {each.interval[1]:+.0f}",
            each.en,
        )
        for each in made.rows
    ]
    columns = ("week", "garment", "off", "price", "pieces", "margin", "95 % interval", "why")
    terminal.show(made.to_json(), lambda: table(columns, rows))
    low, high = made.interval
    terminal.note(
        f"Margin {made.plain:.0f} without promotion, {made.gain:+.0f} with this plan "
        f"({low:+.0f} to {high:+.0f}); {made.spent:.0f} spent; {made.method}"
    )

"""`modiste launch` and `modiste campaign plan`: what a new garment will sell, and what to promote when.

Knows how forecasts and plans read in a terminal; both are the workspace's.
"""

from datetime import date, datetime
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(launch)


def launch(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=52, help="How many weeks from launch.")] = 8,
    day: Annotated[
        datetime | None, typer.Option("--launch", formats=["%Y-%m-%d"], help="The planned first day on sale.")
    ] = None,
) -> None:
    """Forecast a new garment: sales by week with a band, learned from earlier launches, and why."""
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

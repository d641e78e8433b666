"""`modiste forecast`: what will sell, from a file of series to a file of forecasts.

Knows how a forecast reads in a terminal; forecasting is the workspace's.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, settings_of, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(forecast)


def forecast(
    context: typer.Context,
    data: Annotated[
        str, typer.Option(help="CSV or Parquet: unique_id, ds, y, what is known ahead; or wide.")
    ],
    horizon: Annotated[int, typer.Option(min=1, max=10_000, help="How many periods ahead.")],
    out: Annotated[Path, typer.Option(help="The file to write, .csv or .parquet.")],
    season: Annotated[
        int | None, typer.Option(min=1, max=10_000, help="Periods a season; by default as the dates tell.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="models=a,b, without=COLUMN, allow=COLUMN, earlier=N; may be repeated."),
    ] = None,
) -> None:
    """Forecast every series of a file: value and quantiles, by the model that did best on earlier windows."""
    terminal: Terminal = context.obj
    settings = settings_of(set_ or ())
    if season is not None:
        settings["season"] = str(season)
    with terminal.progress() as progress, stoppable() as stopped:
        made = flows.forecast(data, horizon, out, settings, progress, stopped)
    counts = Counter(each["model"] for each in made.extras["models"])
    rows = [(model, count) for model, count in counts.most_common()]
    terminal.show(made.to_json(), lambda: table(("model", "series"), rows))
    for name, why in made.extras["left_out"].items():
        terminal.note(f"column {name} was left out: {why}")
    if made.extras["n_rejected"]:
        first = made.extras["rejected"][0]
        terminal.note(f"{made.extras['n_rejected']} rows were refused; row {first['row']}: {first['reason']}")
    if made.extras["fell_back"]:
        terminal.note(f"no model did better than naive for: {', '.join(made.extras['fell_back'])}")
    terminal.note(f"{made.n_series} series, {made.horizon} periods ahead: {made.out}")

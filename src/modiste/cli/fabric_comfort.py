"""`modiste fabric comfort`: what a cloth does to who wears it.

Knows how a day reads in a terminal; `cli.fabric` hangs it on the app.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows


def add_comfort(group: typer.Typer) -> None:
    """Hang the verb on the room's group."""
    group.command()(comfort)


def comfort(
    context: typer.Context,
    spec: Annotated[Path, typer.Argument(help="The cloth, a TOML file.")],
    scenario: Annotated[Path, typer.Option(help="Wearer, layers and phases, a TOML file.")],
    drape: Annotated[
        bool,
        typer.Option("--drape", help="Drape its layers on a body for covers and air gaps; some seconds."),
    ] = False,
    job: Annotated[
        bool, typer.Option("--job", help="Leave it to the shop's worker: followed, stopped, gone on with.")
    ] = False,
) -> None:
    """Wear a cloth through a scenario: skin, core, sweat and comfort over time, and a verdict."""
    terminal: Terminal = context.obj
    if job:
        asked = {**flows.comfort_asked(spec, scenario), "drape": drape}
        terminal.queued("fabric-comfort", asked)
        return
    with terminal.progress() as progress, stoppable() as stopped:
        found = flows.comfort_of_files(spec, scenario, progress, stopped, is_draped=drape)
    rows = [
        (
            each["name"],
            f"{each['minutes']}",
            f"{each['clo']:.2f}",
            f"{each['im']:.2f}",
            each["felt"]["en"],
            "; ".join(warning["en"] for warning in each["warnings"]),
        )
        for each in found["phases"]
    ]
    terminal.show(found, lambda: table(("phase", "min", "clo", "i_m", "felt at its end", "look out"), rows))
    terminal.note(found["verdict"]["en"])
    terminal.note(found["how"])

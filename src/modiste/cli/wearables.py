"""`modiste wearables`: sensor recordings looked at before anything is learned from them.

Knows how a quality report reads in a terminal; faults are the wearables room's. Training and judging are the
common verbs: `modiste train wearables.activity`, `modiste evaluate`.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli import wearables_edge
from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    group = typer.Typer(no_args_is_help=True, help="Wearables: sensor recordings and what they tell.")
    group.command("check")(check)
    group.command("place")(wearables_edge.place)
    app.add_typer(group, name="wearables")


def check(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Recordings: sp-sw-har's layout, or with a wearables.toml.")],
    device: Annotated[str, typer.Option(help="Of this device only: watch, phone.")] = "",
) -> None:
    """Say what is wrong with a folder's recordings, what was mended and what is set aside; exit 1 if all is."""
    terminal: Terminal = context.obj
    found = flows.check_recordings(folder, device)
    shown = found.to_json()
    rows = [
        (
            row["recording"],
            row["device"],
            f"{row['seconds']:.1f}",
            f"{row['good_seconds']:.1f}",
            f"{row['rate_hz']:.1f}",
            ", ".join(f"{kind} {n}" for kind, n in Counter(f["kind"] for f in row["faults"]).items()),
        )
        for row in shown["items"]
    ]
    columns = ("recording", "device", "seconds", "good", "Hz", "faults")
    terminal.show(shown, lambda: table(columns, rows))
    for each in shown["unread"]:
        terminal.note(f"{each['file']}: {each['code']} {each['reason']}")
    terminal.note(f"{shown['good_seconds']:.0f} of {shown['seconds']:.0f} seconds can be used")
    terminal.failed = terminal.failed or not shown["good_seconds"]

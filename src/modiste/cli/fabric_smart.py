"""`modiste fabric circuit | heat`: conductive yarn on a sewing pattern, and what it warms.

Knows how currents and temperatures read in a terminal; `cli.fabric` hangs them on the app.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows

File = Annotated[Path, typer.Argument(metavar="FILE.toml", help="A circuit, as the example in the docs.")]


def add_smart(group: typer.Typer) -> None:
    """Hang the verbs on the room's group."""
    for command in (circuit, heat):
        group.command()(command)


def circuit(
    context: typer.Context,
    file: File,
    out: Annotated[Path | None, typer.Option(help="The picture to write, ending in .svg.")] = None,
) -> None:
    """Lay a circuit on its pattern by the shortest ways: lengths, resistances, currents, heat."""
    terminal: Terminal = context.obj
    wired = flows.wired_file(file)
    found: dict[str, Any] = {**flows.circuit_sheet(wired), "out": str(out) if out else None}
    if out:
        flows.write_file(out, flows.circuit_svg(wired).encode())
    rows = [
        (each["name"], f"{each['length_cm']:.1f}", *(_span(each[key]) for key in ("ohm", "ampere", "watt")))
        for each in (*found["traces"], *found["zones"])
    ]
    terminal.show(found, lambda: table(("", "cm", "ohm", "ampere", "watt"), rows))
    for each in found["crossings"]:
        terminal.note(
            f"{each['one']} crosses {each['other']} on {each['panel']}: insulate it, or lead it by."
        )


def heat(context: typer.Context, file: File) -> None:
    """How warm a circuit's zones get, whether that is safe on skin, and how long the battery lasts."""
    terminal: Terminal = context.obj
    found = flows.heat_sheet(flows.wired_file(file))
    rows = [
        (
            each["name"],
            f"{each['watt']:.2f}",
            f"{each['watt_per_m2']['value']:.0f}",
            _span(each["skin_c"]),
            f"{each['limit_c']:.1f}",
            "yes" if each["is_safe"] else "NO",
        )
        for each in found["zones"]
    ]
    terminal.show(found, lambda: table(("zone", "W", "W/m²", "skin °C", "limit °C", "safe"), rows))
    terminal.note(found["verdict"]["en"])
    terminal.note(f"Limit: {found['limit_source']}.")


def _span(span: dict[str, float]) -> str:
    return f"{span['value']:.3g} ({span['low']:.3g} to {span['high']:.3g})"

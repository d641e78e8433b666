"""`modiste fabric circuit | heat | sensor | phase-change | adapt | ageing`: cloth that does something.

Knows how currents and temperatures read in a terminal; `cli.fabric` hangs them on the app.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows

File = Annotated[Path, typer.Argument(metavar="FILE.toml", help="A circuit, as the example in the docs.")]

Cloth = Annotated[Path, typer.Argument(metavar="SPEC.toml", help="The cloth without its function.")]
Asked = Annotated[
    Path | None, typer.Option(help="What is asked, as examples/fabric/smart.toml; else what is usual.")
]
_ROWS = 13
"""So many moments of a curve are shown; --json tells all."""


def add_smart(group: typer.Typer) -> None:
    """Hang the verbs on the room's group."""
    for command in (circuit, heat, sensor, phase_change, adapt, ageing):
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


def heat(
    context: typer.Context,
    file: File,
    washes: Annotated[int, typer.Option(min=0, max=1000, help="After how many washes.")] = 0,
) -> None:
    """How warm a circuit's zones get, whether that is safe on skin, and how long the battery lasts."""
    terminal: Terminal = context.obj
    found = flows.heat_sheet(flows.wired_file(file), washes)
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
    if washes:
        terminal.note(f"Washes: {found['ageing_source']}.")


def sensor(
    context: typer.Context,
    loops: Annotated[Path, typer.Argument(metavar="LOOPS.csv", help="Columns strain and change, by time.")],
) -> None:
    """Learn a strain sensor from measured loops: gauge factor, hysteresis, drift, and how well it is met."""
    terminal: Terminal = context.obj
    found = flows.sensor_of_file(loops)
    rows = [(name.replace("_", " "), f"{value:.4g}") for name, value in found["grade"].items()]
    terminal.show(found, lambda: table(("", ""), rows))
    terminal.note(f"The learned response is off by {found['rms_error_percent']:.2f} % of the full scale.")


def phase_change(context: typer.Context, spec: Cloth, asked: Asked = None) -> None:
    """How a material that melts in the cloth holds the wearer's heat, and gives it back in the cold."""
    _shown(context.obj, flows.smart_function_of_files("phase-change", spec, asked))


def adapt(context: typer.Context, spec: Cloth, asked: Asked = None) -> None:
    """How a cloth that opens when it is damp keeps its wearer drier than one that stays closed."""
    _shown(context.obj, flows.smart_function_of_files("adapt", spec, asked))


def ageing(context: typer.Context, asked: Asked = None) -> None:
    """How a conductive yarn's resistance grows in the wash, and after how many washes it is worn out."""
    _shown(context.obj, flows.smart_function_of_files("ageing", None, asked))


def _shown(terminal: Terminal, found: dict[str, Any]) -> None:
    """Curves as a table of some moments, then what they come to."""
    lines = [
        (f"{name} {which}".replace("_", " "), values)
        for name, drawn in found["curves"].items()
        for which, values in drawn.items()
    ]
    last = len(found["at"]) - 1
    places = sorted({round(last * step / (_ROWS - 1)) for step in range(_ROWS)})
    rows = [(f"{found['at'][place]:g}", *(f"{values[place]:.3g}" for _, values in lines)) for place in places]
    terminal.show(found, lambda: table((found["axis"], *(name for name, _ in lines)), rows))
    terminal.note(found["verdict"]["en"])
    terminal.note(found["how"])


def _span(span: dict[str, float]) -> str:
    return f"{span['value']:.3g} ({span['low']:.3g} to {span['high']:.3g})"

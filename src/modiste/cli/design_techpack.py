"""`modiste design techpack | techpack-diff`: what a factory gets of a garment, and what changed in it.

Knows how they are asked for and told; `cli.design` hangs them on the app.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, figure, stoppable, table
from modiste.workspace import flows


def techpack(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment of the shop.")],
    out: Annotated[Path, typer.Option(help="The file: .pdf to print, .zip with everything, or .json.")],
    version: Annotated[int, typer.Option(min=1, max=10_000, help="Told on the pack.")] = 1,
    width: Annotated[
        float, typer.Option(min=0, max=400, help="Usable cloth width in cm; 0 for what is common.")
    ] = 0.0,
    against: Annotated[
        Path | None, typer.Option(help="An earlier tech_pack.json: tell what changed since.")
    ] = None,
) -> None:
    """Write a garment's tech pack: flats, measures, construction, materials, care, patterns in all sizes."""
    terminal: Terminal = context.obj
    begun = time.perf_counter()
    flows.tech_pack_form(out)  # a bad name is told before the work
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.tech_pack(
            shop, garment, version=version, width=width, progress=progress, should_stop=stopped
        )
    changes = flows.tech_pack_changes(against, made.pack) if against else None
    size = flows.write_tech_pack(made, out)
    answer = {"file": str(out), "bytes": size, **flows.tech_pack_told(made)}
    answer |= {} if changes is None else {"changes": changes}
    answer["seconds"] = round(time.perf_counter() - begun, 2)
    terminal.show(answer, lambda: table(("", ""), [(name, _cell(value)) for name, value in answer.items()]))


def techpack_diff(
    context: typer.Context,
    before: Annotated[Path, typer.Argument(help="An earlier tech_pack.json.")],
    after: Annotated[Path, typer.Argument(help="A later one.")],
) -> None:
    """Tell what changed from one tech pack to another, in words."""
    terminal: Terminal = context.obj
    changes = flows.tech_pack_changes(before, after)
    terminal.show({"changes": changes}, lambda: "\n".join(each["en"] for each in changes))
    if not changes:
        terminal.note("Both say the same.")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(each["en"] if isinstance(each, dict) else each for each in value)
    return figure(value)

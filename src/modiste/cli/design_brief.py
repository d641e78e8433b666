"""`modiste design brief | pattern | list | show | branch`: from words to a spec, from a spec to a pattern.

Knows how they are asked for and told; `cli.design` hangs them on the app.
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.workspace import flows

Lock = Annotated[
    list[str] | None, typer.Option("--lock", help="A field that later edits leave; may be repeated.")
]
Brief = Annotated[str, typer.Argument(help="What is wanted, in English or Chinese.")]


def brief(
    context: typer.Context,
    text: Brief,
    lock: Lock = None,
    on: Annotated[Path | None, typer.Option(help="A spec that this brief edits.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file for the spec.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep it among the shop's designs.")] = False,
) -> None:
    """Read a brief: which garment and options, how sure, what else it may be, what is not understood."""
    terminal: Terminal = context.obj
    spec = flows.spec_of(text, lock or (), flows.read_spec_file(on) if on else None)
    answer = flows.spec_told(spec)
    if out:
        flows.write_file(out, spec.to_json().encode())
        answer["file"] = str(out)
    if keep:
        with terminal.open_shop(create=True) as shop:
            answer["design"] = shop.designs.keep(spec).id
    terminal.show(answer, lambda: table(("field", "value", "sure", "from"), spec_rows(answer)))
    tell_remarks(terminal, answer)


def pattern(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(help="A spec's JSON.")],
    out: Annotated[Path, typer.Option(help="The folder for the pattern's files.")],
) -> None:
    """Draft and grade what a spec asks for: SVG, PDF, DXF with grade rules, JSON."""
    terminal: Terminal = context.obj
    begun = time.perf_counter()
    answer = flows.write_spec_pattern(flows.read_spec_file(source), out)
    answer["seconds"] = round(time.perf_counter() - begun, 2)
    rows = [(name, str(answer[name])) for name in ("program", "options", "chart", "size", "length_cm", "out")]
    terminal.show(answer, lambda: table(("", ""), rows))
    for remark in answer["remarks"]:
        terminal.note(remark["en"])


def list_(context: typer.Context) -> None:
    """List the shop's designs, each with the one that it was made from."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.designs.listing()
    rows = [(each.id[:8], each.parent[:8], each.spec.value("program"), each.spec.text) for each in found]
    terminal.show(
        {"items": [each.to_json() for each in found]},
        lambda: table(("design", "made from", "program", "brief"), rows),
    )


def show(
    context: typer.Context, design: Annotated[str, typer.Argument(help="A design's id, or how it begins.")]
) -> None:
    """Show what a design asks for."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        _show(terminal, shop.designs.get(design))


def branch(
    context: typer.Context,
    design: Annotated[str, typer.Argument(help="The design to go on from.")],
    text: Brief,
    lock: Lock = None,
) -> None:
    """Make a design from another by a brief; what is locked stays as it is."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        _show(terminal, shop.designs.branch(design, text, lock or ()))


def _show(terminal: Terminal, design: "flows.Design") -> None:
    answer = {"id": design.id, "parent": design.parent, **flows.spec_told(design.spec)}
    terminal.show(answer, lambda: table(("field", "value", "sure", "from"), spec_rows(answer)))
    tell_remarks(terminal, answer)


def spec_rows(told: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """A row a field of a spec that is told: name, value, how sure, from where."""
    return [
        (
            f"{name} (locked)" if field["is_locked"] else name,
            str(field["value"]),
            f"{field['confidence']:.2f}",
            field["evidence"]["text"] if field["evidence"] else field["source"],
        )
        for name, field in told["fields"].items()
    ]


def tell_remarks(terminal: Terminal, told: dict[str, Any]) -> None:
    """Say what a spec could not have as asked for."""
    if told["unknown"]:
        terminal.note(f"Not understood: {', '.join(told['unknown'])}")
    for remark in told["contradictions"]:
        terminal.note(remark["en"])

"""`modiste fabric`: a cloth shown in the trade's words, predicted, costed, drawn, and kept.

Knows how a cloth reads in a terminal; what follows from it is the workspace's.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from modiste.cli.fabric_comfort import add_comfort
from modiste.cli.fabric_search import add_search
from modiste.cli.fabric_smart import add_smart
from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError
from modiste.workspace import flows

_FORMS = {".webp": "WEBP", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
FabricView = Literal["near", "draped"]
Spec = Annotated[Path, typer.Argument(metavar="SPEC.toml", help="A cloth, as examples/fabric/spec.toml.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app, beside those of the room's other files where they hang first."""
    group = next((each.typer_instance for each in app.registered_groups if each.name == "fabric"), None)
    if group is None:
        group = typer.Typer(no_args_is_help=True, help="Cloths stated, predicted, costed, drawn.")
        app.add_typer(group, name="fabric")
    for command in (predict, footprint, show, draw, render, hold, validation, keep, send, forget):
        group.command()(command)
    group.command("list")(list_)
    add_comfort(group)
    add_search(group)
    add_smart(group)


def predict(context: typer.Context, spec: Spec) -> None:
    """What follows from a cloth's construction, each number with its interval and its source."""
    terminal: Terminal = context.obj
    found = flows.fabric_sheet(_spec(terminal, spec))
    rows = [
        (each["en"], _figure(each["value"]), " to ".join(map(_figure, each["interval"])), each["unit"],
         each["status"].partition(" of ")[0], "" if each["is_within"] else "beyond it", each["source"])
        for each in found["properties"].values()
    ]  # fmt: skip
    columns = ("property", "value", "95 % of such cloths", "unit", "status", "range", "source")
    terminal.show(found, lambda: table(columns, rows))


def footprint(
    context: typer.Context,
    spec: Spec,
    country: Annotated[str, typer.Option(help="Where it is made, such as PT or asia.")] = "",
) -> None:
    """What a kilogram of a cloth costs the environment by stage, with ranges, and what its label says."""
    terminal: Terminal = context.obj
    found = flows.fabric_footprint(_spec(terminal, spec), country)
    rows = [(each["name"], f"{each['kilograms']:.3f}", *_span(each["ecs_upt"])) for each in found["stages"]]
    total = found["ecs_upt_per_kg"]
    rows.append(
        ("all", "1.000", *(_span(total) if total else ("-", f"no factor: {', '.join(found['missing'])}")))
    )
    terminal.show(found, lambda: table(("stage", "kg", "µPt", "between"), rows))
    terminal.note(f"Source: {found['sources']['ecs']}. {found['labels']['en']['composition']}.")


def show(context: typer.Context, spec: Spec) -> None:
    """A cloth in the notations of the trade."""
    terminal: Terminal = context.obj
    found = flows.construction(_spec(terminal, spec))
    rows = [
        (name.replace("_", " "), "; ".join(_told(value)) if isinstance(value, dict) else _line(value))
        for name, value in found.items()
        if value not in (None, [], 0)
    ]
    terminal.show(found, lambda: table(("", ""), rows))


def draw(
    context: typer.Context,
    spec: Spec,
    out: Annotated[Path, typer.Option("--out", help="The picture, ending in .svg.")],
) -> None:
    """A cloth's face to scale: threads as wide as they are, loops along their true path."""
    terminal: Terminal = context.obj
    if out.suffix.lower() != ".svg":
        raise ModisteError("MOD-2101", reason=f"{out.name} ends in no .svg")
    picture = flows.fabric_picture(_spec(terminal, spec))
    try:
        out.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise ModisteError("MOD-2101", reason=f"{out} cannot be written: {error.strerror}") from None
    terminal.show({"out": str(out), "bytes": len(picture.encode())}, lambda: str(out))


def render(
    context: typer.Context,
    spec: Spec,
    out: Annotated[Path, typer.Option("--out", help="The picture, ending in .webp, .png or .jpg.")],
    view: Annotated[
        FabricView, typer.Option(help="near: its threads; draped: a disc over a stand.")
    ] = "near",
    colour: Annotated[str, typer.Option(help="Of the cloth, or of its warp: #rrggbb; else undyed.")] = "",
    weft: Annotated[str, typer.Option(help="Of the weft where it has another, as #rrggbb.")] = "",
) -> None:
    """A cloth as its construction makes it look: rendered, not photographed."""
    terminal: Terminal = context.obj
    form = _FORMS.get(out.suffix.lower())
    if form is None:
        raise ModisteError("MOD-2101", reason=f"{out.name} ends in none of {', '.join(_FORMS)}")
    made = flows.render_fabric(_spec(terminal, spec), view, colour, weft)
    data = made.encoded(form)
    flows.write_file(out, data)
    found = {
        "out": str(out),
        "bytes": len(data),
        "view": view,
        "how": "rendered",
        "millimetres": round(made.millimetres, 2),
        "enlarged": round(made.enlarged, 2),
    }
    terminal.show(found, lambda: str(out))
    terminal.note(f"Rendered, not photographed: {made.millimetres:.3g} mm of cloth across.")


def hold(
    context: typer.Context,
    measured: Annotated[Path, typer.Argument(metavar="TABLE", help="Measured cloths, .toml or .csv.")],
) -> None:
    """Hold what is predicted against measured cloths, property by property."""
    terminal: Terminal = context.obj
    found = flows.hold_fabrics(measured)
    rows = [
        (
            each["of"],
            each["rows"],
            each["median_factor"],
            each["bias"],
            f"{each['coverage']:.0%}",
            each["surrogate"],
        )
        for each in found["agreements"]
    ]
    columns = ("property", "rows", "median factor", "bias", "inside the interval", "surrogate")
    terminal.show(found, lambda: table(columns, rows))
    for each in found["refused"]:
        terminal.note(f"row {each['row']}: {each['reason']}")
    terminal.failed = terminal.failed or not found["rows"]


def validation(
    context: typer.Context,
    measured: Annotated[
        Path | None, typer.Argument(metavar="[TABLE]", help="More measured cloths, .toml or .csv.")
    ] = None,
) -> None:
    """Every property: held against which published cloths, how far off, or unvalidated."""
    terminal: Terminal = context.obj
    found = flows.fabric_validation(measured)
    rows = [
        (each["en"], agreed["rows"], f"{agreed['median_factor']:.2f}", f"{agreed['mape']:.0f} %",
         f"{agreed['bias']:.2f}", f"{agreed['coverage']:.0%}", ", ".join(agreed["sources"]))
        if (agreed := each["agreement"])
        else (each["en"], 0, "-", "-", "-", "-", "unvalidated")
        for each in found["properties"]
    ]  # fmt: skip
    columns = (
        "property",
        "rows",
        "median factor",
        "mean error",
        "bias",
        "inside the interval",
        "held against",
    )
    values = [
        (each["name"], each["of"], f"{each['measured']:.3g}", f"{each['predicted']:.3g}",
         f"{each['error_pct']:+.0f} %", each["doi"])
        for each in found["rows"]
    ]  # fmt: skip
    shown = ("cloth", "of", "measured", "predicted", "error", "source")

    def both() -> object:
        from rich.console import Group  # noqa: PLC0415 - keeps --help quick

        return Group(table(columns, rows), "", table(shown, values))

    terminal.show(found, both)
    for each in found["refused"]:
        terminal.note(f"row {each['row']}: {each['reason']}")


def keep(
    context: typer.Context,
    spec: Spec,
    id: Annotated[str, typer.Option("--id", help="Under which it is found.")],
) -> None:
    """Keep a cloth in the shop; wherever a spec is asked for, its id will do."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        shop.fabrics.keep(id, flows.read_fabric(spec))
    terminal.show({"id": id}, lambda: id)


def send(context: typer.Context, id: Annotated[str, typer.Argument(help="A kept cloth.")]) -> None:
    """Make a kept cloth the shop's fabric of its id, as passports read it."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = shop.fabrics.send(id)
    terminal.show(made.model_dump(mode="json"), lambda: f"{made.id}: {made.weight_gsm:g} g/m²")


def forget(context: typer.Context, id: Annotated[str, typer.Argument(help="A kept cloth.")]) -> None:
    """Forget a kept cloth."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.fabrics.remove(id)
    terminal.show({"id": id}, lambda: id)


def list_(context: typer.Context) -> None:
    """The cloths that the shop keeps."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = [
            {"id": id, "name": each.name, **flows.construction(each)}
            for id, each in shop.fabrics.all().items()
        ]
    rows = [(each["id"], each["name"], each["structure"], each["blend"]) for each in found]
    terminal.show(found, lambda: table(("id", "name", "made", "of"), rows))


def _spec(terminal: Terminal, path: Path) -> "flows.FabricSpec":
    """The cloth of a file, or of the shop where there is no such file."""
    if path.suffix or path.is_file():
        return flows.read_fabric(path)
    with terminal.open_shop() as shop:
        return shop.fabrics.find(str(path))


def _line(value: Any) -> Any:
    return value.replace("\n", " ") if isinstance(value, str) else value


def _figure(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _span(span: dict[str, Any]) -> tuple[str, str]:
    return f"{span['value']:.1f}", f"{span['low']:.1f} to {span['high']:.1f}"


def _told(value: dict[str, Any]) -> list[str]:
    return [
        f"{each}" if isinstance(each, str) else f"{name.replace('_', ' ')} {each:g}"
        for name, each in value.items()
    ]

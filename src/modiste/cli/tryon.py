"""Try-on on the command line: which size of a garment to take, and why.

Knows how a fit report reads in a terminal; fitting is the workspace's.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from modiste.cli.terminal import Terminal, settings_of, stoppable, table
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.garment import Cut

Preference = Literal["close", "as-designed", "loose"]
VIEWS = ("front", "three-quarter", "back")
PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif", ".bmp", ".gif", ".heic", ".tif", ".tiff"})
"""Names of files that are taken for a photo of a garment; what is in them is looked at."""


def add(app: typer.Typer) -> None:
    """Add this room's verbs."""
    group = typer.Typer(help="Try garments on: fit by zone, and the size to take.", no_args_is_help=True)
    group.command()(fit)
    group.command()(photo)
    group.command()(fetch)
    group.command()(pairs)
    app.add_typer(group, name="tryon")


def fit(
    context: typer.Context,
    garment: Annotated[
        str, typer.Option(help="A garment's id, a PATTERN.json, or a program (t-shirt, ...).")
    ],
    measures: Annotated[str, typer.Option(help='Centimetres: "height=168,bust=92,waist=74,hip=99".')],
    chart: Annotated[
        str, typer.Option(help="women, men, gbt or gbt-men; by default the garment's own.")
    ] = "",
    size: Annotated[list[str] | None, typer.Option(help="Only this size; may be repeated.")] = None,
    prefer: Annotated[Preference, typer.Option(help="How the wearer likes it.")] = "as-designed",
    fabric: Annotated[str, typer.Option(help="How the cloth hangs: jersey, rib, fleece, poplin, ...")] = "",
    cloth: Annotated[
        Path | None, typer.Option(metavar="SPEC.toml", help="A stated cloth, which hangs as predicted.")
    ] = None,
    sizes: Annotated[
        Path | None, typer.Option(help="CSV or JSON: the shop's sizes, finished girths or body measures.")
    ] = None,
    finished: Annotated[
        bool, typer.Option("--finished/--body", help="What --sizes holds: finished girths, or bodies.")
    ] = True,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="An option of the program.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for pictures and the report.")] = None,
) -> None:
    """Drape every size on a body of these measures; rank the sizes, with the reason."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop, terminal.progress() as progress, stoppable() as stopped:
        if garment.endswith(".json"):
            cut, patterns = flows.read_pattern(Path(garment), chart)
        else:
            cut, patterns = flows.cut_named(garment, shop, chart), None
        made = flows.fit(
            _changed(cut, fabric, settings or [], sizes, finished=finished),
            settings_of(measures.split(",")),
            preference=prefer,
            sizes=size or (),
            progress=progress,
            should_stop=stopped,
            patterns=patterns,
            drapery=flows.drapery_of(flows.read_fabric(cloth)) if cloth else None,
        )
    answer = flows.fit_report(made)
    if out is not None:
        answer["files"] = _written(made, answer, out)
    terminal.show(answer, lambda: _report(answer))


def photo(
    context: typer.Context,
    person: Annotated[
        Path, typer.Argument(metavar="PERSON.jpg", help="A photo of one person, from the front.")
    ],
    garment: Annotated[
        str,
        typer.Option(help="A garment's id, a PATTERN.json, a program (t-shirt, ...), or PHOTO.jpg of it."),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE.png", help="Where the picture is written.")],
    size: Annotated[str, typer.Option(help="The size; by default the chart's middle one.")] = "",
    measures: Annotated[
        str, typer.Option(help='The wearer\'s, in centimetres: "height=168,bust=92,waist=74,hip=99".')
    ] = "",
    chart: Annotated[
        str, typer.Option(help="women, men, gbt or gbt-men; by default the garment's own.")
    ] = "",
    stated: Annotated[
        str, typer.Option(help='Of a garment known by its photo, finished: "length=68,chest=104".')
    ] = "",
    photo_size: Annotated[str, typer.Option(help="The size in the garment's photo: the chart's base.")] = "",
    backend: Annotated[
        str, typer.Option(help="A network that paints the garment anew in that silhouette: fashn.")
    ] = "",
    weights: Annotated[Path | None, typer.Option(metavar="DIR", help="The folder with its weights.")] = None,
    picture: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The garment laid flat; by default its drape.")
    ] = None,
    licence: Annotated[str, typer.Option(help="The weights', where their folder does not say it.")] = "",
    non_commercial: Annotated[
        bool, typer.Option("--non-commercial", help="My use is not commercial; the picture says so.")
    ] = False,
    steps: Annotated[int, typer.Option(min=0, max=200, help="Of the network; 0: its usual 30.")] = 0,
) -> None:
    """Put a garment in its true size on a photographed person, or say how to retake the photo."""
    from modiste.collect import read_bytes  # noqa: PLC0415 - keeps --help quick

    terminal: Terminal = context.obj
    pattern = Path(garment) if garment.endswith(".json") else None
    shown = Path(garment) if Path(garment).suffix.lower() in PHOTOS else None
    if shown is None and (stated or photo_size):
        raise typer.BadParameter("go with --garment PHOTO.jpg", param_hint="--stated, --photo-size")
    painter = None
    if backend:
        if weights is None:
            raise typer.BadParameter("needs --weights DIR", param_hint="--backend")
        painter = flows.open_painter(
            backend, weights, licence=licence, non_commercial=non_commercial, steps=steps
        )
    flat = read_bytes(picture) if picture else b""
    wish = flows.PhotoWish(
        shown.stem if shown else garment,
        _measures(measures),
        size,
        chart,
        pattern,
        painter,
        flat,
        shown=(shown.name, read_bytes(shown)) if shown else None,
        shown_size=photo_size,
        stated=flows.checked_measures(_measures(stated)),
    )
    with terminal.shop_if_any() as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.try_on_photo(
            shop, read_bytes(person), wish, name=person.name, progress=progress, should_stop=stopped
        )
    answer = flows.write_photo_try_on(made, out)
    terminal.show(answer, lambda: _photo_told(answer))
    terminal.failed = terminal.failed or made.refused is not None


def fetch(context: typer.Context) -> None:
    """Fetch the networks that find a person in a photo (Apache-2.0, by Google): once, through pip."""
    terminal: Terminal = context.obj
    answer = flows.fetch_networks()
    terminal.show(answer, lambda: f"{'Fetched to' if answer['fetched'] else 'Already in'} {answer['folder']}")


def pairs(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="DIR", help="A folder; what is there already is kept.")],
    count: Annotated[int, typer.Option(min=1, max=2000, help="How many pairs.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="Of the first; the others follow.")] = 1000,
) -> None:
    """Make synthetic pairs, a person without and with a garment: what `evaluate tryon.photo` judges on."""
    terminal: Terminal = context.obj
    with terminal.progress() as progress, stoppable() as stopped:
        answer = flows.write_photo_pairs(out, count, seed, progress, stopped)
    terminal.show(answer, lambda: f"{answer['pairs']} pairs in {answer['folder']}")


def _measures(text: str) -> dict[str, str]:
    return settings_of([each for each in text.split(",") if each])


def _photo_told(answer: dict[str, Any]) -> str:
    if answer["status"] == "refused":
        return f"Refused: {answer['reason']} {answer['retake']}"
    how = ""
    if answer["estimated"]:
        how = f", estimated: a {answer['program']} by its {'picture' if 'read' in answer else 'category'}"
    return (
        f"{answer['file']}: {answer['garment']} in {answer['size']}{how}, synthetic ({answer['seconds']} s)"
    )


def _changed(cut: "Cut", fabric: str, settings: list[str], sizes: Path | None, *, finished: bool) -> "Cut":
    """A cut with what the command line says of it."""
    changed: dict[str, Any] = {"fabric": fabric} if fabric else {}
    if settings:
        changed["options"] = {**cut.options, **settings_of(settings)}
    if sizes is not None:
        changed |= {
            "sizes": flows.read_sizes(sizes),
            "basis": "finished-measures" if finished else "size-chart",
        }
    return cut.model_copy(update=changed)


def _written(made: "flows.Fitting", answer: dict[str, Any], out: Path) -> list[str]:
    """Pictures of the recommended size and its neighbours, and the report."""
    from modiste import tailoring  # noqa: PLC0415 - keeps --help quick
    from modiste.store import write_whole  # noqa: PLC0415 - keeps --help quick

    out.mkdir(parents=True, exist_ok=True)
    names = list(made.drapes)
    best = max(range(len(names)), key=lambda k: answer["sizes"][k]["score"])
    written = []
    for name in names[max(0, best - 1) : best + 2]:
        for view in VIEWS:
            for heat in ("none", "stretch"):
                path = out / f"{name}-{view}{'' if heat == 'none' else '-' + heat}.png"
                write_whole(path, tailoring.png_of(tailoring.worn_picture(made.drapes[name], view, heat)))
                written.append(str(path))
    report = out / "fit.json"
    write_whole(report, (json.dumps(answer, indent=2, ensure_ascii=False) + "\n").encode())
    return [*written, str(report)]


def _report(answer: dict[str, Any]) -> Any:
    zones = sorted({zone for size in answer["sizes"] for zone in size["zones"]})
    rows = []
    for size in answer["sizes"]:
        cells = [
            f"{size['zones'][zone]['ease_mm'] / 10:+.1f} {size['zones'][zone]['verdict']}"
            if zone in size["zones"]
            else ""
            for zone in zones
        ]
        mark = "*" if size["size"] == answer["recommended"] else ""
        rows.append((size["size"] + mark, f"{size['score']:.2f}", *cells))
    made = table(("size", "score", *(f"{zone} ease cm" for zone in zones)), rows)
    made.caption = f"{answer['reason']} (confidence {answer['confidence']:.2f}, {answer['basis']})"
    return made

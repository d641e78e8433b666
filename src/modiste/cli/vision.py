"""`modiste predict, tag, cutout`: what a picture shows, the shop's own photos, and a garment cut out.

Knows how answers are shown; the answers are the model's.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    app.command()(predict)
    app.command()(tag)
    app.command()(cutout)


def predict(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A model: NAME, NAME@VERSION, or a model folder.")],
    files: Annotated[list[str], typer.Argument(help="Pictures.")],
    top: Annotated[int, typer.Option(min=1, max=1000, help="How many labels to name.")] = 5,
) -> None:
    """Say what each picture shows. A bad file is refused and the rest goes on; exit code 1 if any was."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        answers = list(flows.predict(shop, model, files, top))
    terminal.failed = any("error" in answer for answer in answers)
    rows = [
        (answer["file"], "-", "-", f"{answer['error']['code']}: {answer['error']['detail']}")
        if "error" in answer
        else (
            answer["file"],
            answer["label"],
            f"{answer['confidence']:.3f}",
            ", ".join(f"{each['label']} {each['confidence']:.3f}" for each in answer["top"][1:3]),
        )
        for answer in answers
    ]
    terminal.show(answers, lambda: table(("file", "label", "confidence", "then"), rows))


def cutout(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(help="Photos.")],
    out: Annotated[Path, typer.Option(help="A .png file for one photo, a folder for several.")],
    model: Annotated[
        str, typer.Option(help="A segmenter: NAME, NAME@VERSION, or a model folder.")
    ] = "segmenter",
) -> None:
    """Cut the garment out of each photo: a PNG with a clear ground. Exit code 1 if a file was refused."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        told = flows.write_cut_outs(shop, files, out, model)
    terminal.failed = any("error" in each for each in told)
    rows = [
        (each["file"], "-", "-", f"{each['error']['code']}: {each['error']['detail']}")
        if "error" in each
        else (each["file"], f"{each['covered']:.2f}", " ".join(map(str, each["box"])), each["out"])
        for each in told
    ]
    terminal.show(told, lambda: table(("file", "covered", "box", "out"), rows))


def tag(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Pictures to describe; without, the shop's are tagged."),
    ] = None,
    model: Annotated[str, typer.Option(help="NAME or NAME@VERSION; by default the shop's own.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Photos that were seen, too.")] = False,
    why: Annotated[str, typer.Option(help="Explain this field of one photo, such as sleeve.")] = "",
    out: Annotated[Path | None, typer.Option(help="With --why: where to save what counts.")] = None,
) -> None:
    """Describe pictures: kind, colours, print, neckline, sleeve, length. Or tag the photos of the shop.

    Of the shop, a model is asked about every photo and what it says is kept; again, it goes on where it was.
    """
    terminal: Terminal = context.obj
    if why:
        if not files or len(files) != 1:
            raise typer.BadParameter("--why explains one photo")
        _explain(terminal, Path(files[0]), why, out)
        return
    if files:
        _describe(terminal, files)
        return
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.tag(shop, model, progress, stopped, again=again)
    said = f"{made.photos} photos tagged by {made.model}@{made.version}; {made.unsure} unsure"
    terminal.show(made.to_json(), lambda: said)


def _explain(terminal: Terminal, file: Path, field: str, out: Path | None) -> None:
    with terminal.shop_if_any() as shop:
        made = flows.explain_tag(file, field, shop, out)
    rows = [(made.tag.value, f"{made.tag.confidence:.2f}"), *made.nearest]
    terminal.show(made.to_json(), lambda: table((field, ""), rows))
    terminal.note("below it the garments that look most like it" + (f"; {out} shows where" if out else ""))


def _describe(terminal: Terminal, files: list[str]) -> None:
    with terminal.shop_if_any() as shop:
        told: list[dict[str, Any]] = [each.to_json() for each in flows.describe(files, shop)]
    terminal.failed = any("error" in each for each in told)
    rows = []
    for each in told:
        if "error" in each:
            rows.append((each["file"], "-", f"{each['error']['code']}: {each['error']['detail']}", "-"))
            continue
        for name, tag in each["tags"].items():
            mark = " ?" if tag["unsure"] else ""
            rows.append((each["file"], name, tag["value"] + mark, f"{tag['confidence']:.2f}"))
        said = ", ".join(f"{colour['name']} {colour['share']:.0%}" for colour in each["colours"])
        rows.append((each["file"], "colours", said or "-", f"{each['covered']:.2f}"))
    terminal.show(told, lambda: table(("file", "", "", "confidence"), rows))

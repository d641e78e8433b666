"""`modiste photograph`: a garment of a program as a picture, or as a film that turns once round.

Knows how a picture is asked for and told; drape, cloth and light are tailoring's. No shop is needed.
"""

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modiste import tailoring
from modiste.cli.terminal import Terminal, settings_of, table
from modiste.garment import ModisteError
from modiste.learning import Event

if TYPE_CHECKING:
    from modiste.learning import Progress
    from modiste.tailoring import Appearance, Drape, Scene

_FORMS = {".png": "PNG", ".webp": "WEBP", ".jpg": "JPEG", ".jpeg": "JPEG"}


def add(app: typer.Typer) -> None:
    """Hang the room's verb on the app."""
    app.command("photograph")(photograph)


def photograph(
    context: typer.Context,
    program: Annotated[str, typer.Argument(help="A program, as `modiste pattern programs` lists them.")],
    out: Annotated[Path, typer.Option(help="FILE.png, .webp or .jpg; a turntable is a .webp.")],
    size: Annotated[str, typer.Option(help="A size of the chart; by default its base size.")] = "",
    chart: Annotated[str, typer.Option(help="women, men, gbt or gbt-men; by default the program's.")] = "",
    cloth: Annotated[str, typer.Option(help="jersey, rib, fleece, poplin, linen, denim, ...")] = "jersey",
    colour: Annotated[str, typer.Option(help="The dye, as #rrggbb.")] = "#2c3f63",
    scene: Annotated[
        list[str] | None,
        typer.Option(help="A field of the scene, as kind=flat or setting=wood; may be repeated."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="A program's option=value; may be repeated.")
    ] = None,
    turntable: Annotated[bool, typer.Option(help="Turn it once round, as an animated WebP.")] = False,
    frames: Annotated[int, typer.Option(help="Of a turntable.")] = 24,
    width: Annotated[int, typer.Option(help="In pixels; pictures are three high to two wide.")] = 480,
    still: Annotated[bool, typer.Option(help="Take the time for a picture without noise.")] = False,
) -> None:
    """Draft, drape and photograph a garment; it is synthetic."""
    terminal: Terminal = context.obj
    begun = time.perf_counter()
    form = _FORMS.get(out.suffix.lower())
    if form is None or (turntable and form != "WEBP"):
        wanted = "a .webp" if turntable else "a .png, .webp or .jpg"
        raise ModisteError("MOD-2101", reason=f"{out.name} is not {wanted}")
    setting = _scene(scene or [])
    fabric = tailoring.house_fabric(cloth)
    look = tailoring.appearance_of(fabric, tailoring.Solid(colour))
    of = tailoring.size_chart(chart or tailoring.program_named(program).people)
    pattern = tailoring.draft_size(program, of.name, size or of.base, settings_of(set_ or []))
    main = {name: pattern.body[name] for name in ("height", "bust", "waist", "hip")}
    figure = tailoring.posed(tailoring.solve_body(main, of.people), "down")
    picture = (width, round(1.5 * width))
    with terminal.progress() as progress:
        draped = tailoring.drape_garment(pattern, figure, fabric.hangs, progress=_told(progress, "drape"))
        if turntable:
            data = tailoring.turntable(
                draped,
                look,
                setting,
                picture,
                frames=frames,
                still=still,
                progress=_told(progress, "frames"),
            )
        else:
            data = _bytes(draped, look, setting, picture, form, still=still)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise ModisteError("MOD-2041", path=out, reason=(error.strerror or str(error)).lower()) from None
    told = {
        "program": program,
        "chart": of.name,
        "size": pattern.size,
        "cloth": fabric.fabric.id,
        "colour": colour,
        "kind": setting.kind,
        "frames": frames if turntable else 1,
        "width": picture[0],
        "height": picture[1],
        "bytes": len(data),
        "out": str(out),
        "seconds": round(time.perf_counter() - begun, 2),
        "synthetic": True,
    }
    terminal.show(told, lambda: table(("", ""), [(name, str(value)) for name, value in told.items()]))


def _told(progress: "Progress", what: str) -> Callable[[float], bool]:
    def told(share: float) -> bool:
        progress(Event("step", round(100 * share), 100, what))
        return True

    return told


def _scene(words: Sequence[str]) -> "Scene":
    """A scene of field=value; numbers where the field is one."""
    plain = asdict(tailoring.Scene())
    given: dict[str, Any] = {}
    for name, text in settings_of(words).items():
        if name not in plain:
            raise ModisteError("MOD-1582", word=name, value=repr(text), allowed=", ".join(plain))
        try:
            given[name] = type(plain[name])(text)
        except ValueError:
            raise ModisteError("MOD-1582", word=name, value=repr(text), allowed="a number") from None
    return tailoring.Scene(**given)


def _bytes(
    draped: "Drape",
    look: "Appearance",
    scene: "Scene",
    size: tuple[int, int],
    form: str,
    *,
    still: bool,
) -> bytes:
    made = io.BytesIO()
    photo = tailoring.photograph(draped, look, scene, size, still=still)
    from PIL import Image  # noqa: PLC0415 - the command line's help need not load it

    Image.fromarray(photo.pixels).save(made, form, quality=90)
    return made.getvalue()

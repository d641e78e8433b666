"""`modiste encoder collect, histories, adapt`: what the encoder learns from, and how a shop tunes it.

Knows how it is asked for and told; the space is foundation's, the shop the workspace's.
"""

from pathlib import Path
from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, figure, stoppable, table
from modiste.workspace import flows


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    encoder = typer.Typer(help="The encoder: pictures and words in one space.", no_args_is_help=True)
    encoder.callback()(_encoder)
    encoder.command("collect")(collect)
    encoder.command("histories")(histories)
    encoder.command("explain")(explain)
    encoder.command("tagger")(tagger)
    encoder.command("adapt")(adapt)
    app.add_typer(encoder, name="encoder")


def _encoder() -> None:
    """The encoder: pictures and words in one space."""


def collect(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to write the corpus to.")],
    renders: Annotated[
        list[Path] | None, typer.Option(help="A folder that `shop randomised` wrote; may be repeated.")
    ] = None,
    photos: Annotated[
        Path | None, typer.Option(help="Photos laid out as clothing-dataset-small: train/, validation/.")
    ] = None,
    clips: Annotated[str, typer.Option(help="fashion-mnist takes 3,000 of its training pictures.")] = "",
    lessons: Annotated[
        int, typer.Option(min=0, max=1_000_000, help="Sentences to hear from the teacher; 0 for none.")
    ] = 12_000,
    seed: Annotated[int, typer.Option(help="Of what is drawn.")] = 0,
) -> None:
    """Collect what an encoder learns from: pictures that something is known of, a teacher's sentences."""
    terminal: Terminal = context.obj
    with terminal.progress() as progress:
        made = flows.collect_corpus(
            out,
            renders=renders or (),
            photos=photos,
            clips=clips,
            lessons=lessons,
            seed=seed,
            progress=progress,
        )
    rows = [("pictures", figure(made.pictures)), *((name, figure(n)) for name, n in made.sources.items())]
    terminal.show(made.to_json(), lambda: table(("", ""), rows))


def histories(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Write what customers saw, liked and bought, without names, to learn the encoder's memory from."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        made = flows.collect_histories(shop, out, progress=progress, should_stop=stopped)
    terminal.show(
        made.to_json(), lambda: f"{made.people} people, {made.steps} steps, {made.garments} garments"
    )


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A picture.")],
    text: Annotated[str, typer.Argument(help="Words in English or Chinese.")],
    out: Annotated[Path | None, typer.Option(help="Where to save the picture with what counts.")] = None,
) -> None:
    """Say which words and which parts of a picture make the two alike."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        match = flows.explain_match_of(shop, file, text, out)
    rows = [(word, figure(worth)) for word, worth in match.words]
    terminal.show(match.to_json(), lambda: table(("word", "worth"), rows))
    terminal.note(f"cosine {match.cosine:.3f}" + (f"; {out} shows where" if out else ""))


def tagger(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="A corpus that `collect` wrote.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Learn the tagger's heads over the encoder, calibrate them, and judge them on the test split."""
    terminal: Terminal = context.obj
    with terminal.progress() as progress:
        told = flows.learn_attributes(data, out, progress)
    rows = [
        (name, f"{row['accuracy']:.3f}", f"{row['confidence']:.3f}", f"{row['n']:.0f}")
        for name, row in told.items()
    ]
    terminal.show(told, lambda: table(("field", "right", "confidence", "pictures"), rows))


def adapt(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="Which garments are held out.")] = 0,
    undo: Annotated[bool, typer.Option("--undo", help="Go back to the encoder as it came.")] = False,
) -> None:
    """Tune the encoder to the shop's own titles and photos; kept only where held-out garments gain by it."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        if undo:
            undone = flows.unadapt(shop)
            said = "the encoder is as it came" if undone else "the encoder was as it came"
            terminal.show({"undone": undone}, lambda: said)
            return
        made = flows.adapt(shop, seed=seed, progress=progress, should_stop=stopped)
    rows = [(name, str(value)) for name, value in made.to_json().items()]
    terminal.show(made.to_json(), lambda: table(("mean reciprocal rank, text to photo", ""), rows))

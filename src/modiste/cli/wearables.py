"""`modiste wearables`: sensor recordings looked at before anything is learned from them.

Knows how a quality report reads in a terminal; faults are the wearables room's. Training and judging are the
common verbs: `modiste train wearables.activity`, `modiste evaluate`.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from modiste.cli import wearables_edge
from modiste.cli.terminal import Terminal, figure, settings_of, table
from modiste.garment import ModisteError
from modiste.workspace import flows

_SPAN = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)=(.+)")


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    group = typer.Typer(no_args_is_help=True, help="Wearables: sensor recordings and what they tell.")
    group.command("check")(check)
    wearables_edge.add(group)
    group.command("explain")(explain)
    group.command("import")(import_)
    group.command("import-readings")(import_readings)
    group.command("label")(label)
    group.command("personalise")(personalise)
    group.command("signals")(signals)
    group.command("stream")(stream)
    app.add_typer(group, name="wearables")


def check(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Recordings: sp-sw-har's layout, or with a wearables.toml.")],
    device: Annotated[str, typer.Option(help="Of this device only: watch, phone.")] = "",
) -> None:
    """Say what is wrong with recordings, what was mended and what is set aside; exit 1 where all is."""
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


def import_(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Recordings: sp-sw-har's layout, or with a wearables.toml.")],
    name: Annotated[str, typer.Option(help="What the set is called in the shop.")] = "recordings",
) -> None:
    """Copy recordings into the shop, where labels can be put right and models judged by person."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        shown = shop.recordings.take_in(folder, name).to_json()
        place = str(shop.recordings.folder(name))
    terminal.show(
        {"set": name, "folder": place, **{key: shown[key] for key in ("recordings", "subjects", "unread")}},
        lambda: f"{name}: {shown['recordings']} recordings of {len(shown['subjects'])} people in {place}",
    )


def import_readings(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="A device that reports to this shop.")],
    axis: Annotated[list[str], typer.Option(help="QUANTITY=AXIS, the axes ax ay az gx gy gz; repeated.")],
    name: Annotated[str, typer.Option(help="What the set is called in the shop.")] = "readings",
) -> None:
    """Make a set of recordings of what a device has reported."""
    terminal: Terminal = context.obj
    quantities = settings_of(axis)
    with terminal.open_shop() as shop:
        shown = shop.recordings.take_readings(device, quantities, name).to_json()
    answer = {
        "set": name,
        "device": device,
        "seconds": shown["seconds"],
        "good_seconds": shown["good_seconds"],
    }
    terminal.show(answer, lambda: f"{name}: {shown['seconds']:.0f} seconds of {device}")


def label(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A set of recordings.")],
    recording: Annotated[str, typer.Argument(help="One of its recordings.")],
    span: Annotated[list[str], typer.Option(help="START-END=LABEL, in seconds; may be repeated.")],
) -> None:
    """Put a recording's labels right; its file stays as it is, the corrections stand beside it."""
    terminal: Terminal = context.obj
    matches = [_SPAN.fullmatch(text) for text in span]
    if None in matches:
        raise ModisteError("MOD-2101", reason="a --span is START-END=LABEL, as 2.5-4=WALKING")
    rows = [(float(each[1]), float(each[2]), each[3]) for each in matches if each]
    with terminal.open_shop() as shop:
        shop.recordings.correct(name, recording, rows)
    answer = {"set": name, "recording": recording, "spans": rows}
    terminal.show(answer, lambda: table(("from", "to", "label"), rows))


def explain(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A model of activities.")],
    folder: Annotated[Path, typer.Argument(help="The recording's folder.")],
    recording: Annotated[str, typer.Argument(help="Its name.")],
    at: Annotated[float, typer.Option(min=0, help="Seconds from its first sample.")] = 0.0,
) -> None:
    """Say which channel and when made a call, and how faithful that answer is."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        told = shop.recordings.explain(model, folder, recording, at)
    rows = [(name, f"{share:.0%}") for name, share in told["channels"].items()]
    terminal.show(told, lambda: table(("channel", "share"), rows))
    terminal.note(f"{told['label']}, {told['chance']:.0%} sure; faithfulness {told['faithfulness']:.3f}")


def personalise(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A model of activities.")],
    folder: Annotated[Path, typer.Argument(help="Labelled recordings.")],
    subject: Annotated[str, typer.Argument(help="Whose.")],
    minutes: Annotated[float, typer.Option(min=0.05, help="Labelled minutes to learn from.")] = 1.0,
    out: Annotated[str, typer.Option(help="Keep what was learned as a model of this name.")] = "",
) -> None:
    """Learn from a person's first labelled minutes, and say what that is worth on their other recordings."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        told = shop.recordings.personalise(model, folder, subject, minutes, out)
    rows = [(key, figure(told[f"accuracy_{key}"])) for key in ("before", "after")]
    terminal.show(told, lambda: table(("", "accuracy"), rows))
    if told["kept_as"]:
        terminal.note(f"kept as {told['kept_as']}; the first of {subject}'s recordings were learned from")


def signals(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Recordings: sp-sw-har's layout, or with a wearables.toml.")],
    device: Annotated[str, typer.Option(help="Of this device only: watch, phone.")] = "",
) -> None:
    """Tell steps, tilt, pulse, breath and skin temperature of each recording that has the columns."""
    terminal: Terminal = context.obj
    found = flows.recording_signals(folder, device)
    columns = (
        "recording",
        "steps",
        "cadence_per_min",
        "heart_rate_per_min",
        "breaths_per_min",
        "skin_celsius",
    )
    rows = [tuple(figure(row[column]) for column in columns) for row in found]
    terminal.show({"items": found}, lambda: table(columns, rows))


def stream(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A model of activities.")],
    name: Annotated[str, typer.Argument(help="A set of recordings.")],
    recording: Annotated[str, typer.Argument(help="One of its recordings.")],
) -> None:
    """Play a recording to a model as a simulated device would, and say what it tells while samples come."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.recordings.simulated(name, recording, model)
    rows = [
        (
            f"{row['at_s']:.1f}",
            f"{row['told_at_s']:.1f}",
            f"{row['label']}{' ?' if row['is_unknown'] else ''}",
            f"{row['confidence']:.0%}",
            row["true_label"],
        )
        for row in found
    ]
    terminal.show(
        {"model": model, "set": name, "recording": recording, "is_simulated": True, "items": found},
        lambda: table(("second", "told at", "label", "sure", "true"), rows),
    )
    scored = [row for row in found if row["true_label"]]
    right = sum(row["label"] == row["true_label"] for row in scored)
    terminal.note(f"simulated device; {right} of {len(scored)} labelled seconds are right")

"""`modiste devices`: which devices report, with which keys; register, rotate, revoke, listen over MQTT.

Knows how devices are shown; keys, proofs and order are the supply room's. A key is shown once, on stdout, and
stands in no log.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from modiste import workspace
from modiste.cli.terminal import Terminal, stoppable, table
from modiste.garment import ModisteError

if TYPE_CHECKING:
    from modiste.garment import DeviceKind
    from modiste.workspace import Shop

KINDS = ("gateway", "rfid_reader", "sensor", "scanner", "garment")
"""The spine's, which would bring pydantic into every `--help`."""
PUBLIC = "A gateway's own Ed25519 key in hexadecimal; its private half then never leaves it."
KEEP = "Keep it: the key is not shown again."
_TOLD_SECONDS = 5.0
Id = Annotated[int, typer.Argument(help="Its number in `modiste devices list --aside`.")]
Why = Annotated[str, typer.Option("--reason", help="Why, in a sentence.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    devices = typer.Typer(
        help="Devices of the supply chain: list, register, rotate, revoke, listen.",
        invoke_without_command=True,
    )
    devices.callback()(devices_list_by_default)
    devices.command("list")(devices_list)
    devices.command("register")(devices_register)
    devices.command("rotate")(devices_rotate)
    devices.command("revoke")(devices_revoke)
    devices.command("listen")(devices_listen)
    devices.command("show")(devices_show)
    devices.command("release")(devices_release)
    devices.command("dismiss")(devices_dismiss)
    devices.command("explain")(devices_explain)
    app.add_typer(devices, name="devices")


def devices_list_by_default(context: typer.Context) -> None:
    """Devices of the supply chain: list, register, rotate, revoke, listen."""
    if context.invoked_subcommand is None:
        devices_list(context)


def devices_list(
    context: typer.Context,
    aside: Annotated[bool, typer.Option("--aside", help="What was set aside, and why.")] = False,
) -> None:
    """List devices: keys, how far each has come, declared gaps, what was set aside."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = shop.devices.set_aside() if aside else shop.devices.listing()
    if aside:
        names = ("id", "code", "device", "times", "reason", "decision")
        shown = [tuple(row[name] for name in names) for row in found]
        terminal.show(found, lambda: table(("id", "code", "device", "times", "why", "decided"), shown))
        return
    columns = ("id", "kind", "place", "epoch", "seq", "keys", "gaps", "set aside")
    lines = [
        (
            row["id"], row["kind"], row["place"], row["epoch"], row["seq"],
            " ".join(each["state"] for each in row["keys"]), len(row["gaps"]), row["set_aside"],
        )
        for row in found
    ]  # fmt: skip
    terminal.show(found, lambda: table(columns, lines))


def devices_register(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="Its id: a-z, 0-9, dots and dashes.")],
    kind: Annotated[str, typer.Option(help=f"One of {', '.join(KINDS)}.")] = "sensor",
    name: Annotated[str, typer.Option(help="What people call it.")] = "",
    place: Annotated[str, typer.Option(help="Where it stands, as a URI (a GLN's).")] = "",
    public: Annotated[str, typer.Option(help=PUBLIC)] = "",
) -> None:
    """Let a device in; its key is shown this once."""
    terminal: Terminal = context.obj
    if kind not in KINDS:
        raise ModisteError("MOD-2101", reason=f"{kind!r} is no kind of device; known: {', '.join(KINDS)}")
    with terminal.open_shop(create=True) as shop:
        _show(
            terminal, shop.devices.register(device, cast("DeviceKind", kind), name, place, public).to_json()
        )


def devices_rotate(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="A device's id.")],
    public: Annotated[str, typer.Option(help=PUBLIC)] = "",
    overlap: Annotated[float, typer.Option(help="Hours that the key before still counts.")] = 168.0,
) -> None:
    """Give a device its next key; the one before counts beside it for a while."""
    terminal: Terminal = context.obj
    if not 0 <= overlap <= 24 * 366:
        raise ModisteError("MOD-2101", reason="--overlap is a number of hours from 0 to a year")
    with terminal.open_shop() as shop:
        _show(terminal, shop.devices.rotate(device, public, round(overlap * 3_600_000)).to_json())


def devices_revoke(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="A device's id.")],
    key: Annotated[str, typer.Option(help="One of its keys; all of them otherwise.")] = "",
) -> None:
    """Believe nothing more of a device, or of one of its keys."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        count = shop.devices.revoke(device, key)
    terminal.show({"device": device, "revoked": count}, lambda: f"{device}: {count} keys are revoked")


def devices_show(context: typer.Context, envelope: Id) -> None:
    """Look at one envelope that was set aside."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        _show_aside(terminal, shop.devices.aside(envelope))


def devices_release(
    context: typer.Context,
    envelope: Id,
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")] = "",
) -> None:
    """Judge what was set aside again, now; its clock does not count any more."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.devices.release(envelope, reason)
        _show_aside(terminal, shop.devices.aside(envelope))


def devices_dismiss(context: typer.Context, envelope: Id, reason: Why) -> None:
    """Let what was set aside rest; it stays, with the reason."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.devices.dismiss(envelope, reason)
        _show_aside(terminal, shop.devices.aside(envelope))


def devices_explain(
    context: typer.Context,
    device: Annotated[str, typer.Argument(help="A device's id.")],
    epoch: Annotated[int, typer.Argument(help="The gap's epoch.")],
    first: Annotated[int, typer.Argument(help="Its first number.")],
    reason: Why,
) -> None:
    """Say what explains a declared gap; it stays one."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        shop.devices.explain(device, epoch, first, reason)
    terminal.show(
        {"device": device, "epoch": epoch, "first": first, "why": reason}, lambda: f"{device}: noted"
    )


def devices_listen(
    context: typer.Context,
    broker: Annotated[str, typer.Option(help="HOST:PORT of an MQTT 5 broker.")] = "127.0.0.1:8883",
    tls: Annotated[
        Path | None, typer.Option(help="A folder with authority.pem, modiste-intake.pem and .key.")
    ] = None,
    embedded: Annotated[
        bool, typer.Option("--embedded", help="Be the broker, too, on this address: for a demonstration.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="Stop after so long; 0 is never.")] = 0.0,
) -> None:
    """Take in what devices report over MQTT, until Ctrl-C."""
    terminal: Terminal = context.obj
    host, _, port = broker.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ModisteError("MOD-2101", reason=f"{broker!r} is no HOST:PORT")
    with terminal.open_shop(create=True) as shop, stoppable() as should_stop:
        with (
            shop.devices.listening((host, int(port)), tls, embedded=embedded) as intake,
            workspace.kept_up(shop),
            workspace.settled(),
        ):
            terminal.note(f"Listening to {broker}. Ctrl-C stops.")
            ends = time.monotonic() + seconds if seconds else float("inf")
            told = time.monotonic()
            while not should_stop() and time.monotonic() < ends:
                time.sleep(0.05)
                if time.monotonic() - told > _TOLD_SECONDS:
                    told = time.monotonic()
                    terminal.note(_line(shop, intake.state))
        counts = _counts(shop)
    terminal.show(counts, lambda: ", ".join(f"{name} {value}" for name, value in counts.items()))


def _show(terminal: Terminal, credentials: dict[str, Any]) -> None:
    terminal.show(credentials, lambda: "\n".join(f"{name} = {value}" for name, value in credentials.items()))
    terminal.note(KEEP)


def _show_aside(terminal: Terminal, held: dict[str, Any]) -> None:
    terminal.show(held, lambda: "\n".join(f"{name}: {value}" for name, value in held.items()))


def _counts(shop: "Shop") -> dict[str, Any]:
    counts = shop.devices.writer.counts
    outcomes = {name: counts.outcomes[name] for name in ("accepted", "again", "early", "quarantined")}
    return {"messages": counts.messages, **outcomes, "events": counts.events, "failed": counts.failed}


def _line(shop: "Shop", state: str) -> str:
    return f"{state}: " + ", ".join(f"{name} {value}" for name, value in _counts(shop).items())

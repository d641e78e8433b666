"""`modiste wearables place | energy | model`: sensors on a garment, its battery, its model on devices.

Knows how they read in a terminal; `cli.wearables` hangs them on the app.
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError
from modiste.workspace import flows

PARTS = ("sensor", "processor", "radio", "total")


Device = Annotated[str, typer.Option(help="A simulated device's name; it is made on first use.")]


def add(group: typer.Typer) -> None:
    """Hang these verbs below `modiste wearables`."""
    group.command("energy")(energy)
    group.command("place")(place)
    models = typer.Typer(no_args_is_help=True, help="Models signed for devices, and simulated devices.")
    models.command("sign")(sign)
    models.command("install")(install)
    models.command("rollback")(roll_back)
    models.command("devices")(devices)
    group.add_typer(models, name="models")


def place(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment of the shop, or a pattern program.")],
    sensors: Annotated[int, typer.Option(help="At most so many, from 1 to 4.")] = 3,
    cost: Annotated[float, typer.Option(min=0, help="Euros that they may cost together.")] = float("inf"),
    washes: Annotated[int, typer.Option(min=0, help="Washes that each must last for.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of the simulated people.")] = 0,
    out: Annotated[Path | None, typer.Option(help="A PNG to write: the body with its sites.")] = None,
) -> None:
    """Say which sites of a garment to give a sensor, by simulated wearers; 1 where the limits leave none."""
    terminal: Terminal = context.obj
    with terminal.shop_if_any() as shop:
        made = flows.sensor_placement(shop, garment, sensors, cost, washes, seed)
    if out is not None:
        out.write_bytes(flows.sensor_placement_picture(made))
    shown = {**made.to_json(), "picture": None if out is None else str(out)}
    rows = [
        (
            str(made.chosen.index(row["id"]) + 1) if row["is_chosen"] else "" if row["is_allowed"] else "x",
            row["title"],
            f"{row['score']:.3f}",
            f"{row['real']['score']:.3f}" if row["real"] else "",
            f"{row['ease_cm']:g}",
            f"{row['cost_eur']:g}",
            str(row["washes"]),
        )
        for row in shown["sites"]
    ]
    terminal.show(shown, lambda: table(("", "site", "alone", "real", "ease cm", "EUR", "washes"), rows))
    low, high = shown["score"]["ci95"]
    terminal.note(
        f"together {shown['score']['value']:.3f} ({low:.3f} to {high:.3f}), {shown['cost_eur']:g} EUR, "
        f"{shown['washes']} washes; {shown['method']}"
    )
    for row in shown["sites"]:
        if real := row["real"]:
            terminal.note(
                f"{row['title']}: simulated {row['score']:.3f}, measured {real['score']:.3f} "
                f"on {real['people']} people ({real['source']})"
            )


def energy(
    context: typer.Context,
    budget: Annotated[
        Path, typer.Argument(help="A TOML file of assumed currents; docs/wearables-placement.md.")
    ],
    model: Annotated[str, typer.Option(help="A model of activities, to try the policy with.")] = "",
    data: Annotated[str, typer.Option(help="Recordings to try it on.")] = "",
) -> None:
    """Say how long a battery lasts on stated currents, and what sampling slowly while sure saves."""
    terminal: Terminal = context.obj
    if bool(model) != bool(data):
        raise ModisteError("MOD-2101", reason="--model and --data go together")
    with terminal.shop_if_any() as shop:
        made = flows.energy_budget(shop, budget, model, data)
    rows = [
        (name, *(f"{made[name]['current_ua'][part]:.1f}" for part in PARTS), f"{made[name]['hours']:.0f}")
        for name in ("full", "adaptive", "low")
        if made.get(name)
    ]
    terminal.show(made, lambda: table(("sampling", *(f"{part} uA" for part in PARTS), "hours"), rows))
    if made["simulated"]:
        tried = made["simulated"]
        terminal.note(
            f"adaptive: {made['energy_ratio']:.2f} of the energy, {tried['change_points']:+.2f} points of "
            f"accuracy at 1 Hz, {tried['low_share']:.0%} of the time at the low rate; simulated on recordings"
        )
    terminal.note(made["note"])


def sign(
    context: typer.Context,
    model: Annotated[str, typer.Argument(help="A model of the shop.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
) -> None:
    """Write a model as one file that the shop's key signed, checked against its golden vectors."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.sign_model_update(shop, model, out)
    terminal.show(made, lambda: f"{made['model']}, number {made['number']}: {made['file']}")
    terminal.note(f"devices must know this public key: {made['public_key']}")


def install(
    context: typer.Context,
    update: Annotated[Path, typer.Argument(help="A signed update.")],
    device: Device,
) -> None:
    """Hand an update to a simulated device, which checks it before it takes it; exit 1 where it refuses."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.install_model_update(shop, device, update)
    _show_devices(terminal, made, [made])


def roll_back(context: typer.Context, device: Device) -> None:
    """Have a simulated device go back to the model before its current one."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.roll_back_model(shop, device)
    _show_devices(terminal, made, [made])


def devices(context: typer.Context) -> None:
    """List the simulated devices with the models they run."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = flows.list_device_models(shop)
    _show_devices(terminal, made, made["items"])
    terminal.note(made["note"])


def _show_devices(terminal: Terminal, made: object, rows: list[dict[str, Any]]) -> None:
    def slot(told: dict[str, Any] | None) -> str:
        return f"{told['name']} {told['version']}, number {told['number']}" if told else "-"

    shown = [(row["device"], slot(row["current"]), slot(row["previous"])) for row in rows]
    terminal.show(made, lambda: table(("simulated device", "current", "before"), shown))

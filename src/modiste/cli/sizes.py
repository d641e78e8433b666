"""`modiste size`: which size of a garment somebody should take, by returns and by the drape.

Knows how the advice reads in a terminal; both opinions are the workspace's.
"""

from typing import Annotated, Any, Literal

import typer

from modiste.cli.terminal import Terminal, settings_of, stoppable, table
from modiste.garment import ModisteError
from modiste.workspace import flows

Preference = Literal["close", "as-designed", "loose"]


def add(app: typer.Typer) -> None:
    """Hang the room's verb on the app."""
    app.command()(size)


def size(
    context: typer.Context,
    garment: Annotated[str, typer.Argument(help="A garment's id.")],
    customer: Annotated[str, typer.Option(help="A customer's id.")] = "",
    measures: Annotated[
        str, typer.Option(help='Centimetres: "height=168,chest=92,waist=74,hip=99"; else the kept ones.')
    ] = "",
    simulate: Annotated[
        bool, typer.Option("--simulate/--no-simulate", help="Drape the pattern on the body as well.")
    ] = True,
    prefer: Annotated[Preference, typer.Option(help="How the wearer likes it.")] = "as-designed",
) -> None:
    """Say which size to take: predicted from orders and returns, simulated on the body, and what to do."""
    terminal: Terminal = context.obj
    body = _numbers(measures)
    with terminal.open_shop() as shop, terminal.progress() as progress, stoppable() as stopped:
        advice = flows.advise_size(
            shop,
            garment,
            customer,
            body,
            simulate=simulate,
            preference=prefer,
            progress=progress,
            should_stop=stopped,
        )
    terminal.show(advice.to_json(), lambda: _report(advice))
    terminal.note(advice.en)
    for english, _ in advice.notes:
        terminal.note(english)


def _numbers(measures: str) -> dict[str, float]:
    made = {}
    for name, value in settings_of(measures.split(",") if measures else ()).items():
        try:
            made[{"bust": "chest"}.get(name, name)] = float(value)
        except ValueError:
            raise ModisteError("MOD-2102", text=f"{name}={value}") from None
    return made


def _report(advice: "flows.SizeAdvice") -> Any:
    learned = {each.size: each for each in advice.learned.sizes} if advice.learned else {}
    draped = advice.simulated.sizes if advice.simulated else {}
    rows = []
    for name in dict.fromkeys((*learned, *draped)):
        cells = ["", "", "", ""]
        if name in learned:
            told = learned[name]
            reasons = [told.reasons.get(each) for each in ("small", "large", "other")]
            cells = [
                f"{each.value:.0%} ({each.ci95[0]:.0%}-{each.ci95[1]:.0%})" if each else "not known"
                for each in reasons
            ]
            cells.append(f"{told.returned.value:.0%}")
        mark = "*" if name == advice.recommended else ""
        rows.append((name + mark, *cells, f"{draped[name]:.2f}" if name in draped else ""))
    columns = ("size", "back as small", "back as large", "back otherwise", "back at all", "drape's score")
    return table(columns, rows)

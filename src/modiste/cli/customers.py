"""`modiste customers export|erase`: what is kept of one person, and that it is no longer.

Knows how it is shown; what belongs to a customer is the workspace's.
"""

from typing import Annotated

import typer

from modiste.cli.terminal import Terminal, table

WHO = "A customer's id, or the source's own id or e-mail address."


def add(app: typer.Typer) -> None:
    """Hang the verbs on the app."""
    made = typer.Typer(help="One customer: export all that is kept, erase it.", no_args_is_help=True)
    made.command("export")(export)
    made.command("erase")(erase)
    app.add_typer(made, name="customers")


def export(context: typer.Context, customer: Annotated[str, typer.Argument(help=WHO)]) -> None:
    """Print all that is kept of a customer, as JSON."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        terminal.show(shop.people.export(customer))


def erase(context: typer.Context, customer: Annotated[str, typer.Argument(help=WHO)]) -> None:
    """Forget a customer: sales and looks stay, without whom; no later import brings the customer back."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        done = shop.people.erase(customer)
    terminal.show(done, lambda: table(tuple(done), [list(done.values())]))

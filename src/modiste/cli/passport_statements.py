"""`modiste passport signer | signers | state | statement | statements`: what suppliers sign of a garment.

Knows how signers and statements read in a terminal; signatures are the workspace's. `state` needs no shop.
"""

import getpass
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from modiste.cli.terminal import Terminal, table
from modiste.garment import ModisteError
from modiste.workspace import flows


def add_statements(group: typer.Typer) -> None:
    """Hang the verbs on the passport's group."""
    for name, command in (
        ("signer", signer),
        ("signers", signers),
        ("state", state),
        ("statement", statement),
        ("statements", statements),
    ):
        group.command(name)(command)


def signer(
    context: typer.Context,
    did: Annotated[str, typer.Argument(help="did:key:z6Mk..., or did:web:HOST with its key.")],
    name: Annotated[str, typer.Option(help="What people call the supplier.")] = "",
    key: Annotated[str, typer.Option(help="A did:web's key, z6Mk...; none is fetched.")] = "",
    document: Annotated[Path | None, typer.Option(help="A did:web's document, instead of a key.")] = None,
    tier: Annotated[list[str] | None, typer.Option(help="Of this tier alone; again for more.")] = None,
    end: Annotated[bool, typer.Option("--end", help="It may not sign any more.")] = False,
) -> None:
    """Say that a supplier may sign what passports say, or no more."""
    terminal: Terminal = context.obj
    said = _read(document) if document else None
    with terminal.open_shop() as shop:
        kept = shop.passports.statements
        if end:
            kept.end_signer(did, getpass.getuser())
        else:
            kept.name_signer(did, name, getpass.getuser(), key=key, document=said, tiers=tier or ())
        found = [_signer(each) for each in kept.signers() if each.did == did]
    terminal.show({"signers": found}, lambda: f"{did}: {'may not sign any more' if end else 'may sign'}")


def signers(context: typer.Context) -> None:
    """List which suppliers may sign."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = [_signer(each) for each in shop.passports.statements.signers()]
    rows = [(each["name"], each["did"], ", ".join(each["tiers"]), each["ended_at"] or "") for each in found]
    terminal.show({"signers": found}, lambda: table(("name", "did", "tiers", "until"), rows))


def state(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A CSV with the columns field and value.")],
    key: Annotated[Path, typer.Option(help="The file of your key, made where there is none.")],
    name: Annotated[str, typer.Option(help="What you call yourself.")],
    out: Annotated[Path, typer.Option(help="The statement to write.")],
    subject: Annotated[str, typer.Option(help="Of what it speaks: a lot, a Digital Link.")] = "",
    did: Annotated[str, typer.Option(help="did:web:HOST, where that names the key; else did:key.")] = "",
    days: Annotated[int, typer.Option(min=1, max=3650, help="For so many days it counts.")] = 365,
) -> None:
    """As a supplier, state facts of what you made and sign them; no shop is needed."""
    terminal: Terminal = context.obj
    data = flows.write_statement(flows.read_bundle(str(file)), key, name, subject=subject, did=did, days=days)
    flows.write_file(out, data)
    made = json.loads(data)
    answer = {
        "file": str(out),
        "bytes": len(data),
        "signer": made["issuer"]["id"],
        "facts": len(made["credentialSubject"]["facts"]),
    }
    terminal.show(answer, lambda: f"{out}: {answer['facts']} facts, signed by {answer['signer']}")


def statement(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A signed statement, or with --withdraw its SHA-256.")],
    garment: Annotated[str, typer.Option(help="Of which garment it is.")],
    private: Annotated[bool, typer.Option("--private", help="Bundles tell its hash alone.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it back.")] = False,
) -> None:
    """Take in what a supplier signed of a garment; its facts carry the signer in every passport."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        kept = shop.passports.statements
        if withdraw:
            gone = kept.withdraw(file, garment, getpass.getuser())
            answer: dict[str, Any] = {"sha256": gone.sha256, "withdrawn": True}
            said = f"{gone.sha256}: taken back"
        else:
            data = flows.read_bundle(file)
            made = kept.take(garment, data, getpass.getuser(), is_private=private, name=file)
            answer = {
                **vars(made),
                "fields": list(made.fields),
                "refused": dict(made.refused),
                "valid_until": made.valid_until.isoformat() if made.valid_until else None,
            }
            said = f"{len(made.fields)} facts signed by {made.name} taken, {len(made.refused)} refused"
    terminal.show(answer, lambda: said)


def statements(
    context: typer.Context, garment: Annotated[str, typer.Option(help="Of one garment.")] = ""
) -> None:
    """List what suppliers signed."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found: list[dict[str, Any]] = [
            {
                "sha256": each.sha256,
                "garment": each.garment,
                "did": each.did,
                "name": each.name,
                "is_private": each.is_private,
                "made_at": _moment(each.made_at),
                "valid_until": _moment(each.valid_until),
                "withdrawn_at": _moment(each.withdrawn_at),
            }
            for each in shop.passports.statements.listing(garment)
        ]
    rows = [
        (
            each["garment"],
            each["name"],
            each["sha256"][:12],
            each["valid_until"] or "",
            each["withdrawn_at"] or "",
        )
        for each in found
    ]
    columns = ("garment", "signed by", "sha256", "until", "taken back")
    terminal.show({"statements": found}, lambda: table(columns, rows))


def _signer(kept: Any) -> dict[str, Any]:
    return {
        "did": kept.did,
        "key": kept.key,
        "name": kept.name,
        "tiers": list(kept.tiers),
        "made_at": _moment(kept.made_at),
        "made_by": kept.made_by,
        "ended_at": _moment(kept.ended_at),
    }


def _read(path: Path) -> Any:
    try:
        return json.loads(flows.read_bundle(str(path)))
    except (ValueError, RecursionError) as error:
        raise ModisteError("MOD-2629", where=str(path), reason=str(error)[:200]) from None


def _moment(at: int) -> str | None:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None

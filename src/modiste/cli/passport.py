"""`modiste passport`: digital product passports issued, bundled, checked, revoked; the log and its witnesses.

Knows how a verdict reads in a terminal; proofs are the workspace's. `verify` needs no shop.
"""

import getpass
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from modiste.cli.passport_content import add_content
from modiste.cli.passport_scans import codes, release, scans, suspicions
from modiste.cli.passport_statements import add_statements
from modiste.cli.terminal import Terminal, stoppable, table
from modiste.garment import ModisteError
from modiste.workspace import flows

if TYPE_CHECKING:
    from modiste.store import KeptPassport

_PAGE = 500
_NAMES = {"ok": "ok", "failed": "FAILED", "unknown": "cannot tell"}
Item = Annotated[str, typer.Argument(help="An item: a Digital Link, or an SGTIN's name.")]


def add(app: typer.Typer) -> None:
    """Hang the room's verbs on the app."""
    group = typer.Typer(no_args_is_help=True, help="Passports: issue, bundle, verify, audit.")
    for name, command in (
        ("list", list_),
        ("issue", issue),
        ("bundle", bundle),
        ("verify", verify),
        ("revoke", revoke),
        ("erase", erase),
        ("audit", audit),
        ("log", log),
        ("anchor", anchor),
        ("trust", trust),
        ("keys", keys),
        ("rotate-key", rotate_key),
        ("witness", witness),
        ("page", page),
        ("restricted", restricted),
        ("open", open_),
        ("scans", scans),
        ("suspicions", suspicions),
        ("codes", codes),
        ("release", release),
        ("labels", labels),
    ):
        group.command(name)(command)
    add_content(group)
    add_statements(group)
    app.add_typer(group, name="passport")


def list_(
    context: typer.Context,
    garment: Annotated[str, typer.Option(help="Of one garment.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Versions that were replaced, too.")] = False,
) -> None:
    """List the passports of items: which are in force, which were revoked."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        found = list(shop.passports.listing(garment=garment, every=every))
    items = [_shown(each) for each in found]
    rows = [
        (each["item"], each["garment"], each["version"], each["status"], each["issued_at"][:10])
        for each in items
    ]
    columns = ("item", "garment", "version", "status", "issued")
    terminal.show({"items": items}, lambda: table(columns, rows))


def issue(
    context: typer.Context,
    items: Annotated[list[str] | None, typer.Argument(help="Items: Digital Links, or SGTINs' names.")] = None,
    garment: Annotated[str, typer.Option(help="Every known item of a garment.")] = "",
) -> None:
    """Issue passports; an item that says the same as before keeps the one that it has."""
    terminal: Terminal = context.obj
    if not items and not garment:
        raise ModisteError("MOD-2101", reason="name items, or a --garment")
    with terminal.open_shop() as shop, stoppable() as should_stop, terminal.progress() as progress:
        wanted = [*(items or []), *(shop.passports.items_of(garment) if garment else ())]
        made = shop.passports.issue(wanted, getpass.getuser(), progress, should_stop)
    rows = [(each.item, each.version, each.leaf) for each in made]
    answer = {"issued": len(made), "items": [vars(each) for each in made]}
    terminal.show(answer, lambda: table(("item", "version", "entry of the log"), rows) if rows else "")
    terminal.note(f"{len(made)} issued of {len(set(wanted))}; the others say what they said")


def labels(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    items: Annotated[list[str] | None, typer.Argument(help="Items: Digital Links, or SGTINs' names.")] = None,
    garment: Annotated[str, typer.Option(help="Every known item of a garment.")] = "",
    paper: Annotated[
        str, typer.Option(help="70x37, 63.5x38.1, 105x57 or 48.5x25.4: a label, in mm.")
    ] = "70x37",
    skip: Annotated[int, typer.Option(min=0, help="So many labels of the first sheet are used up.")] = 0,
) -> None:
    """Put items' labels on sheets of A4 to print, the codes at their true size."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        wanted = [*(items or []), *(shop.passports.items_of(garment) if garment else ())]
        data = shop.passports.labels(wanted, paper, skip)
        is_local = not shop.settings.issuer_host
    flows.write_file(out, data)
    answer = {"file": str(out), "labels": len(wanted), "bytes": len(data)}
    terminal.show(answer, lambda: f"{out}: {len(wanted)} labels; print it at 100 %")
    if is_local:
        terminal.note("These labels lead to this machine alone: say issuer_host in modiste.toml first.")


def bundle(
    context: typer.Context,
    item: Item,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    events: Annotated[bool, typer.Option("--events", help="Show the events of its journey.")] = False,
) -> None:
    """Write one file that proves an item's passport, to be checked anywhere."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        data = shop.passports.bundle(item, events=events)
    flows.write_file(out, data)
    terminal.show({"file": str(out), "bytes": len(data)}, lambda: f"{out}: {len(data):,} bytes")


def verify(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="A bundle, or the https address of one.")],
    trust: Annotated[
        Path | None, typer.Option(help="Whom to trust, as `passport trust` writes it; else the shop.")
    ] = None,
    at: Annotated[str, typer.Option(help="As of a day, YYYY-MM-DD; else today.")] = "",
) -> None:
    """Check a bundle line by line; exit 1 where one does not hold."""
    terminal: Terminal = context.obj
    data = flows.read_bundle(file)
    trusted = flows.read_trust_file(trust) if trust else None
    now = _day(at) if at else None
    if trusted is not None:
        checks = flows.verify_bundle(data, trusted, now)
    else:
        with terminal.shop_if_any() as shop:
            checks = shop.passports.verify(data, now=now) if shop else flows.verify_bundle(data, None, now)
    answer = [
        {"name": each.name, "status": each.status, "why": each.why(), "why_zh": each.why("zh")}
        for each in checks
    ]
    rows = [(each["name"].replace("_", " "), _NAMES[each["status"]], each["why"]) for each in answer]
    is_ok = all(each.status != "failed" for each in checks)
    terminal.show({"ok": is_ok, "checks": answer}, lambda: table(("check", "", "why"), rows))
    terminal.note("A right passport proves the passport, not the garment that a copied label is sewn to.")
    terminal.failed = terminal.failed or not is_ok


def revoke(
    context: typer.Context, item: Item, reason: Annotated[str, typer.Option(help="Why, in a sentence.")]
) -> None:
    """Take an item's passport back, for good."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        made = shop.passports.revoke(item, getpass.getuser(), reason)
    terminal.show(_shown(made), lambda: f"{made.item}: revoked")


def erase(context: typer.Context, item: Item) -> None:
    """Forget what an item's passports said; all other proofs hold as before."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        count = shop.passports.erase(item)
    terminal.show({"item": item, "erased": count}, lambda: f"{count} versions erased")


def audit(context: typer.Context) -> None:
    """Look at the whole log again, and name the first entry that is not what was logged."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop, terminal.progress() as progress:
        found = shop.passports.log.audit(progress)
    said = f"{found.size:,} entries are as they were logged"
    bad = f"entry {found.first_bad}: {found.reason}"
    is_ok = found.first_bad is None
    terminal.show({"ok": is_ok, **vars(found)}, lambda: said if is_ok else bad)
    terminal.failed = terminal.failed or not is_ok


def log(
    context: typer.Context,
    export: Annotated[Path | None, typer.Option(help="Write it as static files for a web server.")] = None,
) -> None:
    """Bring the log up to date, have it witnessed, and tell its size and keys."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop, stoppable() as should_stop, terminal.progress() as progress:
        shop.passports.log.catch_up(progress, should_stop)
        shop.passports.log.witnessed()
        found = shop.passports.log.status()
        if export:
            found["files"] = shop.passports.log.export(export, progress)
    rows = [
        (name.replace("_", " "), "\n".join(map(str, each)) if isinstance(each, list) else str(each))
        for name, each in found.items()
    ]
    terminal.show(found, lambda: table(("log", ""), rows))
    if not found["independent_witnesses"]:
        terminal.note("The shop is its own witness: that adds no independence. Name others in `witnesses`.")


def anchor(context: typer.Context) -> None:
    """Anchor the log's size on the chain, and tell what became of every anchor."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        shop.passports.log.catch_up()
        found = shop.passports.anchors.anchor()
    columns = ("size", "state", "block", "gas", "reason")
    rows = [tuple(each[name] for name in columns) for each in found["anchors"]]
    terminal.show(found, lambda: table(("entries", *columns[1:]), rows))
    terminal.note(found["says"])
    if found["trouble"]:
        terminal.note(f"The chain is left alone for a while: {found['trouble']}")
    terminal.failed = terminal.failed or bool(found["trouble"])


def trust(
    context: typer.Context, out: Annotated[Path | None, typer.Option(help="The file to write.")] = None
) -> None:
    """Tell whom a verifier of this shop's passports must trust."""
    terminal: Terminal = context.obj
    with terminal.open_shop(create=True) as shop:
        said = shop.passports.trust().said()
    if out:
        flows.write_file(out, json.dumps(said, indent=1).encode() + b"\n")
    terminal.show(said, lambda: str(out) if out else json.dumps(said, indent=1))


def keys(
    context: typer.Context,
    seal: Annotated[
        bool | None,
        typer.Option("--seal/--unseal", help="Keep every key under the passphrase, or under none."),
    ] = None,
) -> None:
    """Tell how the keys are kept, and since when the issuer's count; no private part is shown."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        if seal is not None:
            flows.seal_passport_keys(shop, is_sealed=seal)
        found = flows.passport_keys(shop)
    rows = [
        (each["what"], each["public"], each["mode"], "passphrase" if each["is_sealed"] else "none")
        for each in found["keys"]
    ]
    terminal.show(found, lambda: table(("key", "public part", "mode", "under"), rows))
    for each in found["history"]:
        terminal.note(f"entry {each['entry']}: {each['key']} {each['state']} {each['at']}")
    if not all(each["is_sealed"] for each in found["keys"]):
        terminal.note("Whoever can read the files is the issuer: MODISTE_KEY_PASSPHRASE_FILE and --seal.")


def rotate_key(context: typer.Context) -> None:
    """Take a new issuer's key; what the old one signed before stays right."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        method = shop.passports.log.rotate_key()
    terminal.show({"key": method}, lambda: method)


def witness(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where it remembers, and keeps its key.")],
    name: Annotated[str, typer.Option(help="Its name, such as eye.example/1.")],
    logs: Annotated[list[str], typer.Option("--log", help="The key of a log to watch; again for more.")],
    host: Annotated[str, typer.Option(help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="0 takes a free one.")] = 8322,
) -> None:
    """Watch logs of others: sign each checkpoint that goes on from the last, refuse forks, until Ctrl-C."""
    terminal: Terminal = context.obj
    with flows.serving_witness(folder, name, logs, host, port) as (url, key), stoppable() as should_stop:
        terminal.show({"url": url, "key": key}, lambda: f"{url} {key}")
        terminal.note("Give this line to the log's keeper, who names it in `witnesses`.")
        flows.until(should_stop)


def restricted(
    context: typer.Context,
    item: Item,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    audience: Annotated[str, typer.Option(help="legitimate_interest or authority.")] = "legitimate_interest",
    only: Annotated[list[str] | None, typer.Option(help="Of this field alone; again for more.")] = None,
) -> None:
    """Write a token of what is not for everybody, of which its holder may show a part."""
    terminal: Terminal = context.obj
    with terminal.open_shop() as shop:
        token = flows.restricted_token(shop, item, audience, only or ())
    flows.write_file(out, token.encode())
    answer = {"file": str(out), "audience": audience, "claims": token.count("~") - 1}
    terminal.show(answer, lambda: f"{out}: {answer['claims']} fields for {audience}")


def open_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A token, as `passport restricted` writes it.")],
    trust: Annotated[Path | None, typer.Option(help="Whom to trust; else the shop.")] = None,
) -> None:
    """See what a token says, once its issuer is trusted and its signature holds."""
    terminal: Terminal = context.obj
    token = flows.read_bundle(str(file)).decode("ascii", "replace")
    if trust is not None:
        trusted = flows.read_trust_file(trust)
    else:
        with terminal.open_shop() as shop:
            trusted = shop.passports.trust()
    found = flows.read_restricted(token, trusted, datetime.now(UTC))
    rows = [(name, json.dumps(each, ensure_ascii=False)[:80]) for name, each in found["claims"].items()]
    terminal.show(found, lambda: table(("claim", "value"), rows))
    terminal.note(f"{found['hidden']} claims were not shown")


def page(context: typer.Context, out: Annotated[Path, typer.Option(help="The file to write.")]) -> None:
    """Write the page that checks passports in a browser, for any web server or none."""
    terminal: Terminal = context.obj
    data = flows.verification_page()[0].encode()
    flows.write_file(out, data)
    digest = hashlib.sha256(data).hexdigest()
    answer = {"file": str(out), "bytes": len(data), "sha256": digest}
    terminal.show(answer, lambda: f"{out}: {len(data):,} bytes, SHA-256 {digest}")


def _shown(kept: "KeptPassport") -> dict[str, Any]:
    return {
        "item": kept.item,
        "garment": kept.garment,
        "status": kept.state,
        "id": kept.id,
        "version": kept.version,
        "entry": kept.leaf,
        "issued_at": _moment(kept.issued_at),
        "ended_at": _moment(kept.ended_at) if kept.ended_at else None,
        "reason": kept.reason,
    }


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise ModisteError("MOD-2101", reason=f"{text[:30]!r} is no day, YYYY-MM-DD") from None

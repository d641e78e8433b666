"""From the words after `modiste` to an exit code: 0 done, 1 failed or refused, 2 misuse, 130 interrupted.

Knows the list of verbs and how errors leave the house; each verb stands in its room's adapter.
"""

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

import typer

from modiste import workspace as rooms
from modiste.cli import (
    api,
    ar,
    cluster,
    collect,
    customers,
    demand,
    design,
    devices,
    encoder,
    fabric,
    house,
    keys,
    launches,
    learning,
    outfits,
    passport,
    photographs,
    recommend,
    sales,
    search,
    sizes,
    studio,
    supply,
    tailoring,
    trends,
    tryon,
    vision,
    wearables,
    workspace,
)
from modiste.cli.terminal import Terminal
from modiste.garment import CATALOGUE, ModisteError

EVERYWHERE = "Before or after every verb: --shop DIR (default $MODISTE_SHOP, else ./shop) and --json."
STOPPED = "MOD-2018"
INTERRUPTED = 130


def _app() -> typer.Typer:
    made = typer.Typer(
        name="modiste",
        help="Modiste: one garment, its whole life, on one system.",
        epilog=EVERYWHERE,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    rooms_of = (
        collect,
        customers,
        learning,
        vision,
        wearables,
        search,
        recommend,
        tailoring,
        photographs,
        tryon,
        sizes,
        outfits,
        sales,
        launches,
        trends,
        demand,
        supply,
        passport,
        ar,
        fabric,
        design,
        devices,
        cluster,
        workspace,
        encoder,
        house,
        api,
        keys,
        studio,
    )
    for room in rooms_of:
        room.add(made)
    return made


def run(arguments: Sequence[str], terminal: Terminal | None = None) -> int:
    """Do what the arguments ask and return the exit code; nothing is raised and no traceback is shown."""
    terminal = terminal or Terminal()
    try:
        words = _everywhere(arguments, terminal)
        given = _app()(args=words, prog_name="modiste", standalone_mode=False, obj=terminal)
        code = given if isinstance(given, int) else 0
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        return code or int(terminal.failed)
    except ModisteError as error:
        terminal.refuse(described(error))
        return INTERRUPTED if error.code == STOPPED else 2 if error.code[4:6] == "21" else 1
    except (KeyboardInterrupt, typer.Abort):
        terminal.note("Interrupted. Nothing is half-written; the same command goes on where it was.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`| head`); the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is not None:  # Typer's own family of misuse has no public common base
            _misuse(terminal, error, message())
            return 2
        _unexpected(terminal, error)
        return 1


def main() -> None:
    """The `modiste` program."""
    if not sys.warnoptions:  # what a library thinks of another is nothing to a user
        warnings.simplefilter("ignore")
    sys.exit(run(sys.argv[1:]))


def described(error: ModisteError) -> dict[str, str]:
    """An error as the JSON that faces show."""
    return {"code": error.code, "title": error.title, "detail": error.detail, "remedy": error.remedy}


def _everywhere(arguments: Sequence[str], terminal: Terminal) -> list[str]:
    """Take `--shop DIR` and `--json` out, wherever they stand before `--`; the verbs see the rest."""
    words: list[str] = []
    left = iter(arguments)
    for word in left:
        if word == "--":
            return [*words, word, *left]
        if word == "--json":
            terminal.json = True
        elif word == "--shop" or word.startswith("--shop="):
            value = word.partition("=")[2] if "=" in word else next(left, "")
            if not value or "\0" in value:
                raise ModisteError("MOD-2101", reason="--shop needs a folder")
            terminal.shop = Path(value)
        else:
            words.append(word)
    return words


def _misuse(terminal: Terminal, error: Exception, message: str) -> None:
    context = getattr(error, "ctx", None)
    if not message.strip() and context is not None:  # no verb: the help is the answer
        terminal.note(context.get_help())
        return
    terminal.refuse(described(ModisteError("MOD-2101", reason=message.rstrip(". "))))


def _unexpected(terminal: Terminal, error: Exception) -> None:
    """Keep the traceback for whoever repairs it, and tell the user where it is."""
    where = _keep_trace(terminal, "".join(traceback.format_exception(error)))
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    terminal.refuse(described(ModisteError("MOD-2100", reason=reason, path=where)))


def _keep_trace(terminal: Terminal, trace: str) -> str:
    from modiste.collect import cache_folder  # noqa: PLC0415 - wanted only where something broke

    homes = [terminal.root] if rooms.is_shop(terminal.root) else []
    for home in (*homes, cache_folder()):
        try:
            path = rooms.log_file(home)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
                rooms.logger(stream).error("unexpected", code="MOD-2100", trace=trace)
            return str(path)
        except OSError:
            continue
    return "no log: neither the shop nor the cache can be written"


assert STOPPED in CATALOGUE

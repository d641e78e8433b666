"""Heat pictures of the shop's photos: where those of one photo lie, and that they go when it goes.

Knows folders below `explanations/`; drawing heat is `flows/explanations`'. A heat picture shows the photo, so
it must not outlive it.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from modiste.garment import Image
from modiste.store import Store

FOLDER = "explanations"
_ID = re.compile(r"[0-9a-f]{32}")
_HALF = 16


def heat_id(image_id: str, question: str) -> str:
    """The id of an explanation: half of it tells the photo, so that all that were made of one are found."""
    return _half(image_id) + _half(question)


def forget_heat(root: Path, image_ids: Iterable[str]) -> int:
    """Remove the heat pictures of photos that are gone; returns of how many explanations.

    Args:
        root: the shop's folder.
        image_ids: the photos.
    """
    gone = {_half(image_id) for image_id in image_ids}
    return _remove(each for each in _folders(root) if each.name[:_HALF] in gone)


def sweep_heat(store: Store) -> int:
    """Remove heat pictures of photos that the shop does not have; returns of how many explanations.

    One that was drawn while its garment was being deleted is found here.
    """
    made = _folders(store.root)
    if not made:
        return 0
    there = {_half(image.id) for image in store.rows.scan(Image)}
    return _remove(each for each in made if each.name[:_HALF] not in there)


def _folders(root: Path) -> list[Path]:
    """Explanations of photos of the shop; those of files that a person named lie beside them."""
    folder = root / FOLDER
    return [each for each in folder.iterdir() if _ID.fullmatch(each.name)] if folder.is_dir() else []


def _remove(folders: Iterable[Path]) -> int:
    gone = 0
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        gone += not folder.exists()
    return gone


def _half(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_HALF]

"""A garment's package for augmented reality: its files, its page, and a manifest of what they are.

Knows names, hashes and labels; it is written whole or not at all.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from modiste.ar.page import page_of
from modiste.garment import ModisteError
from modiste.store import telling, write_whole

MANIFEST = "ar.json"
MEDIA_TYPES: Mapping[str, str] = {
    "garment.glb": "model/gltf-binary",
    "mirror.glb": "model/gltf-binary",
    "garment.usdz": "model/vnd.usdz+zip",
    "poster.png": "image/png",
    "index.html": "text/html",
}
HOW = "synthetic: drafted, draped and drawn by computer; no photograph, nobody of flesh and blood"


@dataclass(frozen=True, eq=False)
class Package:
    """What lies in the folder, by name."""

    files: Mapping[str, bytes]

    @property
    def manifest(self) -> Mapping[str, object]:
        """What the package says of itself."""
        found: Mapping[str, object] = json.loads(self.files[MANIFEST])
        return found


def packaged(
    title: str,
    glb: bytes,
    usdz: bytes,
    poster: bytes,
    labels: Mapping[str, object],
    licence: str = "",
    title_zh: str = "",
    mirror: bytes = b"",
) -> Package:
    """A garment's package; equal files give equal bytes.

    Args:
        title: What is shown.
        glb: Its glTF.
        usdz: Its USDZ.
        poster: Its picture, PNG.
        labels: What is known of it: garment, size, cloth, ...
        licence: Under what it may be used.
        title_zh: What it is called in Chinese; by default as in English.
        mirror: Its glTF on a body's joints, for the live mirror; by default there is none.
    """
    files = {
        "garment.glb": glb,
        **({"mirror.glb": mirror} if mirror else {}),
        "garment.usdz": usdz,
        "poster.png": poster,
        "index.html": page_of(title, title_zh=title_zh).encode(),
    }
    manifest = {
        "title": title,
        **({"title_zh": title_zh} if title_zh else {}),
        **labels,
        "is_synthetic": True,
        "how": HOW,
        "licence": licence or "not stated",
        "files": {
            name: {
                "media_type": MEDIA_TYPES[name],
                "bytes": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for name, data in files.items()
        },
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
    return Package({**files, MANIFEST: text.encode()})


def write_package(made: Package, folder: Path) -> list[Path]:
    """Write a package as a folder, in place of an older package there.

    Raises:
        ModisteError: MOD-1701 where the folder holds something else, MOD-1110 what the system refuses.
    """
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / MANIFEST).is_file())
    ):
        raise ModisteError("MOD-1701", path=folder)
    new = folder.with_name(f".{folder.name}.{uuid4().hex}.partial")
    with telling(folder):
        try:
            for name, data in made.files.items():
                write_whole(new / name, data)
            if folder.exists():
                old = folder.with_name(f".{folder.name}.{uuid4().hex}.old")
                folder.replace(old)
                new.replace(folder)
                shutil.rmtree(old)
            else:
                new.replace(folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
    return [folder / name for name in made.files]

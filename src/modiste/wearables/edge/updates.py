"""Models sent to devices: signed by the house, checked on the device by key, number, hashes, golden vectors.

Knows the package and a device's two slots; how packages travel is others'. One file: a ZIP of the model's
files with `manifest.json` and `signature`, Ed25519 (RFC 8032) over the manifest's bytes.
"""

import hashlib
import io
import json
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.garment import ModisteError
from modiste.learning import Served, put_folder, read_card
from modiste.store import write_whole

MANIFEST, SIGNATURE, STATE = "manifest.json", "signature", "state.json"
MAX_BYTES = 8 * 1024 * 1024
CARD = "card.toml"
Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]


class FileMark(BaseModel):
    """One file's size and hash."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    size: int = Field(ge=0, le=MAX_BYTES)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What is signed: whose model, its number among all that were signed, and its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Name
    version: str = Field(min_length=1, max_length=80)
    number: int = Field(ge=1, lt=2**53)
    files: dict[Name, FileMark] = Field(min_length=1, max_length=12)


def signed_update(folder: Path, number: int, key: Ed25519PrivateKey) -> bytes:
    """A model folder as one signed file.

    Args:
        folder: the model's; it is checked against its golden vectors before anything is signed.
        number: greater than that of every update signed before.
        key: the house's.

    Raises:
        ModisteError: MOD-1320 to 1327 for a model that is not sound; MOD-2960 for one that is too large.
    """
    Served.load(folder).check_golden()
    card = read_card(folder / CARD)
    files = {name: (folder / name).read_bytes() for name in (CARD, *card.files)}
    if sum(map(len, files.values())) > MAX_BYTES:
        raise ModisteError("MOD-2960", reason=f"{card.name} is larger than {MAX_BYTES} bytes")
    marks = {
        name: FileMark(size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for name, data in files.items()
    }
    manifest = Manifest(name=card.name, version=card.version, number=number, files=marks)
    raw = json.dumps(manifest.model_dump(), sort_keys=True, separators=(",", ":")).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {MANIFEST: raw, SIGNATURE: key.sign(raw), **files}.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def opened_update(content: bytes, key: Ed25519PublicKey) -> tuple[Manifest, dict[str, bytes]]:
    """An update's manifest and files, once the house has signed them and nothing is changed.

    Raises:
        ModisteError: MOD-2960 for what is no update, MOD-2961 for another's signature or a changed file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            if len(entries) > 16 or sum(entry.file_size for entry in entries) > 2 * MAX_BYTES:
                raise ModisteError("MOD-2960", reason="it is too large")
            files = {entry.filename: package.read(entry) for entry in entries}
        raw, signature = files.pop(MANIFEST), files.pop(SIGNATURE)
        key.verify(signature, raw)
        manifest = Manifest.model_validate_json(raw)
    except InvalidSignature:
        raise ModisteError("MOD-2961", reason="the house's key did not sign it") from None
    except KeyError as error:
        raise ModisteError("MOD-2960", reason=f"it lacks {error}") from None
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        ValidationError,
        OSError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise ModisteError("MOD-2960", reason=str(error).splitlines()[0]) from None
    found = {
        name: FileMark(size=len(data), sha256=hashlib.sha256(data).hexdigest())
        for name, data in files.items()
    }
    if found != manifest.files:
        raise ModisteError("MOD-2961", reason="its files are not those of its manifest")
    return manifest, files


@dataclass(frozen=True)
class DeviceModels:
    """A device's two slots for models, in a folder: the current one and the one before.

    What it remembers is written whole, so that a power cut leaves it with the one or the other.
    """

    root: Path
    key: Ed25519PublicKey

    def state(self) -> dict[str, Any]:
        """`current` and `previous` models, None where there is none, and the `highest` number ever taken."""
        try:
            read: dict[str, Any] = json.loads((self.root / STATE).read_text(encoding="utf-8"))
        except FileNotFoundError:
            read = {"current": None, "previous": None, "highest": 0}
        return read

    def install(self, content: bytes) -> Manifest:
        """Check an update and make it the current model; the one that was stays as the one before.

        Raises:
            ModisteError: MOD-2960, MOD-2961 as `opened_update`; MOD-2962 where it is not newer than every one
                taken before; MOD-1320 to 1327 where its golden vectors do not come out on this device.
        """
        manifest, files = opened_update(content, self.key)
        state = self.state()
        if manifest.number <= state["highest"]:
            raise ModisteError("MOD-2962", number=manifest.number, highest=state["highest"])
        folder = self.folder(manifest.number)
        put_folder(folder, files)
        try:
            Served.load(folder).check_golden()
        except ModisteError:
            shutil.rmtree(folder)
            raise
        told = manifest.model_dump(include={"name", "version", "number"})
        self._remember({"current": told, "previous": state["current"], "highest": manifest.number})
        return manifest

    def roll_back(self) -> dict[str, Any]:
        """Make the model before the current one; what was taken back comes again under a new number only.

        Raises:
            ModisteError: MOD-2963 where there is none.
        """
        state = self.state()
        if state["previous"] is None:
            raise ModisteError("MOD-2963", device=self.root.name)
        self._remember({**state, "current": state["previous"], "previous": None})
        return self.state()

    def served(self) -> Served:
        """The current model, opened.

        Raises:
            ModisteError: MOD-2963 where there is none.
        """
        current = self.state()["current"]
        if current is None:
            raise ModisteError("MOD-2963", device=self.root.name)
        return Served.load(self.folder(current["number"]))

    def folder(self, number: int) -> Path:
        """Where the model of an update lies."""
        return self.root / f"model-{number}"

    def _remember(self, state: Mapping[str, Any]) -> None:
        write_whole(self.root / STATE, json.dumps(state).encode())

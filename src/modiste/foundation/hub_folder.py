"""A stranger's folder as a model hub has it: which of its files are read, and how large they may be.

Knows names, sizes and links; what the files mean is left to those who asked for them. Nothing of a folder is
ever run, and nothing is fetched.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from modiste.garment import ModisteError

JSON_BYTES = 4_000_000
TOKENIZER_BYTES = 100_000_000
WEIGHTS_BYTES = 8_000_000_000
_SHARDS = 64
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack", ".h5")
_TEXT_BYTES = 1_000_000
NOT_STATED = "not stated"


class Folder:
    """A folder of a model hub, on this machine.

    Raises:
        ModisteError: MOD-1903 where it is no folder.
    """

    def __init__(self, path: Path) -> None:
        self.given = path
        try:
            self.path = path.resolve(strict=True)
        except OSError:
            raise self.refusal("there is no such folder") from None
        if not self.path.is_dir():
            raise self.refusal("it is not a folder")

    @property
    def name(self) -> str:
        """The folder's own."""
        return self.path.name

    def refusal(self, reason: str) -> ModisteError:
        """Why nothing of this folder can be loaded."""
        return ModisteError("MOD-1903", path=self.given, reason=reason)

    def has(self, name: str) -> bool:
        """Whether there is a file of that name, or a link."""
        path = self.path / name
        return path.is_file() or path.is_symlink()

    def file(self, name: str, most: int) -> Path:
        """A file's place.

        Args:
            name: Of the file, without folders.
            most: Bytes that it may have.

        Raises:
            ModisteError: MOD-1903 where it is missing, too large, or a link that leads out of the folder.
        """
        if Path(name).name != name or name in ("", ".", ".."):
            raise self.refusal(f"it names a file of another folder, {name!r}")
        path = self.path / name
        if not self.has(name):
            raise self.refusal(f"{name} is missing")
        if not path.resolve().is_relative_to(self.path):
            raise self.refusal(f"{name} is a link that leads out of the folder")
        if not path.is_file():
            raise self.refusal(f"{name} is no file")
        size = path.stat().st_size
        if size > most:
            raise self.refusal(f"{name} has {size} bytes, more than the {most} that are read")
        return path

    def json(self, name: str) -> dict[str, Any]:
        """A JSON object.

        Raises:
            ModisteError: MOD-1903 where there is none.
        """
        path = self.file(name, JSON_BYTES)
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            raise self.refusal(f"{name} is not JSON") from None
        if not isinstance(value, dict):
            raise self.refusal(f"{name} holds no JSON object")
        return value

    def json_if_there(self, name: str) -> dict[str, Any]:
        """A JSON object, empty where the file is missing."""
        return self.json(name) if self.has(name) else {}

    def weights(self, names: Sequence[str]) -> list[Path]:
        """The safetensors files of the first of these names that is there, whole or in shards.

        Raises:
            ModisteError: MOD-1903 where there are none, or only pickles.
        """
        for name in names:
            if self.has(name):
                return [self.file(name, WEIGHTS_BYTES)]
            if self.has(f"{name}.index.json"):
                return self._shards(f"{name}.index.json")
        pickles = sorted(each.name for each in self.path.iterdir() if each.suffix in _PICKLES)
        if pickles:
            raise self.refusal(
                f"its weights are in {pickles[0]}, not in safetensors: such a file may run code"
            )
        raise self.refusal(f"{names[0]} is missing")

    def _shards(self, index: str) -> list[Path]:
        named = self.json(index).get("weight_map")
        if not isinstance(named, dict) or not named or not all(isinstance(v, str) for v in named.values()):
            raise self.refusal(f"{index} names no files")
        shards = sorted(set(named.values()))
        if len(shards) > _SHARDS:
            raise self.refusal(f"{index} names {len(shards)} files, more than {_SHARDS}")
        paths = []
        for shard in shards:
            if not shard.endswith(".safetensors"):
                raise self.refusal(f"{index} names {shard!r}, which is not safetensors")
            paths.append(self.file(shard, WEIGHTS_BYTES))
        if sum(path.stat().st_size for path in paths) > WEIGHTS_BYTES:
            raise self.refusal(f"its weights have more than {WEIGHTS_BYTES} bytes")
        return paths

    def said(self) -> dict[str, tuple[str, ...]]:
        """What the front matter of README.md says under each of its plain keys; empty where there is none."""
        if not self.has("README.md"):
            return {}
        text = self.file("README.md", _TEXT_BYTES).read_text(encoding="utf-8", errors="replace")
        found = re.match(r"\A\ufeff?---\s*\n(.*?)\n---\s*(?:\n|\Z)", text, re.DOTALL)
        made: dict[str, tuple[str, ...]] = {}
        key = ""
        for line in found[1].splitlines() if found else ():
            if entry := re.match(r"([A-Za-z_]\w*):\s*(.*)", line):
                key, value = entry[1], entry[2].split(" #")[0].strip()
                made[key] = tuple(_plain(each) for each in value.strip("[]").split(",") if _plain(each))
            elif key and (entry := re.match(r"\s*-\s+(.+)", line)):
                made[key] += (_plain(entry[1]),)
        return made

    def licence(self) -> str:
        """What README.md says of the licence, else "not stated"."""
        said = self.said()
        named = said.get("license", ()) or (NOT_STATED,)
        if named[0] == "other" and said.get("license_name"):
            named = said["license_name"]
        return ", ".join(named)


def _plain(value: str) -> str:
    return value.strip().strip("'\"").strip()[:200]

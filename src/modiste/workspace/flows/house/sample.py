"""A house packed into one file: pictures and truth as they were made, opened in seconds.

Knows the file, a zip of `house.json`, `truth/<garment>.json` and `pictures/<image>.webp`. The plan, customers
and trade follow from the seed and are not in it. One such file, the sample, comes with Modiste.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Progress, silent
from modiste.store import written_whole
from modiste.workspace.flows.house.fit import from_plain
from modiste.workspace.flows.house.making import STAMP, House, generate
from modiste.workspace.flows.house.photos import Taken, image_id, image_row
from modiste.workspace.flows.house.plan import VERSION, Planned
from modiste.workspace.flows.house.truth import FOLDER, read_truth, whole_truth
from modiste.workspace.flows.house.workroom import STOPPED, Brief, Made, StopAsked

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SAMPLE = "sample.zip"
"""The file that comes with Modiste, beside this one."""
_LARGEST = 8_000_000
"""Bytes of one entry."""
_AT_ONCE = 40
_LONG_AGO = (2024, 1, 1, 0, 0, 0)
"""When every entry was made, as far as the file says: the same house has the same bytes."""


class Packed:
    """A packed house, open for reading.

    Raises:
        ModisteError: MOD-2046 when the file is missing, damaged or of another version.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise self._refused(str(error).lower()) from None
        self.stamp: dict[str, Any] = self._plain(STAMP)
        if self.stamp.get("version") != VERSION:
            raise self._refused(f"its plan is of version {self.stamp.get('version')}, not {VERSION}")

    def __enter__(self) -> "Packed":
        return self

    def __exit__(self, *told: object) -> None:
        self._zip.close()

    def all_made(self, orders: Sequence[Brief], should_stop: StopAsked) -> Iterator[list[tuple[Brief, Made]]]:
        """Every garment that is ordered, some at once; for `generate`."""
        for start in range(0, len(orders), _AT_ONCE):
            if should_stop():
                raise ModisteError("MOD-2018", what=STOPPED)
            yield [(each, self._made(each.garment)) for each in orders[start : start + _AT_ONCE]]

    def _made(self, garment: Planned) -> Made:
        try:
            truth = whole_truth(self._bytes(f"truth/{garment.id}.json"), self._path)
        except ModisteError as error:
            raise self._refused(f"the truth of {garment.id} is damaged") from error
        if truth["garment"] != json.loads(json.dumps(garment.to_json())):
            raise self._refused(f"{garment.id} is not the garment that its seed plans today")
        taken = []
        for shot in garment.shots:
            told = truth["photos"].get(image_id(garment, shot))
            if told is not None:
                data = self._bytes(f"pictures/{told['image_id']}.webp")
                if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
                    raise self._refused(f"the picture {told['image_id']} is not in WebP")
                size = int(told["camera"]["width"]), int(told["camera"]["height"])
                taken.append(Taken(image_row(garment, shot, data, size), data, told))
        return Made(from_plain(truth["girths"]), taken, str(truth["pictures"]))

    def _plain(self, name: str) -> dict[str, Any]:
        try:
            value = json.loads(self._bytes(name))
        except ValueError:
            raise self._refused(f"{name} is damaged") from None
        if not isinstance(value, dict):
            raise self._refused(f"{name} is damaged")
        return value

    def _bytes(self, name: str) -> bytes:
        try:
            if self._zip.getinfo(name).file_size > _LARGEST:
                raise self._refused(f"{name} is larger than {_LARGEST:,} bytes")
            return self._zip.read(name)
        except (KeyError, OSError, zipfile.BadZipFile) as error:
            raise self._refused(f"{name} cannot be read ({type(error).__name__})") from None

    def _refused(self, reason: str) -> ModisteError:
        return ModisteError("MOD-2046", path=self._path, reason=reason)


def pack(shop: "Shop", out: Path) -> int:
    """Write a shop's generated house to one file; the same house gives the same bytes.

    Args:
        shop: With a house that is whole.
        out: The file, replaced as a whole.

    Returns:
        Its bytes.

    Raises:
        ModisteError: MOD-2041 when the shop holds no house or the disk refuses, MOD-1111 for a lost picture.
    """
    folder = shop.root / FOLDER
    try:
        stamp = json.loads((folder / STAMP).read_bytes())
        with written_whole(out) as file, zipfile.ZipFile(file, "w") as into:
            told = json.dumps({**stamp, "trade": None}, sort_keys=True).encode()
            _put(into, STAMP, told, zipfile.ZIP_DEFLATED)
            for path in sorted(folder.glob("*.json")):
                if path.name == STAMP:
                    continue
                _put(into, f"truth/{path.name}", path.read_bytes(), zipfile.ZIP_DEFLATED)
                for image in sorted(read_truth(shop.root, path.stem)["photos"]):
                    row = shop.store.rows.get(Image, image)
                    data = shop.store.blobs.get(row.blob)
                    _put(into, f"pictures/{image}.webp", data, zipfile.ZIP_STORED)
        return out.stat().st_size
    except (OSError, ValueError) as error:
        reason = f"it cannot be packed ({error})".lower()
        raise ModisteError("MOD-2041", path=shop.root, reason=reason) from None


def _put(into: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = how
    into.writestr(entry, data, compresslevel=9)


def open_sample(
    shop: "Shop",
    *,
    path: Path | None = None,
    progress: Progress = silent,
    should_stop: StopAsked = lambda: False,
) -> House:
    """Open a packed house in a shop: garments, pictures, truth, customers, trade.

    Args:
        shop: Where; one with other garments is left alone.
        path: The packed house; by default the sample that comes with Modiste.
        progress: As `generate` tells it.
        should_stop: As `generate` asks it.

    Raises:
        ModisteError: As `generate`; MOD-2046 for a file that is no packed house, MOD-2042 where the shop has
            garments that are not of this house.
    """
    with as_file(files(__package__) / SAMPLE) as shipped, Packed(path or shipped) as packed:
        stamp: Mapping[str, Any] = packed.stamp
        if not (shop.root / FOLDER / STAMP).exists() and (count := shop.store.rows.count(Garment)):
            raise ModisteError("MOD-2042", path=shop.root, reason=f"it has {count} garments of its own")
        return generate(
            shop,
            int(stamp["garments"]),
            int(stamp["seed"]),
            programs=stamp["programs"],
            progress=progress,
            should_stop=should_stop,
            packed=packed,
        )

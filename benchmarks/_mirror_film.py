"""A camera's film of our own body in a garment, and where the garment truly is in every shot.

Each shot is draped on the body in its pose, not bent from another: a mirror cannot be right by its own
mistake. A patch in a corner says which shot a frame is.
"""

import base64
import io
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from modiste import tailoring
from modiste.ar import packaged, write_package
from modiste.garment import Cut, Garment
from modiste.tailoring import Drape, Surface
from modiste.tailoring.render.worn import SKIN_COLOUR
from modiste.workspace import Shop
from modiste.workspace.flows import ArWish
from modiste.workspace.flows.ar_shelf import ar_folder

SIZE = (480, 640)
PATCH = 24
"""Pixels of the corner's side; its grey is 16 + 24 x the shot's number."""
ARGUMENTS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
"""A browser with such a camera, whose 3D is drawn by the processor."""
_GRAB = """() => [...document.querySelectorAll('canvas[data-layer]')]
  .map((each) => each.toDataURL('image/png'))"""
CLOTH = (0.30, 0.36, 0.62)


@dataclass(frozen=True, eq=False)
class Shot:
    """(h, w, 3) uint8 pixels, and (h, w) whether one shows the garment."""

    name: str
    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]


def shot(name: str, draped: Drape, azimuth: float, number: int) -> Shot:
    """One shot from eye height; two colours of cloth tell what is cloth."""
    skin = tailoring.uncovered(draped, face=True)
    body = Surface(skin.places, skin.faces, np.array(SKIN_COLOUR) * (0.92, 0.74, 0.64))

    def drawn(colour: tuple[float, float, float]) -> NDArray[np.uint8]:
        cloth = Surface(draped.places, draped.cloth.faces, np.array(colour), colour)
        return tailoring.picture([body, cloth], azimuth, SIZE, 2.0)

    apart = np.abs(drawn((0.0, 0.0, 0.0)).astype(int) - drawn((1.0, 1.0, 1.0))).max(2)
    pixels = drawn(CLOTH)
    pixels[:PATCH, :PATCH] = 16 + 24 * number
    return Shot(name, pixels, apart > 60)


def write_y4m(shots: Sequence[Shot], to: Path, *, repeats: int, rate: int = 10) -> None:
    """Each shot so many frames, uncompressed 4:2:0 (BT.601, studio range)."""
    width, height = SIZE
    with to.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for each in shots:
            red, green, blue = np.moveaxis(each.pixels.astype(float), 2, 0)
            y = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255
            cb = 128 + (-37.797 * red - 74.203 * green + 112.0 * blue) / 255
            cr = 128 + (112.0 * red - 93.786 * green - 18.214 * blue) / 255
            halves = [c.reshape(height // 2, 2, width // 2, 2).mean((1, 3)) for c in (cb, cr)]
            frame = b"FRAME\n" + b"".join(np.round(c).astype(np.uint8).tobytes() for c in (y, *halves))
            file.write(frame * repeats)


def read_shot(pixels: NDArray[np.uint8]) -> int:
    """Which shot a frame is, from its corner."""
    return round((float(pixels[6:18, 6:18, :3].mean()) - 16) / 24)


def keep(shop: Shop, name: str, program: str, size: str, draped: Drape) -> None:
    """A garment that the shop has draped for its mirror already."""
    at = datetime.now(UTC)
    words = {"name": "Jersey tee", "category": "T-shirts", "attributes": {"name_zh": "针织T恤"}}
    shop.garments.put(Garment.model_validate({"id": name, **words, "created_at": at, "updated_at": at}))
    cut = {"id": name, "program": program, "chart": "women", "updated_at": at}
    shop.store.rows.put([Cut.model_validate(cut)])
    look = tailoring.appearance_of(tailoring.house_fabric("jersey"), tailoring.Solid("#2c3f63"))
    labels = {"garment": name, "size": size, "wearer": size, "sizes": [size], "cloth": "jersey"}
    labels |= {"print": "solid", "colour": "#2c3f63"}
    made = packaged(name, b"", b"", b"", labels, mirror=tailoring.mirror_glb(draped, look))
    folder = ar_folder(shop, ArWish(name))
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_package(made, folder)


def compared(page: Page, shots: Sequence[Shot], least: int, seconds: float) -> Mapping[str, list[float]]:
    """The mirror's garment over the truth (intersection over union), by shot, from what the page shows.

    Args:
        page: A mirror with its camera on.
        shots: What the camera shows, in the order of their numbers.
        least: Pictures of each shot wanted,
        seconds: unless so many have gone by.
    """
    found: dict[str, list[float]] = {each.name: [] for each in shots}
    until = time.monotonic() + seconds
    before = ""
    while time.monotonic() < until and min(map(len, found.values())) < least:
        layers = page.evaluate(_GRAB)
        if layers[1] != before:
            before = layers[1]
            picture, garment = (_pixels(each) for each in layers)
            number = read_shot(picture)
            if picture.shape[:2] == SIZE[::-1] and number < len(shots):
                drawn, truth = garment[..., 3] > 127, shots[number].mask
                found[shots[number].name].append(float((drawn & truth).sum() / (drawn | truth).sum()))
        page.wait_for_timeout(200)
    return found


def _pixels(address: str) -> NDArray[np.uint8]:
    data = base64.b64decode(address.partition(",")[2])
    return np.array(Image.open(io.BytesIO(data)).convert("RGBA"))

"""Clips made of real photos, each a scene with a slow zoom, focus that comes and goes, and noise."""

import sys
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageFilter

RATE = 30
BLUR = 3.0
"""The radius in pixels, at 720 lines, by which a frame is out of focus at the worst."""


def scene(photo: Path, frames: int, chance: np.random.Generator, size: tuple[int, int]) -> list[Image.Image]:
    """One photo as frames of `size`, in focus in the middle of a random moment only; zoomed in by 4 %."""
    width, height = size
    with Image.open(photo) as file:
        picture = file.convert("RGB").resize((round(width * 1.06), round(height * 1.06)))
    sharp = int(chance.integers(frames // 6, frames - frames // 6))
    made = []
    for number in range(frames):
        cut = 0.04 * number / frames / 2
        box = (
            cut * picture.width,
            cut * picture.height,
            (1 - cut) * picture.width,
            (1 - cut) * picture.height,
        )
        frame = picture.resize(size, Image.Resampling.BILINEAR, box)
        radius = BLUR * height / 720 * min(1.0, abs(number - sharp) / (frames / 6))
        made.append(frame.filter(ImageFilter.GaussianBlur(radius)) if radius else frame)
    made[sharp].info["sharp"] = True
    return made


def film(photos: list[Path], to: Path, seconds: float, size: tuple[int, int], seed: int) -> list[float]:
    """Write an H.264 MP4 with a scene a photo; gives the second at which each scene is in focus."""
    chance = np.random.default_rng(seed)
    frames, focused = round(seconds * RATE), []
    with av.open(str(to), "w") as out:
        stream = out.add_stream("libx264", rate=RATE, options={"crf": "20", "preset": "veryfast"})
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        for place, photo in enumerate(photos):
            for number, frame in enumerate(scene(photo, frames, chance, size)):
                if frame.info.get("sharp"):
                    focused.append((place * frames + number) / RATE)
                out.mux(stream.encode(av.VideoFrame.from_image(frame)))
        out.mux(stream.encode())
    return focused


if __name__ == "__main__":  # FILE SCENES SECONDS WIDTH HEIGHT PHOTO...
    to, scenes, seconds, width, height, *photos = sys.argv[1:]
    chosen = [Path(photos[number % len(photos)]) for number in range(int(scenes))]
    film(chosen, Path(to), float(seconds), (int(width), int(height)), 0)

"""Small clips as tests film them: scenes of coloured blocks that move a little, in any container."""

import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
HEIGHT, WIDTH, RATE = 96, 128, 10


def scene(seed: int) -> Pixels:
    """A still: blocks of colours of their own."""
    blocks = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    return np.array(Image.fromarray(blocks).resize((WIDTH, HEIGHT), Image.Resampling.NEAREST))


def panned(still: Pixels, frames: int = 10) -> list[Pixels]:
    """A still that moves by a pixel a frame."""
    return [np.roll(still, step, axis=1) for step in range(frames)]


def film(
    frames: Sequence[Pixels],
    codec: str = "libx264",
    container: str = "mp4",
    *,
    sound_seconds: int = 0,
    **options: str,
) -> bytes:
    """Frames as a clip's bytes, ten a second; with silence beside them that may be longer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip"  # a real file, for an index that is moved to the front is read again
        with av.open(str(path), "w", format=container, options=options) as out:
            stream = out.add_stream(codec, rate=RATE)
            stream.height, stream.width = frames[0].shape[:2]
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            sound = out.add_stream("pcm_s16le", rate=8000) if sound_seconds else None
            for pixels in frames:
                out.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
            out.mux(stream.encode())
            for second in range(sound_seconds):
                silence = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), "s16", "mono")
                silence.sample_rate, silence.pts = 8000, 8000 * second
                out.mux(sound.encode(silence))
        return path.read_bytes()


def three_scenes(codec: str = "libx264", container: str = "mp4", **options: str) -> bytes:
    """Three scenes of a second each."""
    return film([frame for seed in range(3) for frame in panned(scene(seed))], codec, container, **options)


def turned(data: bytes) -> bytes:
    """An MP4 that says it is to be shown turned by 90 degrees with the clock, as phones do."""
    at = data.index(b"tkhd") + 4 + 40
    matrix = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    return data[:at] + matrix + data[at + 36 :]


def written(folder: Path, name: str, data: bytes) -> Path:
    """The bytes as a file."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path

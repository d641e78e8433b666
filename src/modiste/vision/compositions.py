"""Pictures for the segmenter to learn from: our rendered garments cut out and laid on grounds by chance.

Knows how to lay, light and spoil a picture while its mask stays exactly known; patterns are `textures`'.
Strong domain randomisation (Tobin et al., IROS 2017): what is drawn is far more varied than what is true, so
that the true is one more variation.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from modiste.vision.textures import Chance, clouds, colour, texture

Pixels = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]

LABELS = ("ground", "garment")
_KEPT = 4
_FOUND_SHARE = 0.65
"""How often the ground is a piece of a photograph, where there are any."""


@dataclass(frozen=True, eq=False)
class Compositions:
    """So many pictures of one size, each drawn anew from its number whenever it is asked for.

    Attributes:
        garments: cut-outs (h, w, 4) uint8; alpha is the mask.
        grounds: pieces of photographs without a garment (h, w, 3) uint8; may be none.
        count: how many pictures there are.
        side: their height and width.
        seed: of all of them.
        photos: whole pictures with their masks (h, w, 4) uint8 that are shown besides; may be none.
        share: how often one of them is shown.
    """

    garments: Sequence[Pixels]
    grounds: Sequence[Pixels]
    count: int
    side: int
    seed: int
    photos: Sequence[Pixels] = ()
    share: float = 0.5
    _last: dict[int, Pixels] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return self.count

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the pixels."""
        return LABELS

    @property
    def targets(self) -> NDArray[np.int64]:
        """Each picture's number, by which its mask is found."""
        return np.arange(self.count)

    @property
    def ids(self) -> Sequence[str]:
        """One name a picture."""
        return [f"composition-{number}" for number in range(self.count)]

    @property
    def hash(self) -> str:
        """Sha256 of all that the pictures are drawn from."""
        plain = (self.count, self.side, self.seed, self.share)
        digest = hashlib.sha256(repr(plain).encode())
        for group in (self.garments, self.grounds, self.photos):
            digest.update(str(len(group)).encode())
            for each in group:
                digest.update(np.ascontiguousarray(each).data)
        return digest.hexdigest()

    def take(self, indices: NDArray[np.int64]) -> Pixels:
        """The pictures (b, 3, side, side)."""
        drawn = {int(number): self._drawn(int(number)) for number in indices}
        if len(self._last) > _KEPT * max(len(drawn), 64):
            self._last.clear()
        self._last.update({number: mask for number, (_, mask) in drawn.items()})
        return np.stack([drawn[int(number)][0].transpose(2, 0, 1) for number in indices])

    def masks(self, numbers: NDArray[Any]) -> Pixels:
        """The masks (b, side, side), 255 where the garment is."""
        return np.stack([self._mask(int(number)) for number in numbers])

    def _mask(self, number: int) -> Pixels:
        return self._last[number] if number in self._last else self._drawn(number)[1]

    def _drawn(self, number: int) -> tuple[Pixels, Pixels]:
        chance = np.random.default_rng((self.seed, number))
        if len(self.photos) and chance.random() < self.share:
            piece = self.photos[int(chance.integers(len(self.photos)))]
            picture, mask = framed(piece, chance, self.side)
        else:
            piece = self.garments[int(chance.integers(len(self.garments)))]
            picture, mask = laid(piece, self.grounds, chance, self.side)
        return spoiled(picture, chance), mask


def laid(garment: Pixels, grounds: Sequence[Pixels], chance: Chance, side: int) -> tuple[Floats, Pixels]:
    """One cut-out on one ground: picture (side, side, 3) and mask (side, side)."""
    ground = _ground(grounds, chance, side)
    dressed = _blob(chance) if chance.random() < 0.12 else garment
    dressed = _recoloured(dressed, grounds, chance)
    put = _placed(dressed, chance, side)
    alpha = put[..., 3:].astype(np.float32) / 255
    if chance.random() < 0.75:
        ground = ground * (1 - _shadow(alpha[..., 0], chance)[..., None])
    if chance.random() < 0.3:
        ground = _hung(ground, alpha[..., 0], chance)
    picture: Floats = ground + alpha * (put[..., :3].astype(np.float32) - ground)
    mask: Pixels = put[..., 3].copy()
    if chance.random() < 0.2:
        picture, mask = _covered(picture, mask, chance)
    return picture, mask


def framed(piece: Pixels, chance: Chance, side: int) -> tuple[Floats, Pixels]:
    """A part of a picture with its mask (h, w, 4), mirrored and turned a little: as `laid`."""
    high, wide = piece.shape[:2]
    share = float(chance.uniform(0.7, 1.0))
    tall, broad = share * high, float(np.clip(share * chance.uniform(0.85, 1.15), 0.6, 1)) * wide
    top, left = float(chance.random()) * (high - tall), float(chance.random()) * (wide - broad)
    box = (left, top, left + broad, top + tall)
    # Apart, as Pillow would take the mask for transparency and lose what lies beside the garment.
    colours, mask = (
        np.asarray(Image.fromarray(part).resize((side, side), Image.Resampling.BILINEAR, box=box))
        for part in (np.ascontiguousarray(piece[..., :3]), np.ascontiguousarray(piece[..., 3]))
    )
    shown = np.dstack([colours, mask])
    if chance.random() < 0.5:
        shown = shown[:, ::-1]
    if chance.random() < 0.25:
        shown = np.rot90(shown, int(chance.integers(1, 4)))
    return shown[..., :3].astype(np.float32), shown[..., 3].copy()


def spoiled(picture: Floats, chance: Chance) -> Pixels:
    """What light, lens, sensor and JPEG do to a picture (h, w, 3)."""
    size = picture.shape[:2]
    made = picture * (1 + 0.25 * float(chance.beta(1, 2)) * clouds(chance, size, size[0] // 2)[..., None])
    made = made * (1 + chance.normal(0, 0.08, 3).astype(np.float32))
    gain = float(np.exp(chance.normal(0, 0.25)))
    made = 255 * (np.clip(made * gain, 0, 255) / 255) ** float(np.exp(chance.normal(0, 0.25)))
    grey = made.mean(2, keepdims=True)
    made = grey + (made - grey) * float(chance.uniform(0.5, 1.3))
    made = 128 + (made - 128) * float(chance.uniform(0.6, 1.25))
    image = Image.fromarray(np.clip(made, 0, 255).astype(np.uint8))
    if chance.random() < 0.3:
        image = image.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.3, 1.2))))
    made = np.asarray(image).astype(np.float32)
    if chance.random() < 0.5:
        made = made + chance.normal(0, float(chance.uniform(1, 9)), made.shape).astype(np.float32)
    image = Image.fromarray(np.clip(made, 0, 255).astype(np.uint8))
    if chance.random() < 0.4:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=int(chance.integers(35, 90)))
        image = Image.open(buffer)
    return np.asarray(image)


def _ground(grounds: Sequence[Pixels], chance: Chance, side: int) -> Floats:
    """One texture, or two that meet in a line; things may stand about."""
    size = (side, side)
    made = texture(chance, size, grounds, _FOUND_SHARE)
    if chance.random() < 0.25:
        other = texture(chance, size, grounds, _FOUND_SHARE)
        rows, columns = np.mgrid[:side, :side].astype(np.float32) / side - 0.5
        angle = float(chance.choice([0, np.pi / 2])) + float(chance.normal(0, 0.2))
        far = rows * np.cos(angle) + columns * np.sin(angle) > float(chance.uniform(-0.4, 0.4))
        made = np.where(far[..., None], other, made)
    for _ in range(int(chance.choice([0, 0, 1, 2]))):
        image = Image.fromarray(made.astype(np.uint8))
        thing = Image.fromarray(texture(chance, size, grounds, 0.2).astype(np.uint8))
        image.paste(thing, (0, 0), _thing(chance, side))
        made = np.asarray(image).astype(np.float32)
    return made


def _thing(chance: Chance, side: int) -> Image.Image:
    """The mask of something that lies near an edge of the picture."""
    mask = Image.new("L", (side, side))
    middle = chance.uniform(0, side, 2)
    middle[int(chance.integers(2))] = float(chance.choice([0.02, 0.98])) * side
    wide, high = chance.uniform(0.04, 0.3, 2) * side
    corners = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]])
    angle = float(chance.uniform(0, np.pi))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    drawing = ImageDraw.Draw(mask)
    if chance.random() < 0.5:
        drawing.polygon([(float(x), float(y)) for x, y in corners @ turn + middle], fill=255)
    else:
        drawing.ellipse((middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high), fill=255)
    return mask.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.3, 1.5))))


def _blob(chance: Chance) -> Pixels:
    """Something of a shape that no garment of ours has, as hats and shoes are: (192, 192, 4)."""
    rows, columns = np.mgrid[:192, :192].astype(np.float32) / 96 - 1
    angle = np.arctan2(rows, columns)
    reach = np.full_like(rows, float(chance.uniform(0.45, 0.7)))
    for order in range(2, 7):
        reach = reach * (
            1 + float(chance.normal(0, 0.22)) / order * np.cos(order * angle + float(chance.uniform(0, 6.3)))
        )
    inside = np.clip((reach - np.hypot(rows, columns)) * 60, 0, 1)
    shade = np.clip(190 + 22 * clouds(chance, (192, 192), 16), 60, 255)
    return np.dstack([shade, shade, shade, 255 * inside]).astype(np.uint8)


def _recoloured(piece: Pixels, grounds: Sequence[Pixels], chance: Chance) -> Pixels:
    """The cut-out in another cloth: its folds stay, its colour and print change; a few stay as rendered."""
    if chance.random() < 0.15:
        return piece
    high, wide = piece.shape[:2]
    light = piece[..., :3].astype(np.float32).mean(2)
    seen = light[piece[..., 3] > 127]
    if not len(seen):
        return piece
    smooth = light / max(float(np.percentile(seen, 70)), 20.0)
    strength = float(chance.uniform(0.5, 1.5))
    folds = np.clip(smooth, 0.15, 1.5) ** strength
    cloth = texture(chance, (high, wide), grounds, 0.06)
    if chance.random() < 0.3:
        cloth = _printed(cloth, piece[..., 3], chance)
    creases = 1 + float(chance.uniform(0, 0.18)) * clouds(chance, (high, wide), 8)
    made = np.clip(cloth * (folds * creases)[..., None], 0, 255)
    return np.dstack([made, piece[..., 3]]).astype(np.uint8)


def _printed(cloth: Floats, alpha: Pixels, chance: Chance) -> Floats:
    """A picture or some letters on the middle of a garment."""
    image = Image.fromarray(cloth.astype(np.uint8))
    rows, columns = np.nonzero(alpha > 127)
    drawing = ImageDraw.Draw(image)
    for _ in range(int(chance.integers(1, 12))):
        x = float(np.median(columns) + chance.normal(0, 0.12) * alpha.shape[1])
        y = float(np.median(rows) + chance.normal(0, 0.12) * alpha.shape[0])
        wide, high = chance.uniform(2, 0.13 * alpha.shape[1], 2)
        ink = tuple(int(value) for value in colour(chance))
        shape = drawing.ellipse if chance.random() < 0.4 else drawing.rectangle
        shape((x - wide, y - high, x + wide, y + high), fill=ink)
    return np.asarray(image).astype(np.float32)


def _placed(piece: Pixels, chance: Chance, side: int) -> Pixels:
    """The cut-out bent, turned and put into a picture (side, side, 4); it may reach over an edge."""
    rows, columns = np.nonzero(piece[..., 3] > 127)
    if not len(rows):
        return np.zeros((side, side, 4), np.uint8)
    top, left, bottom, right = rows.min(), columns.min(), rows.max() + 1, columns.max() + 1
    image = Image.fromarray(piece[top:bottom, left:right])
    if chance.random() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image = _bent(image, chance)
    angle = float(chance.normal(0, 9)) if chance.random() < 0.75 else float(chance.uniform(0, 360))
    image = image.rotate(angle, Image.Resampling.BILINEAR, expand=True)
    image = image.crop(image.getchannel("A").getbbox() or (0, 0, *image.size))
    aspect = float(np.exp(chance.normal(np.log(1.15), 0.18)))
    extent = float(chance.uniform(0.55, 1.0)) if chance.random() < 0.85 else float(chance.uniform(1.0, 1.35))
    wide, high = image.width * aspect, float(image.height)
    grow = extent * side / max(wide, high)
    image = image.resize((max(8, round(wide * grow)), max(8, round(high * grow))), Image.Resampling.BILINEAR)
    made = Image.new("RGBA", (side, side))
    spare = np.array([side - image.width, side - image.height])
    shift = np.clip(chance.normal(0.5, 0.17, 2), 0, 1) * spare
    made.paste(image, (int(shift[0]), int(shift[1])))
    return np.asarray(made)


def _bent(image: Image.Image, chance: Chance) -> Image.Image:
    """Pulled about on a grid of 5 x 5, as cloth that somebody laid down."""
    strength = float(chance.uniform(0, 0.055))
    wide, high = image.size
    pad = int(0.08 * max(wide, high)) + 2
    padded = Image.new("RGBA", (wide + 2 * pad, high + 2 * pad))
    padded.paste(image, (pad, pad))
    wide, high = padded.size
    cells = 4
    xs, ys = np.linspace(0, wide, cells + 1), np.linspace(0, high, cells + 1)
    pull = chance.normal(0, strength, (cells + 1, cells + 1, 2)) * np.array([wide, high])
    pull[[0, -1]] = 0
    pull[:, [0, -1]] = 0
    if chance.random() < 0.5:
        lean = float(chance.normal(0, 0.12)) * wide
        pull[..., 0] += lean * (np.linspace(-0.5, 0.5, cells + 1)[:, None])
    mesh = []
    for i in range(cells):
        for j in range(cells):
            box = (int(xs[j]), int(ys[i]), int(xs[j + 1]), int(ys[i + 1]))
            quad: list[float] = []
            for a, b in ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)):
                quad += [float(xs[b] + pull[a, b, 0]), float(ys[a] + pull[a, b, 1])]
            mesh.append((box, tuple(quad)))
    return padded.transform(padded.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)


def _shadow(alpha: Floats, chance: Chance) -> Floats:
    """How much of the light the garment takes from its ground (h, w)."""
    side = alpha.shape[0]
    blurred = Image.fromarray((alpha * 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(float(chance.uniform(0.5, 0.05 * side)))
    )
    moved = np.roll(np.asarray(blurred), tuple(int(v) for v in chance.normal(0, 0.02 * side, 2)), (0, 1))
    return moved.astype(np.float32) / 255 * float(chance.uniform(0.1, 0.7))


def _hung(ground: Floats, alpha: Floats, chance: Chance) -> Floats:
    """A hanger behind the garment: a hook above, a bar across its top, now and then two clips."""
    rows, columns = np.nonzero(alpha > 0.5)
    if not len(rows):
        return ground
    side, top = alpha.shape[0], int(rows.min())
    middle = float(np.median(columns[rows < top + 0.2 * side]))
    image = Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
    drawing = ImageDraw.Draw(image)
    ink = tuple(int(value) for value in colour(chance))
    wide, thick = float(chance.uniform(0.1, 0.3)) * side, int(chance.integers(2, 9))
    peak = top - float(chance.uniform(0.01, 0.09)) * side
    low = top + float(chance.uniform(-0.02, 0.09)) * side
    drawing.line([(middle - wide, low), (middle, peak), (middle + wide, low)], fill=ink, width=thick)
    drawing.line([(middle - wide, low), (middle + wide, low)], fill=ink, width=thick)
    drawing.line(
        [(middle, peak), (middle + float(chance.normal(0, 4)), peak - 0.1 * side)], fill=ink, width=2
    )
    return np.asarray(image).astype(np.float32)


def _covered(picture: Floats, mask: Pixels, chance: Chance) -> tuple[Floats, Pixels]:
    """Something small before the garment that is not garment: a price tag, a clip, a hand's finger."""
    side = mask.shape[0]
    cover = Image.new("L", (side, side))
    x, y = chance.uniform(0.2, 0.8, 2) * side
    wide, high = chance.uniform(0.015, 0.08, 2) * side
    drawing = ImageDraw.Draw(cover)
    if chance.random() < 0.7:
        ink = np.array([238, 238, 235], np.float32) if chance.random() < 0.6 else colour(chance)
        drawing.rectangle((x - wide, y - high, x + wide, y + high), fill=255)
    else:
        ink = np.array([205, 160, 130], np.float32) * float(chance.uniform(0.5, 1.1))
        drawing.ellipse((x - wide, y - 2 * high, x + wide, y + 2 * high), fill=255)
    over = np.asarray(cover).astype(np.float32)[..., None] / 255
    return picture + over * (ink - picture), np.where(over[..., 0] > 0.5, 0, mask).astype(np.uint8)

"""Pictures by the thousand for other rooms to learn from: the house's garments in scenes by chance, labelled.

Knows what a garment, its drape and its pictures follow from, and how they lie in a folder; which garments
there are is the house's plan, scenes and light are tailoring's. All of it is synthetic and says so.
"""

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import exclusive, write_whole
from modiste.tailoring import KNOBS, Scene, Studio
from modiste.workspace.flows.house.assortment import KINDS
from modiste.workspace.flows.house.drapes import kept_studio
from modiste.workspace.flows.house.palette import COLOURS
from modiste.workspace.flows.house.photos import appearance_of
from modiste.workspace.flows.house.plan import Planned, dyed_by_chance, planned
from modiste.workspace.flows.house.workroom import single_threaded

VERSION = 1
"""Raise it when the same seed gives other pictures."""
MOST = 1_000_000
SCENES = 12
"""Pictures of one drape, unless said otherwise."""
SHARES = (("train", 0.8), ("validation", 0.1), ("test", 0.1))
COLUMNS = (
    *("picture", "mask", "split", "garment_id", "program", "category", "people", "size"),
    *("neckline", "collar", "sleeve", "length", "fit", "leg", "rise", "front", "pocket"),
    *("cloth", "print", "colours", "hex", "kind", "setting", "covered", "synthetic", "scene"),
)
"""Of `labels.csv`; `covered` is the share of the picture that is garment, `scene` its set-up as JSON."""
_OPTIONS = ("neckline", "collar", "sleeve", "length", "fit", "leg", "rise", "front", "pocket")
_LEAST = 0.02
"""A picture that shows less of its garment is none."""
_NOISE = 0.012
_UNDRAPED = ("MOD-1560", "MOD-1561", "MOD-1562")
Format = Literal["jpg", "webp"]


@dataclass(frozen=True, eq=False)
class Randomised:
    """One picture with everything that is known of it.

    Attributes:
        id: "t-shirt-001-03".
        pixels: (h, w, 3) uint8, sRGB, before any noise and compression.
        mask: (h, w) uint8, 1 where the garment is.
        garment: As the house planned it, or dyed by chance.
        size: In which it was cut.
        colouring: Which of its colourways it has.
        scene: How it was taken.
        split: "train", "validation" or "test", by garment.
    """

    id: str
    pixels: NDArray[np.uint8]
    mask: NDArray[np.uint8]
    garment: Planned
    size: str
    colouring: int
    scene: Scene
    split: str

    @property
    def labels(self) -> dict[str, str]:
        """What `labels.csv` says of it, less the names of files."""
        garment = self.garment
        colours = [COLOURS[each] for each in garment.colourings[self.colouring].colours]
        return {
            "split": self.split,
            "garment_id": garment.id,
            "program": garment.program,
            "category": KINDS[garment.program].category,
            "people": garment.people,
            "size": self.size,
            **{name: str(garment.options.get(name, "")) for name in _OPTIONS},
            "cloth": garment.cloth,
            "print": garment.print,
            "colours": ", ".join(each.english for each in colours),
            "hex": ", ".join(each.hex for each in colours),
            "kind": self.scene.kind,
            "setting": self.scene.setting,
            "covered": f"{self.mask.mean():.4f}",
            "synthetic": "true",
            "scene": json.dumps(asdict(self.scene), sort_keys=True, separators=(",", ":")),
        }


@dataclass(frozen=True)
class Order:
    """What is wanted: see `randomised_pictures`."""

    count: int
    seed: int
    size: tuple[int, int]
    scenes: int
    knobs: tuple[str, ...]
    programs: tuple[str, ...]
    dyed: bool


def randomised_pictures(
    count: int,
    seed: int,
    *,
    size: tuple[int, int] = (224, 288),
    scenes: int = SCENES,
    knobs: Collection[str] | None = None,
    programs: Sequence[str] = (),
    dyed: bool = False,
    drapes: Path | None = None,
) -> Iterator[Randomised]:
    """Yield pictures, all of one garment after another, in this process.

    A picture follows from the seed, its garment and its number there; how many others there are does not
    matter.

    Args:
        count: How many at most; a garment that cannot be draped yields none.
        seed: Of everything.
        size: Width and height in pixels.
        scenes: Pictures of one drape.
        knobs: Groups of `tailoring.KNOBS` in which scenes leave the studio; by default all.
        programs: Only garments of these; by default all.
        dyed: Every picture in a colour and print by chance, instead of the garment's own colourways.
        drapes: A folder in which drapes are kept for the next time.

    Raises:
        ModisteError: MOD-2044 for a number that cannot be, MOD-1530 for an unknown program, MOD-1582 for a
            knob that is none, MOD-2041 where drapes cannot be kept.
    """
    order = _checked(count, seed, size, scenes, knobs, programs, dyed=dyed)
    for garment, wanted in _shared_out(order):
        yield from _pictures(order, garment, wanted, drapes)


@dataclass(frozen=True)
class Written:
    """What became of an order: pictures by split, drapes that failed, seconds, and where the labels lie."""

    pictures: int
    garments: int
    undraped: int
    splits: Mapping[str, int]
    categories: Mapping[str, int]
    labels: str
    seed: int
    synthetic: bool = True

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def write_randomised(
    out: Path,
    count: int,
    seed: int,
    *,
    size: tuple[int, int] = (224, 288),
    scenes: int = SCENES,
    knobs: Collection[str] | None = None,
    programs: Sequence[str] = (),
    dyed: bool = False,
    form: Format = "jpg",
    drapes: Path | None = None,
    processes: int = 0,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = lambda: False,
) -> Written:
    """Write pictures, masks and `labels.csv` into a folder, or go on with what was begun there.

    `pictures/ID.jpg` (or webp) with a sensor's noise and a phone's compression, `masks/ID.png` of 0 and 255,
    `drapes/` with what can be used again, `garments/ID.json` with the rows of a garment that is whole.

    Args:
        out: The folder.
        count: As for `randomised_pictures`, and so are seed, size, scenes, knobs and programs.
        seed: Of everything.
        size: Width and height in pixels.
        scenes: Pictures of one drape.
        knobs: Groups in which scenes leave the studio.
        programs: Only garments of these.
        dyed: As for `randomised_pictures`.
        form: Of the pictures.
        drapes: Where drapes are kept, so that another order of this seed finds them; by default `out/drapes`.
        processes: How many at once; 0 for one a core.
        progress: Told every garment.
        should_stop: Asked after each.

    Raises:
        ModisteError: As `randomised_pictures`; MOD-2045 where another order or other files are in the
            folder, MOD-2041 where it cannot be written, MOD-2018 when it was stopped, MOD-2043 when a process
            died.
    """
    order = _checked(count, seed, size, scenes, knobs, programs, dyed=dyed)
    if form not in ("jpg", "webp"):
        raise ModisteError("MOD-2044", what=f"form {form!r}", low="jpg", high="webp")
    try:
        with exclusive(out / "randomised.lock"):
            _claim(out, order, form)
            shares = _shared_out(order)
            missing = [each for each in shares if not _told(out, each[0]).is_file()]
            done = len(shares) - len(missing)
            progress(Event("start", done, len(shares), "randomised garments"))
            kept = drapes or out / "drapes"
            jobs = [(out, order, garment, wanted, form, kept) for garment, wanted in missing]
            for _ in _all_worked(jobs, processes or os.cpu_count() or 1):
                done += 1
                progress(Event("step", done, len(shares), "randomised garments"))
                if should_stop():
                    raise ModisteError("MOD-2018", what="Making pictures")
            return _labelled(out, order, [garment for garment, _ in shares])
    except OSError as error:
        raise ModisteError("MOD-2041", path=out, reason=(error.strerror or str(error)).lower()) from None


def split_of(seed: int, garment_id: str) -> str:
    """On which side a garment stands, whatever else there is: of ten, eight train and one validates."""
    drawn = np.random.default_rng([seed, 61, *garment_id.encode()]).random()
    total = 0.0
    for name, share in SHARES:
        total += share
        if drawn < total:
            return name
    return SHARES[-1][0]


def _checked(
    count: int,
    seed: int,
    size: tuple[int, int],
    scenes: int,
    knobs: Collection[str] | None,
    programs: Sequence[str],
    *,
    dyed: bool,
) -> Order:
    for what, value, low, high in (
        ("count", count, 1, MOST),
        ("seed", seed, 0, 2**32 - 1),
        ("scenes", scenes, 1, 1000),
        ("width", size[0], 16, 1024),
        ("height", size[1], 16, 1024),
    ):
        if not low <= value <= high:
            raise ModisteError("MOD-2044", what=f"{what} {value}", low=low, high=f"{high:,}")
    knobs = KNOBS if knobs is None else knobs
    tailoring.randomised_scene(np.random.default_rng(0), knobs)  # type: ignore[arg-type] # it refuses what is none
    for program in programs:
        tailoring.program_named(program)
    ordered = tuple(each for each in KNOBS if each in knobs)
    return Order(count, seed, size, scenes, ordered, tuple(programs), dyed)


def _shared_out(order: Order) -> list[tuple[Planned, int]]:
    """The garments with the number of pictures wanted of each."""
    garments = planned(-(-order.count // order.scenes), order.seed, order.programs).garments
    last = order.count - order.scenes * (len(garments) - 1)
    return [(each, last if each is garments[-1] else order.scenes) for each in garments]


def _pictures(order: Order, garment: Planned, wanted: int, drapes: Path | None) -> Iterator[Randomised]:
    chance = np.random.default_rng([order.seed, 62, garment.seed])
    try:
        studio, size = kept_studio(garment, chance, drapes)
    except ModisteError as error:
        if error.code not in _UNDRAPED:
            raise
        return
    looks = [appearance_of(garment, colouring) for colouring in range(len(garment.colourings))]
    for number in range(wanted):
        own = np.random.default_rng([order.seed, 63, garment.seed, number])
        shown, colouring = garment, int(own.integers(len(looks)))
        if order.dyed:
            shown, colouring = dyed_by_chance(garment, own), 0
        look = appearance_of(shown, 0) if order.dyed else looks[colouring]
        scene, photo = _taken(studio, look, order, own)
        yield Randomised(
            id=f"{garment.id}-{number + 1:02d}",
            pixels=photo.pixels,
            mask=photo.mask.astype(np.uint8),
            garment=shown,
            size=size,
            colouring=colouring,
            scene=scene,
            split=split_of(order.seed, garment.id),
        )


def _taken(
    studio: Studio, look: tailoring.Appearance, order: Order, chance: np.random.Generator
) -> tuple[Scene, tailoring.Photo]:
    """A picture that shows its garment; one that misses it is taken again in another scene."""
    while True:
        scene = tailoring.randomised_scene(chance, order.knobs)  # type: ignore[arg-type] # checked before
        photo = tailoring.photograph(studio, look, scene, order.size, quick=True)
        if photo.mask.mean() >= _LEAST:
            return scene, photo


Job = tuple[Path, Order, Planned, int, str, Path]


def _all_worked(jobs: Sequence[Job], processes: int) -> Iterator[None]:
    # Two threads add up in another order than one, and cloth tells: this process serves only with one.
    if not jobs:
        return
    if (processes <= 1 or len(jobs) <= 1) and os.environ.get("OMP_NUM_THREADS") == "1":
        for job in jobs:
            _work(job)
            yield
        return
    with single_threaded():
        pool = ProcessPoolExecutor(max(1, min(processes, len(jobs))), mp_context=get_context("spawn"))
        try:
            yield from pool.map(_work, jobs)
        except BrokenProcessPool as error:
            raise ModisteError("MOD-2043", reason=str(error).lower().rstrip(".")) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _work(job: Job) -> None:
    """One garment's files; the rows last, so that they say that all is there."""
    out, order, garment, wanted, form, drapes = job
    rows = []
    for each in _pictures(order, garment, wanted, drapes):
        picture, mask = f"pictures/{each.id}.{form}", f"masks/{each.id}.png"
        chance = np.random.default_rng([order.seed, 64, *each.id.encode()])
        _save(out / picture, _as_by_phone(each.pixels, form, chance, clean="lens" not in order.knobs))
        _save(out / mask, _png(255 * each.mask))
        rows.append({"picture": picture, "mask": mask, **each.labels})
    _save(_told(out, garment), json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())


def _as_by_phone(pixels: NDArray[np.uint8], form: str, chance: np.random.Generator, *, clean: bool) -> bytes:
    """A picture with a sensor's noise and compressed; a clean one is only compressed, and lightly."""
    quality = 92 if clean else int(chance.integers(55, 93))
    if not clean:
        light = tailoring.linear(pixels / 255.0)
        strength = _NOISE * chance.gamma(1.5, 0.6)
        light = light + strength * np.sqrt(light + 0.01) * chance.normal(size=light.shape)
        pixels = np.round(255 * tailoring.encoded(light)).astype(np.uint8)
    made = io.BytesIO()
    Image.fromarray(pixels).save(made, "JPEG" if form == "jpg" else "WEBP", quality=quality)
    return made.getvalue()


def _png(mask: NDArray[np.uint8]) -> bytes:
    made = io.BytesIO()
    Image.fromarray(mask).save(made, "PNG", optimize=True)
    return made.getvalue()


def _save(path: Path, data: bytes) -> None:
    """Whole or not there; not synced one by one, for the rows of its garment are."""
    if path.suffix == ".json":
        write_whole(path, data)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(data)
    partial.replace(path)


def _told(out: Path, garment: Planned) -> Path:
    return out / "garments" / f"{garment.id}.json"


def _claim(out: Path, order: Order, form: str) -> None:
    """The folder is this order's, or becomes it."""
    path = out / "randomised.json"
    mine = {"version": VERSION, **asdict(order), "form": form, "synthetic": True}
    plain = json.loads(json.dumps(mine))
    if path.is_file():
        if json.loads(path.read_bytes()) != plain:
            raise ModisteError("MOD-2045", path=out, reason="it holds another order")
        return
    if any(each.name != "randomised.lock" for each in out.iterdir()):
        raise ModisteError("MOD-2045", path=out, reason="it holds other files")
    write_whole(path, json.dumps(plain, indent=1).encode())


def _labelled(out: Path, order: Order, garments: Sequence[Planned]) -> Written:
    rows: list[dict[str, str]] = []
    empty = 0
    for garment in garments:
        own = json.loads(_told(out, garment).read_bytes())
        rows += own
        empty += not own
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(out / "labels.csv", text.getvalue().encode())
    return Written(
        pictures=len(rows),
        garments=len(garments),
        undraped=empty,
        splits=_tally(rows, "split"),
        categories=_tally(rows, "category"),
        labels=str(out / "labels.csv"),
        seed=order.seed,
    )


def _tally(rows: Sequence[Mapping[str, str]], word: str) -> dict[str, int]:
    return dict(sorted(Counter(row[word] for row in rows).items()))

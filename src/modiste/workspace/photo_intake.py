"""From photos to the shop's rows: a garment a photo, its image, its bytes, and what was refused.

Knows how a photo becomes a garment; judging files is collect's, rows of tables are `intake`'s. Every batch is
whole on disk before the next begins, and ids follow from content, so a killed import is simply run again.
"""

import io
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from PIL import Image as Picture

from modiste.collect import Photo, decode, fashion_mnist, photo_folder, read_bytes
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import Counts, Store
from modiste.store import Rejection as Refused
from modiste.workspace.intake import BATCH, ImportReport
from modiste.workspace.pictures import CHECK_PIXELS

FASHION_MNIST = "fashion-mnist"


@dataclass(frozen=True)
class _Arrival:
    """One garment with its one image and the image's bytes, as a source gives them."""

    garment: Garment
    image: Image
    data: bytes


def import_photos(store: Store, folder: str | Path, progress: Progress = silent) -> ImportReport:
    """Import a folder of photos: one garment a photo, the class folder as category.

    The id follows from the photo's bytes: moving a file into another class folder updates its garment. What
    people changed since is kept: a category is only replaced while it is still the one the folder gave.

    Raises:
        ModisteError: MOD-1208 when the path is not a folder.
    """
    root = Path(folder)
    place = str(root.resolve())
    refused: set[tuple[str, str]] = set()
    now = datetime.now(UTC)

    def arrivals() -> Iterator[_Arrival | Refused]:
        for found in photo_folder(root):
            if isinstance(found, Photo):
                try:
                    yield _photo(root, found, now)
                    continue
                except ModisteError as error:
                    rejection = Refused(place, found.file, error.code, error.detail)
            else:
                rejection = Refused(place, found.place, found.code, found.reason)
            refused.add((rejection.place, rejection.code))
            yield rejection

    report = _take_in(store, "photos", arrivals(), progress)
    _release_mended(store, place, refused)
    return _noted(store, report, _source(root), now)


def import_fashion_mnist(
    store: Store, split: str = "both", progress: Progress = silent, *, limit: int | None = None
) -> ImportReport:
    """Import Fashion-MNIST: one garment a picture, kept as PNG.

    Args:
        store: where it goes.
        split: `train` (60,000), `test` (10,000) or `both`.
        progress: told after every batch.
        limit: at most so many of each split.

    Raises:
        ModisteError: MOD-1216 for another split, MOD-1219 to 1221 when the files are missing or damaged.
    """
    splits = ("train", "test") if split in ("both", "") else (split,)
    parts = [fashion_mnist(each) for each in splits]  # type: ignore[arg-type] # refused there by number
    now = datetime.now(UTC)

    def arrivals() -> Iterator[_Arrival | Refused]:
        for name, part in zip(splits, parts, strict=True):
            for number in range(min(len(part), limit or len(part))):
                label = part.labels[part.targets[number]]
                yield _fashion(name, number, label, _png(part.pixels[number, 0].tobytes()), now)

    total = sum(min(len(part), limit or len(part)) for part in parts)
    report = _take_in(store, FASHION_MNIST, arrivals(), progress, total)
    return _noted(store, report, f"{FASHION_MNIST}:{' and '.join(splits)}", now)


def _source(root: Path) -> str:
    """What a folder's garments say of where they come from; never the whole path of this machine."""
    return f"photos:{root.resolve().name}"[:120]


def _noted(store: Store, report: ImportReport, source: str, at: datetime) -> ImportReport:
    """Enter what was read in the ledger, under the moment that its new garments carry."""
    counts = Counts(report.added, report.updated, report.unchanged, report.quarantined)
    if counts.read:
        store.imports.note(report.kind, source, counts, at, report.seconds)
    return report


def _photo(root: Path, photo: Photo, now: datetime) -> _Arrival:
    data = read_bytes(root / photo.file, name=photo.file)
    decode(data, name=photo.file, near=CHECK_PIXELS)
    label, source = photo.label or "", _source(root)
    garment = Garment(
        id=f"photo-{photo.sha256[:16]}",
        name=Path(photo.file).stem.strip()[:300] or photo.sha256[:16],
        category=label[:120],
        attributes={"file": photo.file[-120:]},
        source=source,
        created_at=now,
        updated_at=now,
    )
    image = Image(
        id=f"image-{photo.sha256[:16]}",
        garment_id=garment.id,
        blob=photo.sha256,
        media_type=photo.media_type,
        width=photo.width,
        height=photo.height,
        label=label[:120],
        split=photo.split or "",
        source=source,
    )
    return _Arrival(garment, image, data)


def _fashion(split: str, number: int, label: str, data: bytes, now: datetime) -> _Arrival:
    key = f"{FASHION_MNIST}-{split}-{number:05d}"
    garment = Garment.model_construct(
        id=key,
        name=f"{label} {split} {number:05d}",
        category=label,
        brand="",
        department="",
        season="",
        description="",
        attributes={},
        source=FASHION_MNIST,
        synthetic=False,
        created_at=now,
        updated_at=now,
    )
    image = Image.model_construct(
        id=key,
        garment_id=key,
        colourway_id=None,
        blob="0" * 64,
        media_type="image/png",
        width=28,
        height=28,
        view="unknown",
        label=label,
        split=split,
        source=FASHION_MNIST,
    )
    return _Arrival(garment, image, data)


def _png(pixels: bytes) -> bytes:
    file = io.BytesIO()
    Picture.frombytes("L", (28, 28), pixels).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _take_in(
    store: Store, kind: str, arrivals: Iterable[_Arrival | Refused], progress: Progress, total: int = 0
) -> ImportReport:
    started = time.monotonic()
    report = ImportReport(kind)
    progress(Event("start", 0, total, f"importing {kind}"))
    left = iter(arrivals)
    while batch := list(islice(left, BATCH)):
        good = [each for each in batch if isinstance(each, _Arrival)]
        bad = [each for each in batch if isinstance(each, Refused)]
        added, updated = _keep(store, good)
        store.quarantine.put(bad)
        report = replace(
            report,
            read=report.read + len(batch),
            added=report.added + added,
            updated=report.updated + updated,
            unchanged=report.unchanged + len(good) - added - updated,
            quarantined=report.quarantined + len(bad),
            seconds=time.monotonic() - started,
        )
        progress(Event("step", report.read, total, f"importing {kind}", {"added": report.added}))
    report = replace(report, seconds=time.monotonic() - started)
    progress(Event("done", report.read, total or report.read, f"importing {kind}"))
    return report


def _keep(store: Store, arrivals: Sequence[_Arrival]) -> tuple[int, int]:
    """Write one batch, pictures first, so that no row ever points at bytes that are not there."""
    if not arrivals:
        return 0, 0
    garments = store.rows.find(Garment, [each.garment.id for each in arrivals])
    images = store.rows.find(Image, [each.image.id for each in arrivals])
    with store.blobs.batch():
        blobs = [store.blobs.put(each.data) for each in arrivals]
    new: list[Garment] = []
    pictures: list[Image] = []
    added = updated = 0
    for each, blob in zip(arrivals, blobs, strict=True):
        garment, image = each.garment, each.image.model_copy(update={"blob": blob})
        had, showed = garments.get(garment.id), images.get(image.id)
        if had is None:
            added += 1
            new.append(garment)
        else:
            garment = _brought_up(had, garment, showed)
            if garment != had:
                new.append(garment)
            updated += garment != had or image != showed
        if image != showed:
            pictures.append(image)
    store.rows.put([*new, *pictures])
    return added, updated


def _brought_up(had: Garment, now: Garment, showed: Image | None) -> Garment:
    """The garment as it was, with the source's new category unless a person has set another."""
    if had.category == now.category or (showed is not None and had.category != showed.label):
        return had
    return had.model_copy(update={"category": now.category, "updated_at": now.updated_at})


def _release_mended(store: Store, source: str, refused: set[tuple[str, str]]) -> None:
    """Let go of what an earlier import refused and this one did not."""
    mended: list[int] = []
    after = 0
    while page := store.quarantine.page(after=after, limit=500, source=source):
        after = page[-1].id
        mended += [held.id for held in page if (held.rejection.place, held.rejection.code) not in refused]
    if mended:
        store.quarantine.release(mended)

"""Data by name: `fashion-mnist:test`, or a folder of class folders, as labelled pictures of one size.

It decodes a folder once and keeps the pixels in a cache; what is learnt from them is left to others.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import numpy as np

from modiste.collect.decode import LIMITS, Limits, Pixels, decode, read_bytes, resize
from modiste.collect.fashion_mnist import fashion_mnist
from modiste.collect.folders import cache_folder, write_whole
from modiste.collect.labelled import LabelledFiles, LabelledPictures, targets_among
from modiste.collect.photos import SPLITS, candidates
from modiste.collect.source import Rejection
from modiste.garment import ModisteError

Report = Callable[[int, int], None]
"""Called with pictures done and pictures in all."""

SIZE = 256
"""Pixels a side at which photos are kept unless another size is asked for."""

_LAYOUT = "2"
_ORDER = ("", "train", "validation", "test")
_STALE_SECONDS = 3600.0


def nothing(done: int, total: int) -> None:
    """The report that tells no one."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    file: str
    label: str


def open_data(
    spec: str | Path,
    *,
    size: int = SIZE,
    labels: Sequence[str] | None = None,
    cache: Path | None = None,
    processes: int = 1,
    report: Report = nothing,
    limits: Limits = LIMITS,
) -> LabelledPictures:
    """Open data by name.

    Args:
        spec: `fashion-mnist:train`, `fashion-mnist:test`, a folder of class folders, or `FOLDER:train`
            (`:validation`, `:test`) for one whose class folders lie in `train/`, `validation/`, `test/`.
        size: pixels a side to which photos are squashed; Fashion-MNIST keeps its 28.
        labels: the classes in the order that a model knows; by default the folders' names in order.
        cache: where decoded photos are kept; by default the user's cache.
        processes: how many to decode with.
        report: told how far decoding is.
        limits: how large a file and a picture may be.

    Raises:
        ModisteError: MOD-1208, 1215 to 1221 and 1223.
    """
    text = str(spec)
    if text == "fashion-mnist" or text.startswith("fashion-mnist:"):
        _, _, part = text.partition(":")
        data = fashion_mnist(part)  # type: ignore[arg-type] # refused there by number
        return data.relabelled(labels, text) if labels is not None else data
    if not text.strip():
        raise ModisteError("MOD-1218", spec=text, reason="it is empty")
    folder, part = _folder_and_part(text)
    files, refused = _files(folder)
    _check_part(folder, part, files)
    keeping = _Keeping(size, cache or cache_folder() / "photos", processes, report, limits)
    data = _opened(folder, files, refused, (part,), keeping)[part]
    return data if labels is None else data.relabelled(labels, text)


def open_training_data(
    spec: str | Path,
    *,
    size: int = SIZE,
    cache: Path | None = None,
    processes: int = 1,
    report: Report = nothing,
    limits: Limits = LIMITS,
) -> LabelledPictures:
    """Open what may be learnt from: the `train/` part of a folder that has parts, else as `open_data`.

    Args: see `open_data`.

    Raises:
        ModisteError: as `open_data`.
    """
    text = str(spec)
    if text.startswith("fashion-mnist") or not text.strip() or _folder_and_part(text)[1]:
        return open_data(text, size=size, cache=cache, processes=processes, report=report, limits=limits)
    parts = set(_files(Path(text))[0])
    part = text if parts == {""} else f"{text}:train"
    return open_data(part, size=size, cache=cache, processes=processes, report=report, limits=limits)


def open_files(spec: str | Path, labels: Sequence[str] | None = None) -> LabelledFiles:
    """List the photos of a folder of class folders, or of one of its parts, without opening them.

    Args:
        spec: a folder or `FOLDER:part`, as in `open_data`.
        labels: the classes in the order that a model knows; by default the folders' names in order.

    Raises:
        ModisteError: MOD-1208, MOD-1215 to 1218.
    """
    if not str(spec).strip():
        raise ModisteError("MOD-1218", spec=str(spec), reason="it is empty")
    folder, part = _folder_and_part(str(spec))
    files, refused = _files(folder)
    _check_part(folder, part, files)
    mine = files[part]
    names = [one.label for one in mine]
    known = tuple(labels) if labels is not None else _labels(files)
    return LabelledFiles(
        labels=known,
        targets=targets_among(names, known, spec),
        ids=tuple(one.file for one in mine),
        paths=tuple(one.path for one in mine),
        rejected=tuple(one for one in refused if _part_of(one.place, files) == part),
    )


@dataclass(frozen=True, slots=True)
class _Keeping:
    """How photos are decoded and where they are kept."""

    size: int
    home: Path
    processes: int
    report: Report
    limits: Limits


def _files(root: Path) -> tuple[dict[str, list[_File]], list[Rejection]]:
    """The labelled files of each part ("" where there are no parts), and what was refused."""
    files: dict[str, list[_File]] = {}
    refused: list[Rejection] = []
    for found in candidates(root):
        if isinstance(found, Rejection):
            refused.append(found)
            continue
        path, file, label, part = found
        if label is None:
            refused.append(_unlabelled(file))
        else:
            files.setdefault(part or "", []).append(_File(path, file, label))
    if len(files) > 1 and "" in files:
        # Class folders beside train/ and test/: nobody can tell which part they belong to.
        refused += [_unlabelled(one.file) for one in files.pop("")]
    if not files:
        raise ModisteError("MOD-1215", path=root, rejected=len(refused))
    return files, refused


def _unlabelled(file: str) -> Rejection:
    return Rejection.of(file, ModisteError("MOD-1214", name=file))


def _check_part(folder: Path, part: str, files: Mapping[str, object]) -> None:
    if part not in files:
        held = ", ".join(sorted(name for name in files if name)) or "none"
        raise ModisteError("MOD-1216", path=folder, parts=held, wanted=part or "the folder as a whole")


def _labels(files: Mapping[str, Sequence[_File]]) -> tuple[str, ...]:
    """All parts share one list, so that a class missing from a part keeps its place."""
    return tuple(sorted({one.label for part in files.values() for one in part}))


def _opened(
    root: Path,
    files: Mapping[str, Sequence[_File]],
    refused: Sequence[Rejection],
    wanted: Sequence[str],
    keeping: _Keeping,
) -> dict[str, LabelledPictures]:
    """The wanted parts. A photo in two parts stays in the first, lest it leak from training to judging."""
    seen: dict[str, str] = {}
    opened: dict[str, LabelledPictures] = {}
    for part in sorted(files, key=_ORDER.index):
        fresh, doubles = _unique(files[part], keeping, seen)
        if part not in wanted:
            continue
        data = _decoded(fresh, _labels(files), keeping)
        mine = [one for one in refused if _part_of(one.place, files) == part]
        data = replace(data, rejected=(*mine, *doubles, *data.rejected))
        if not len(data):
            raise ModisteError("MOD-1215", path=root / part, rejected=len(data.rejected))
        opened[part] = data
    return opened


def _folder_and_part(text: str) -> tuple[Path, str]:
    """Split `FOLDER:part`; a folder whose own name ends like that is taken as it stands."""
    name, colon, part = text.rpartition(":")
    if colon and part in SPLITS and not os.path.lexists(text):
        return Path(name), SPLITS[part]
    return Path(text), ""


def _part_of(file: str, files: Mapping[str, object]) -> str:
    """Which part a refused file counts for: the folder it lies in, else the first."""
    part = SPLITS.get(file.partition("/")[0].lower(), "")
    return part if part in files else min(files, key=_ORDER.index)


def _unique(
    files: Sequence[_File], keeping: _Keeping, seen: dict[str, str]
) -> tuple[list[tuple[_File, str]], list[Rejection]]:
    """The files whose bytes were not seen before, each with its SHA-256."""
    fresh, refused = [], []
    for one, digest in zip(files, _digests(files, keeping), strict=True):
        if isinstance(digest, Rejection):
            refused.append(digest)
        elif digest in seen:
            error = ModisteError("MOD-1210", name=one.file, other=seen[digest])
            refused.append(Rejection.of(one.file, error))
        else:
            seen[digest] = one.file
            fresh.append((one, digest))
    return fresh, refused


def _digests(files: Sequence[_File], keeping: _Keeping) -> list[str | Rejection]:
    """SHA-256 of every file, or why it cannot be read; remembered while names, sizes and times stay."""
    stamp = hashlib.sha256(repr((_LAYOUT, keeping.limits)).encode())
    for one in files:
        try:
            state = one.path.stat()
        except OSError:
            continue
        stamp.update(f"{one.path.absolute()}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    memory = keeping.home / f"{stamp.hexdigest()}.digests.json"
    known = _remembered(memory)
    if isinstance(known, list) and len(known) == len(files):
        return [entry if isinstance(entry, str) else Rejection(**entry) for entry in known]
    made: list[str | Rejection] = []
    for one in files:
        try:
            made.append(hashlib.sha256(read_bytes(one.path, keeping.limits, one.file)).hexdigest())
        except ModisteError as error:
            made.append(Rejection.of(one.file, error))
    text = json.dumps([entry if isinstance(entry, str) else asdict(entry) for entry in made])
    write_whole(memory, text.encode())
    return made


def _decoded(
    files: Sequence[tuple[_File, str]], names: tuple[str, ...], keeping: _Keeping
) -> LabelledPictures:
    """Pixels from the cache, or decoded now and put there: first the pixels, then the list that vouches."""
    identity = [_LAYOUT, keeping.size, keeping.limits.pixels, [(one.file, digest) for one, digest in files]]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()
    store, index = keeping.home / f"{key}.npy", keeping.home / f"{key}.json"
    known = _remembered(index)
    if not isinstance(known, dict) or not store.is_file():
        refused = _decode_all(files, store, keeping)
        known = {str(row): asdict(rejection) for row, rejection in refused.items()}
        write_whole(index, json.dumps(known).encode())
    kept = [row for row in range(len(files)) if str(row) not in known]
    targets = np.array([names.index(files[row][0].label) for row in kept], dtype=np.int64)
    pixels = np.load(store, mmap_mode="r")
    whole = hashlib.sha256(f"{key} {[names[target] for target in targets]}".encode()).hexdigest()
    return LabelledPictures(
        labels=names,
        targets=targets,
        ids=tuple(files[row][0].file for row in kept),
        pixels=pixels[: len(kept)],
        hash=whole,
        rejected=tuple(Rejection(**entry) for entry in known.values()),
    )


def _decode_all(files: Sequence[tuple[_File, str]], store: Path, keeping: _Keeping) -> dict[int, Rejection]:
    """Decode into `store`, good pictures packed from the front; returns the rows that failed."""
    partial = store.with_name(f"{store.stem}.{uuid4().hex}.partial")
    refused: dict[int, Rejection] = {}
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        _sweep(store)
        pixels = np.lib.format.open_memmap(
            partial, "w+", np.uint8, (max(len(files), 1), 3, keeping.size, keeping.size)
        )
        good = 0
        for row, picture in enumerate(_squashed(files, keeping)):
            if isinstance(picture, Rejection):
                refused[row] = picture
            else:
                pixels[good] = picture.transpose(2, 0, 1)
                good += 1
            keeping.report(row + 1, len(files))
        pixels.flush()
        del pixels
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(store)
    except OSError as error:
        raise ModisteError("MOD-1223", path=store, reason=(error.strerror or str(error)).lower()) from None
    finally:
        partial.unlink(missing_ok=True)
    return refused


def _squashed(files: Sequence[tuple[_File, str]], keeping: _Keeping) -> Iterator[Pixels | Rejection]:
    jobs = ((one.path, one.file, keeping.size, keeping.limits) for one, _ in files)
    processes = keeping.processes
    if processes <= 1:
        yield from map(_squash, jobs)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        # A few chunks at a time, so that finished pictures do not pile up in memory.
        while chunk := list(islice(jobs, 64 * processes)):
            yield from pool.map(_squash, chunk, chunksize=16)


def _squash(job: tuple[Path, str, int, Limits]) -> Pixels | Rejection:
    path, file, size, limits = job
    try:
        return resize(decode(path, name=file, near=size, limits=limits), size, size)
    except ModisteError as error:
        return Rejection.of(file, error)


def _sweep(store: Path) -> None:
    """Remove what a killed run left behind; younger leavings may belong to a run that lives."""
    for left in store.parent.glob(f"{store.stem}.*.partial"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            left.unlink(missing_ok=True)


def _remembered(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None

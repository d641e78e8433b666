"""The layout of VISUELLE, for those who hold it: new garments of a fast-fashion house, the test ones apart.

Knows train.csv and test.csv as published; pictures are looked at by whoever makes vectors of them. The
search-term series of gtrends.csv are not used. Source: Skenderi et al., Well Googled is Half Done:
Multimodal Forecasting of New Fashion Product Sales with Image-based Google Trends (2021), and its code.

As published, errors are over 12 weeks from launch, or over the first 6, on the garments of test.csv. Each
is forecast here as it stood when its week began, so that less of train.csv is known than there. Two weeks of
sales and then the ten others, or the next one, are the set-ups 2-10 and 2-1 of its successor.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from modiste.garment import ModisteError
from modiste.trends.launches.book import WEEK, LaunchBook
from modiste.trends.panel import Floats

WEEKS = 12
_ATTRIBUTES = {"category": "category", "color": "colour", "fabric": "fabric", "season": "season"}
_NAMES = ("external_code", "release_date", "image_path", *_ATTRIBUTES)
_SCALE = "normalization_scale.npy"


def is_visuelle(path: Path) -> bool:
    """Whether a folder looks like it."""
    return (path / "train.csv").is_file() and (path / "test.csv").is_file()


def read_visuelle(folder: str | Path) -> tuple[LaunchBook, dict[str, Path]]:
    """The garments, those of test.csv apart, and the picture of each by its id.

    Sales are normalised as published, and in pieces where `normalization_scale.npy` is there.

    Raises:
        ModisteError: MOD-2475 where a file is missing, cannot be read or lacks a column.
    """
    folder = Path(folder)
    train, test = (_table(folder, name) for name in ("train.csv", "test.csv"))
    both = pa.concat_tables([train, test.cast(train.schema)])
    apart = np.arange(len(both)) >= len(train)
    sales = np.stack([both[f"{week}"].to_numpy() for week in range(WEEKS)], 1) * _scale(folder)
    if not np.isfinite(sales).all() or (sales < 0).any():
        raise ModisteError("MOD-2475", path=folder, reason="weekly sales are less than nothing or missing")
    launched = both["release_date"].to_numpy().astype("datetime64[D]")
    codes = [str(code) for code in both["external_code"].to_pylist()]
    ids = tuple(f"{code}#{row}" for row, code in enumerate(codes))
    garment, week = np.nonzero(sales)
    attributes = {
        name: tuple(str(value) for value in both[column].to_pylist()) for column, name in _ATTRIBUTES.items()
    }
    book = LaunchBook(
        ids,
        launched,
        ("",) * len(ids),
        garment.astype(np.int64),
        launched[garment] + WEEK * week,
        sales[garment, week],
        attributes,
        sold_by=launched.max() + WEEK * WEEKS - 1,
        apart=apart,
    )
    return book, {
        id_: folder / "images" / path for id_, path in zip(ids, both["image_path"].to_pylist(), strict=True)
    }


def _table(folder: Path, name: str) -> pa.Table:
    convert = arrow_csv.ConvertOptions(
        column_types={
            **dict.fromkeys(_NAMES, pa.string()),
            "release_date": pa.timestamp("s"),
            **{f"{week}": pa.float64() for week in range(WEEKS)},
        },
        include_columns=[*_NAMES, *(f"{week}" for week in range(WEEKS))],
    )
    try:
        return arrow_csv.read_csv(folder / name, convert_options=convert)
    except (OSError, KeyError, pa.ArrowException) as error:
        reason = f"{name}: {str(error).splitlines()[0]}"
        raise ModisteError("MOD-2475", path=folder, reason=reason) from None


def _scale(folder: Path) -> Floats:
    """What normalised sales are multiplied by, one number or one a week; 1 where the file is not there."""
    path = folder / _SCALE
    if not path.is_file():
        return np.ones(1)
    try:
        scale = np.atleast_1d(np.load(path, allow_pickle=False)).astype(np.float64)
    except (OSError, ValueError) as error:
        raise ModisteError("MOD-2475", path=folder, reason=f"{_SCALE}: {error}") from None
    if scale.shape not in ((1,), (WEEKS,)):
        raise ModisteError("MOD-2475", path=folder, reason=f"{_SCALE} holds {scale.size} numbers")
    return scale

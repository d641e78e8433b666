"""Columns of numbers and words out of CSV, Parquet, HDF5 and files of notifications, with limits.

Knows file formats; what a column means is the layout's.
"""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.wearables.notifications import Packet, unpack

MAX_BYTES = 1_000_000_000
ENDINGS = (".csv", ".parquet", ".h5", ".hdf5", ".hex")
Column = NDArray[Any]


class Table(NamedTuple):
    """Columns by name, `(n,)` each: float64 where all are numbers or nothing, else words; lines left out."""

    columns: dict[str, Column]
    refused: tuple[str, ...] = ()


def read_columns(path: Path, wanted: tuple[str, ...], packet: Packet | None = None) -> Table:
    """The wanted columns of a file, and what of it was left out.

    Raises:
        ModisteError: MOD-2902 for a file that cannot be read, MOD-2903 where a column is missing.
    """
    refused: tuple[str, ...] = ()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError(f"it has more than {MAX_BYTES} bytes")
        if path.suffix == ".hex":
            if packet is None:
                raise ValueError("wearables.toml has no [packet]")
            unpacked = unpack(path.read_text(encoding="utf-8").splitlines(), packet)
            table: dict[str, Column] = dict(unpacked.columns)
            refused = unpacked.refused
        else:
            table = _hdf5(path) if path.suffix in (".h5", ".hdf5") else _arrow(path)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        reason = "".join(each if each.isprintable() else "?" for each in said)[:300]
        raise ModisteError("MOD-2902", path=path.name, reason=reason) from None
    if missing := [name for name in wanted if name not in table]:
        raise ModisteError(
            "MOD-2903", path=path.name, column=", ".join(missing), known=", ".join(table)[:200]
        )
    return Table({name: table[name] for name in wanted}, refused)


def _arrow(path: Path) -> dict[str, Column]:
    if path.suffix == ".parquet":
        table = pa.parquet.read_table(path)
    else:
        options = pa.csv.ConvertOptions(
            null_values=["", "NaN", "nan", "NA", "null"], strings_can_be_null=False
        )
        table = pa.csv.read_csv(path, convert_options=options)
    return {name: _plain(table.column(name)) for name in table.column_names}


def _plain(column: pa.ChunkedArray) -> Column:
    kind = column.type
    if pa.types.is_timestamp(kind):
        return np.asarray(column.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(), np.float64)
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_null(kind):
        return np.asarray(column.cast(pa.float64()).to_numpy(), np.float64)
    return np.asarray(["" if each is None else str(each) for each in column.to_pylist()])


def _hdf5(path: Path) -> dict[str, Column]:
    """Data sets at the file's root, each a column; a data set `(n, k)` gives `name_0` to `name_k-1`."""
    try:
        import h5py  # noqa: PLC0415 - an extra
    except ImportError:
        raise ModisteError("MOD-2904", path=path.name) from None
    made: dict[str, Column] = {}
    with h5py.File(path) as file:
        for name, item in file.items():
            if not isinstance(item, h5py.Dataset) or item.ndim not in (1, 2):
                continue
            values = (
                item.asstr()[:] if h5py.check_string_dtype(item.dtype) else np.asarray(item[:], np.float64)
            )
            if item.ndim == 1:
                made[name] = np.asarray(values, str) if values.dtype.kind == "O" else values
            else:
                made |= {f"{name}_{place}": values[:, place] for place in range(values.shape[1])}
    return made

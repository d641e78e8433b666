"""Wearings: read from published tables by their usual names, what is known only afterwards left out."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from modiste.garment import ModisteError
from modiste.recommend import Wearings, read_wearings


def table(n=90, **changed):
    columns = {
        "user_id": list(range(n)),
        "item_id": [k % 7 for k in range(n)],
        "size": [8 + k % 5 for k in range(n)],
        "fit": [("small", "fit", "large")[k % 3] for k in range(n)],
        "rating": [10.0] * n,
        "review_date": [datetime(2020, 1, 1 + k % 28) for k in range(n)],
        "bust_size_letter": ["b" if k % 2 else None for k in range(n)],
        "body_type": ["pear"] * n,
    }
    columns.update(changed)
    return pa.table({name: values for name, values in columns.items() if values is not None})


def read(tmp_path, made):
    path = tmp_path / "wearings.parquet"
    pq.write_table(made, path)
    return read_wearings(path)


def test_columns_are_known_by_their_usual_names_and_nothing_from_afterwards_is_used(tmp_path):
    rows = read(tmp_path, table())
    assert len(rows) == 90
    assert rows.labels == ("small", "fit", "large")
    assert rows.outcomes[:3].tolist() == [0, 1, 2]
    assert rows.left_out == ("rating",)
    assert set(rows.body) == {"bust_size_letter"}
    assert rows.body["bust_size_letter"][1] == 2.0
    assert np.isnan(rows.body["bust_size_letter"][0])
    assert rows.day[0] == (datetime(2020, 1, 1) - datetime(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("changed", "code", "words"),
    [
        ({"size": None}, "MOD-2350", "no column size"),
        ({"fit": ["good"] * 90}, "MOD-2350", "good"),
        ({"review_date": ["yesterday"] * 90}, "MOD-2350", "yesterday"),
        ({"size": [float("nan")] * 90}, "MOD-2351", "0 wearings"),
    ],
)
def test_a_table_that_is_none_is_refused_with_what_is_wrong(tmp_path, changed, code, words):
    with pytest.raises(ModisteError) as error:
        read(tmp_path, table(**changed))
    assert error.value.code == code
    assert words in str(error.value)


def test_a_file_that_is_no_parquet_is_refused(tmp_path):
    (tmp_path / "x.parquet").write_bytes(b"no parquet")
    with pytest.raises(ModisteError) as error:
        read_wearings(tmp_path / "x.parquet")
    assert error.value.code == "MOD-2350"


def test_rows_that_are_only_asked_about_have_no_outcome():
    rows = Wearings.of([{"customer": "a", "garment": "g", "size": 40, "body": {"waist": 70}}])
    assert rows.outcomes.tolist() == [-1]
    assert rows.take(np.array([0, 0])).body["waist"].tolist() == [70, 70]

"""Files of series: every layout tells the same, every bad row has its reason, leaks are refused by name."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.trends import PanelReading, read_panel
from modiste.trends.leaks import leaking
from modiste.trends.tables import read_rows


def put(folder: Path, text: str | bytes, name: str = "file.bin") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def values(reading: PanelReading) -> dict[str, list[float]]:
    return {name: row.tolist() for name, row in zip(reading.panel.ids, reading.panel.y, strict=True)}


SAME = {"0042": [1.0, 2.0, 3.0], "b": [4.0, 5.5, 6.0]}


@pytest.mark.parametrize(
    "text",
    [
        "unique_id,ds,y\n0042,2015-08-10,1\n0042,2015-08-17,2\n0042,2015-08-24,3\n"
        "b,2015-08-10,4\nb,2015-08-24,6\nb,2015-08-17,5.5\n",
        "\ufeffDate;SKU;Units sold\n10.08.2015;0042;1\n17.08.2015;0042;2,0\n24.08.2015;0042;3\n"
        "10.08.2015;b;4\n17.08.2015;b;5,5\n24.08.2015;b;6\n",
        ",0042,b\n2015-08-10,1,4\n2015-08-17,2,5.5\n2015-08-24,3,6\n",
        'anything\t"0042"\tb\n2015-W33\t1\t4\n2015-W34\t2\t5.5\n2015-W35\t3\t6\n',
        "name,2015-08-10,2015-08-17,2015-08-24\n0042,1,2,3\nb,4,5.5,6\n",
    ],
)
def test_every_layout_tells_the_same(tmp_path: Path, text: str) -> None:
    reading = read_panel(put(tmp_path, text))
    assert values(reading) == SAME
    assert reading.panel.step == "week"
    assert reading.panel.dates.astype(str).tolist() == ["2015-08-10", "2015-08-17", "2015-08-24"]
    assert reading.refusals.counts == {}


def test_parquet_with_timestamps_parts_and_an_index_of_pandas(tmp_path: Path) -> None:
    table = pa.table(
        {
            "State": pa.array(["N", "N", "V", "V"]).dictionary_encode(),
            "ds": [datetime(2015, month, 1) for month in (1, 2, 1, 2)],
            "Turnover": [1, 2, 3, 4],
            "__index_level_0__": ["1", "2", "3", "4"],
        }
    )
    parquet.write_table(table, tmp_path / "t")
    reading = read_panel(tmp_path / "t")
    assert values(reading) == {"N": [1.0, 2.0], "V": [3.0, 4.0]}
    assert reading.panel.step == "month"


def test_a_file_without_names_is_one_series(tmp_path: Path) -> None:
    assert values(read_panel(put(tmp_path, "ds,y\n2020-01,1\n2020-03,3\n"))) == {
        "series": pytest.approx([1.0, np.nan, 3.0], nan_ok=True)
    }


def test_columns_are_known_ahead_static_censored_or_left_out(tmp_path: Path) -> None:
    rows = ["unique_id,ds,y,price,deal,brand,stock_out,constant,nothing"]
    for name, brand in (("a", "X"), ("b", "Y")):
        for day in range(1, 13):
            y = "" if day > 10 else str(day * 7 % 5 + (name == "b"))
            deal = ("none", "half")[day % 3 == 0]
            rows.append(f"{name},2020-01-{day:02},{y},{day % 4},{deal},{brand},{int(day == 4)},1,")
    panel = (reading := read_panel(put(tmp_path, "\n".join(rows)))).panel
    assert (panel.length, panel.ahead, sorted(panel.known)) == (10, 2, ["deal", "price"])
    assert panel.known["deal"][0].tolist() == [float(day % 3 != 0) for day in range(1, 13)]
    assert panel.known["price"].shape == (2, 12)
    assert panel.static == {"brand": ("X", "Y")}
    assert panel.censored is not None
    assert panel.censored.sum(0).tolist() == [0, 0, 0, 2, 0, 0, 0, 0, 0, 0]
    assert set(reading.left_out) == {"constant", "nothing"}


def test_bad_rows_are_refused_one_by_one_and_told(tmp_path: Path) -> None:
    text = (
        "unique_id,ds,y\na,2020-01-01,1\na,2020-01-02,-2\na,2020-01-02,9\na,soon,3\na,2020-01-05,inf\n"
        "a,2020-01-06,many\n,2020-01-06,4\na,2020-01-07,5,6\na,2020-01-08,7\nb,2020-01-03,\nz,2020-01-04,0\n"
    )
    reading = read_panel(put(tmp_path, text))
    assert reading.extras()["rejected_by_reason"] == {
        "the row has another number of columns": 1,
        "no series": 1,
        "the date is missing, no date, or outside 1900 to 2100": 1,
        "the value is no number": 1,
        "the value is infinite": 1,
        "the same series and date again": 1,
        "the series has no value at all": 1,
    }
    assert {"row": 3, "reason": "the same series and date again"} in reading.extras()["rejected"]
    assert reading.findings == {
        "holes": 5,
        "negative_values": 1,
        "series_all_zero": 1,
        "series_of_one_point": 1,
        "series_ended_early": 1,
        "series_without_values": 1,
    }
    assert values(reading)["a"] == pytest.approx([1, -2, *[np.nan] * 5, 7], nan_ok=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "MOD-2402"),
        ("unique_id,ds,y\n", "MOD-2402"),
        ("unique_id,ds,y\na,2020-01-01,\n", "MOD-2402"),
        ("unique_id,ds,y\na,never,1\n", "MOD-2402"),
        ("name,colour\na,red\nb,blue\n", "MOD-2403"),
        ("just words\nand more\n", "MOD-2403"),
        (b"\x00\x01\x02", "MOD-2401"),
        (b"PAR1 and no more", "MOD-2401"),
        ("ds,y\n" + "2020-01-01,1\n" * 40, "MOD-2404"),
        ("unique_id,ds,y\na,19000101,1\n" + "".join(f"s{n},20991231,1\n" for n in range(900)), "MOD-2407"),
    ],
)
def test_what_is_no_file_of_series_is_refused_by_number(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(ModisteError) as refused:
        read_panel(put(tmp_path, text))
    assert refused.value.code == code
    with pytest.raises(ModisteError):
        read_rows(tmp_path / "nowhere")


def test_a_season_longer_than_the_series_is_refused_and_none_is_taken_by_default(tmp_path: Path) -> None:
    path = put(tmp_path, "ds,y\n" + "".join(f"2020-{month:02},{month}\n" for month in range(1, 13)))
    assert read_panel(path).panel.season == 1
    assert read_panel(path, season=4).panel.season == 4
    with pytest.raises(ModisteError) as refused:
        read_panel(path, season=52)
    assert refused.value.code == "MOD-2408"


def sold(leak: str, *, seed: int = 3) -> str:
    """Two series of sixty weeks with a price, and a column that tells what it should not."""
    chance = np.random.default_rng(seed)
    rows = ["unique_id,ds,y,price,also"]
    for name in ("a", "b"):
        price = 1 + chance.random(80)
        y = np.round(20 + 30 / price + 5 * chance.random(80), 3)
        also = {
            "same": 2 * y + 1, "soon": np.roll(y, -3), "recent": np.roll(y, 2), "old": np.roll(y, 13),
            "takings": y * price, "weather": chance.random(80), "logs": np.log(y),
        }[leak]  # fmt: skip
        rows += [f"{name},{1000 + t},{y[t]},{price[t]},{also[t]}" for t in range(15, 75)]
    return "\n".join(rows)


@pytest.mark.parametrize("leak", ["same", "soon", "recent", "takings", "logs"])
def test_a_column_that_tells_the_values_is_refused_by_name(tmp_path: Path, leak: str) -> None:
    path = put(tmp_path, sold(leak))
    with pytest.raises(ModisteError) as refused:
        read_panel(path, horizon=4)
    assert refused.value.code == "MOD-2405"
    assert "also" in refused.value.detail
    assert "also" in read_panel(path, horizon=4, allow=("also", "price")).panel.known
    reading = read_panel(path, horizon=4, without=("also",))
    assert reading.left_out == {"also": "as asked"}


@pytest.mark.parametrize("leak", ["old", "weather"])
def test_values_that_are_old_enough_and_what_has_nothing_to_do_are_taken(tmp_path: Path, leak: str) -> None:
    panel = read_panel(put(tmp_path, sold(leak)), horizon=13).panel
    assert sorted(panel.known) == ["also", "price"]
    assert leaking(panel, 13) == {}


def test_a_trend_is_no_leak(tmp_path: Path) -> None:
    """A column that counts weeks follows a growing series closely, and is known for ever."""
    chance = np.random.default_rng(0)
    rows = [
        f"{name},{week},{5 * week + chance.normal():.4f},{week + offset}"
        for offset, name in enumerate("ab")
        for week in range(60)
    ]
    panel = read_panel(put(tmp_path, "unique_id,ds,y,age\n" + "\n".join(rows)), horizon=4).panel
    assert sorted(panel.known) == ["age"]


@given(
    st.binary(max_size=300)
    | st.text(alphabet='unique_id,dsy\n0123456789-;. "Wab', max_size=300).map(str.encode)
)
def test_any_file_is_read_or_refused_by_number(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = put(tmp_path_factory.mktemp("any"), data)
    try:
        reading = read_panel(path)
    except ModisteError as error:
        assert error.code.startswith("MOD-24")
    else:
        assert np.isfinite(reading.panel.y).any()

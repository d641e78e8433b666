"""Forecasts and backtests by the house's verbs: one result shape, a file written whole, no look ahead."""

import json
from pathlib import Path

import numpy as np
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet
import pytest

from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.flows import evaluate, forecast

QUANTILES = ["q05", "q10", "q25", "q50", "q75", "q90", "q95"]
SIMPLE = {"models": "naive,seasonal_naive,window_mean", "season": "4"}


def series(*, weeks: int = 48, ahead: int = 0, shift: float = 0.0) -> str:
    """Twelve seasonal series by ISO week over a year of 53 weeks, with a deal that is known ahead."""
    chance = np.random.default_rng(5)
    rows = ["unique_id,ds,y,deal"]
    days = np.datetime64("2020-06-01") + 7 * np.arange(weeks + ahead)
    noise = chance.normal(0, 1, (12, 60))
    deals = chance.random((12, 60)) < 0.3
    for place in range(12):
        for week, day in enumerate(days):
            iso = day.astype(object).isocalendar()
            y = 20 + 8 * (week % 4) + noise[place, week] + (shift if week >= 44 else 0)
            said = f"{y:.3f}" if week < weeks else ""
            rows.append(f"g{place},{iso.year}-W{iso.week:02},{said},{int(deals[place, week])}")
    return "\n".join(rows)


def put(folder: Path, text: str) -> Path:
    path = folder / "series.csv"
    path.write_text(text)
    return path


def test_the_result_states_models_choice_and_figures(tmp_path: Path) -> None:
    path = put(tmp_path, series())
    settings = {**SIMPLE, "horizon": "4", "windows": "2"}
    told = json.loads(
        json.dumps(evaluate(None, "trends.forecast", path, "backtest", settings, silent).to_json())
    )
    assert told["n"] == 2 * 12 * 4
    assert set(told["metrics"]) == {"wape", "mase", "bias", "coverage_90", "scaled_quantile_loss"}
    names = [each["name"] for each in told["models"]]
    assert names[:3] == ["naive", "seasonal_naive", "window_mean"]
    assert told["chosen"] == names[3] == "seasonal_naive (calibrated)"
    for each in told["models"]:
        assert set(each) >= {"name", "wape", "mase", "bias", "coverage_90", "seconds"}
    assert told["models"][3]["mase"] == told["metrics"]["mase"]["value"] < told["models"][0]["mase"]
    assert 0.7 <= told["metrics"]["coverage_90"]["value"] <= 1
    assert told["fell_back"] == ["steady"]
    assert told["chosen_on_windows"] == 3
    assert (told["n_series"], told["n_periods"], told["step"], told["season"]) == (12, 48, "week", 4)
    assert set(told["stated"]) >= {"windows", "choice", "mase", "wape"}


def test_what_comes_after_the_origin_changes_no_forecast(tmp_path: Path) -> None:
    """The judged window is moved by a thousand; every choice and figure but the errors stays."""
    settings = {**SIMPLE, "horizon": "4"}
    plain = evaluate(None, "trends.forecast", put(tmp_path, series()), "", settings, silent).to_json()
    moved = evaluate(
        None, "trends.forecast", put(tmp_path, series(shift=1000.0)), "", settings, silent
    ).to_json()
    assert plain["choices"] == moved["choices"]
    assert moved["metrics"]["wape"]["value"] > 0.9 > plain["metrics"]["wape"]["value"]  # type: ignore[index]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_file_holds_every_series_and_period_in_the_manner_of_the_input(
    tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"out{suffix}"
    heard: list[Event] = []
    made = forecast(put(tmp_path, series(ahead=4)), 4, out, SIMPLE, hears(heard), lambda: False)
    table = arrow_csv.read_csv(out) if suffix == ".csv" else parquet.read_table(out)
    assert table.column_names == ["unique_id", "ds", "y_hat", *QUANTILES, "model"]
    assert table.num_rows == 48
    assert table.column("ds").to_pylist()[:4] == ["2021-W18", "2021-W19", "2021-W20", "2021-W21"]
    quantiles = np.stack([table.column(name).to_numpy() for name in QUANTILES], axis=1)
    assert (np.diff(quantiles, axis=1) >= 0).all()
    assert (quantiles[:, 0] <= table.column("y_hat").to_numpy()).all()
    told = json.loads(json.dumps(made.to_json()))
    assert told["known_ahead"] == ["deal"]
    assert told["models"][0] == {"unique_id": "g0", "model": "seasonal_naive"}
    assert told["calibrated_on"] > 0
    assert heard[-1].kind == "done"
    assert list(tmp_path.glob(".*partial")) == []


def test_days_are_written_as_days_and_a_short_past_falls_back(tmp_path: Path) -> None:
    path = put(tmp_path, "ds,y\n2024-01-30,3\n2024-01-31,4\n")
    made = forecast(path, 2, tmp_path / "o.parquet", {}, silent, lambda: False)
    table = parquet.read_table(tmp_path / "o.parquet")
    assert [str(each)[:10] for each in table.column("ds").to_pylist()] == ["2024-02-01", "2024-02-02"]
    assert made.chosen == "naive"
    assert made.extras["chosen_on_windows"] == 0
    assert table.column("y_hat").to_pylist() == [4.0, 4.0]


def test_a_column_that_is_not_known_ahead_is_left_out_by_name(tmp_path: Path) -> None:
    made = forecast(put(tmp_path, series()), 4, tmp_path / "o.csv", SIMPLE, silent, lambda: False)
    assert made.extras["left_out"] == {"deal": "not known for the 4 periods ahead"}


def test_what_is_wrong_is_refused_by_number(tmp_path: Path) -> None:
    path = put(tmp_path, series())
    for settings, code in [
        ({"horizon": "x"}, "MOD-2408"),
        ({"horizon": "0"}, "MOD-2408"),
        ({"colour": "red"}, "MOD-2408"),
        ({"horizon": "4", "models": "magic"}, "MOD-2012"),
        ({"horizon": "24", "windows": "2"}, "MOD-2409"),
        ({"season": "52"}, "MOD-2408"),
    ]:
        with pytest.raises(ModisteError) as refused:
            evaluate(None, "trends.forecast", path, "backtest", settings, silent)
        assert refused.value.code == code, settings
    with pytest.raises(ModisteError) as refused:
        forecast(path, 4, tmp_path / "out.xlsx", {}, silent, lambda: False)
    assert refused.value.code == "MOD-2408"
    with pytest.raises(ModisteError) as refused:
        forecast(path, 4, tmp_path / "out.csv", SIMPLE, silent, lambda: True)
    assert refused.value.code == "MOD-2018"
    assert not (tmp_path / "out.csv").exists()


def hears(heard: list[Event]) -> Progress:
    def hear(event: Event) -> None:
        heard.append(event)

    return hear


@pytest.mark.parametrize("after", [1, 6, 9])
def test_a_forecast_that_is_stopped_leaves_the_file_as_it_was(tmp_path: Path, after: int) -> None:
    """Stopped at any step, before a file is there or over an older one, nothing half-written remains."""
    heard: list[Event] = []
    path, out = put(tmp_path, series()), tmp_path / "out.csv"
    for before in ("", "an older forecast"):
        if before:
            out.write_text(before)
        heard.clear()
        with pytest.raises(ModisteError) as refused:
            forecast(path, 4, out, SIMPLE, hears(heard), lambda: len(heard) >= after)
        assert refused.value.code == "MOD-2018"
        assert len(heard) == after
        assert (out.read_text() if out.exists() else "") == before
        assert {each.name for each in tmp_path.iterdir()} == {"series.csv", *(("out.csv",) if before else ())}


def test_progress_counts_models_and_windows_and_a_backtest_can_be_stopped(tmp_path: Path) -> None:
    heard: list[Event] = []
    path = put(tmp_path, series())
    forecast(path, 4, tmp_path / "out.csv", SIMPLE, hears(heard), lambda: False)
    # Three models in two earlier windows, then the chosen one once more.
    assert [(each.kind, each.done, each.total) for each in heard] == [
        ("start", 0, 6),
        *(("step", done, 6) for done in range(1, 7)),
        ("done", 6, 6),
        ("start", 0, 1),
        ("step", 1, 1),
        ("done", 1, 1),
    ]
    heard.clear()
    settings = {**SIMPLE, "horizon": "4"}
    with pytest.raises(ModisteError) as refused:
        evaluate(
            None,
            "trends.forecast",
            path,
            "backtest",
            settings,
            hears(heard),
            should_stop=lambda: len(heard) > 4,
        )
    assert refused.value.code == "MOD-2018" and len(heard) == 5


def leaves(*, stock_outs: bool = False) -> str:
    """Nine series by state and industry over 40 months; one sells hardly anything."""
    chance = np.random.default_rng(2)
    rows = ["unique_id,ds,y,State,Industry" + (",stock_out" if stock_outs else "")]
    for place in range(9):
        level = 0.2 if place == 8 else 30 + 10 * place
        for month in range(40):
            y = max(level * (1 + 0.3 * np.sin(month * np.pi / 6)) + chance.normal(0, 2), 0)
            out = month % 7 == 3
            said = f"{y / 2 if stock_outs and out else y:.3f}" + (f",{int(out)}" if stock_outs else "")
            day = np.datetime64("2020-01") + month
            first, _, last = said.partition(",")
            rows.append(f"s{place},{day},{first},S{place % 3},I{place // 3}" + (f",{last}" if last else ""))
    return "\n".join(rows)


def test_a_hierarchy_adds_up_and_every_sum_is_forecast(tmp_path: Path) -> None:
    settings = {"models": "naive,seasonal_naive", "hierarchy": "State,Industry", "season": "12"}
    path = put(tmp_path, leaves())
    made = forecast(path, 6, tmp_path / "o.parquet", settings, silent, lambda: False)
    table = parquet.read_table(tmp_path / "o.parquet").to_pydict()
    value = dict(zip(zip(table["unique_id"], table["ds"], strict=True), table["y_hat"], strict=True))
    assert made.n_series == 9 + 1 + 3 + 3
    for month in sorted(set(table["ds"])):
        total = sum(value[f"s{place}", month] for place in range(9))
        assert value["total", month] == pytest.approx(total, rel=1e-9)
        state = sum(value[f"s{place}", month] for place in (0, 3, 6))
        assert value["State=S0", month] == pytest.approx(state, rel=1e-9)
    assert min(table["y_hat"]) >= 0
    told = evaluate(None, "trends.forecast", path, "", {**settings, "horizon": "6"}, silent).to_json()
    assert told["hierarchy"]["incoherence"] <= 1e-9  # type: ignore[index]
    assert told["hierarchy"]["levels"] == {"total": 1, "State": 3, "Industry": 3, "series": 9}  # type: ignore[index]
    for settings, code in [({"hierarchy": "Country"}, "MOD-2411"), ({"reconcile": "magic"}, "MOD-2408")]:
        with pytest.raises(ModisteError) as refused:
            forecast(path, 6, tmp_path / "o.csv", settings, silent, lambda: False)
        assert refused.value.code == code


def test_stock_outs_are_not_judged_and_raise_what_is_forecast(tmp_path: Path) -> None:
    settings = {"models": "window_mean", "horizon": "6", "season": "12"}
    told = evaluate(
        None, "trends.forecast", put(tmp_path, leaves(stock_outs=True)), "", settings, silent
    ).to_json()
    assert told["n"] == 9 * 5
    mean = {}
    for name, text in (
        ("known", leaves(stock_outs=True)),
        ("hidden", leaves(stock_outs=True).replace("stock_out", "ignored")),
    ):
        out = tmp_path / f"{name}.parquet"
        forecast(
            put(tmp_path, text), 6, out, {"models": "window_mean", "earlier": "0"}, silent, lambda: False
        )
        mean[name] = np.mean(parquet.read_table(out).column("y_hat").to_pylist())
    assert mean["known"] >= mean["hidden"]

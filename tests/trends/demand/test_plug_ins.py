"""Foundation models forecast from package or folder, Chronos in each layout; others say what they lack."""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends import LEVELS, Panel, chronos, fracast, timesfm


def panel() -> Panel:
    season = 10 + 5 * np.sin(np.arange(120) * 2 * np.pi / 12)
    y = np.stack([season, 100 * season, np.full(120, np.nan), np.full(120, np.nan)])
    y[0, 5:9] = np.nan
    y[2, -3:] = [1, 2, 3]
    dates = np.datetime64("2010-01-01") + np.arange(120)
    return Panel(("a", "b", "short", "nothing"), dates, y, "day", 12)


def test_fracast_forecasts_from_its_own_weights_and_short_series_repeat() -> None:
    if find_spec("fracast") is None:
        pytest.skip("fracast is not here: pip install 'modiste[fracast]'")
    past = panel()
    made = fracast().forecast(past, 60)
    assert made.quantiles.shape == (4, 60, len(LEVELS))
    assert (np.diff(made.quantiles, axis=2) >= 0).all()
    np.testing.assert_allclose(made.y_hat[1], 100 * made.y_hat[0], rtol=0.15)
    assert (made.y_hat[2] == 3).all()
    assert (made.y_hat[3] == 0).all()
    truth = 10 + 5 * np.sin(np.arange(120, 132) * 2 * np.pi / 12)
    assert np.abs(made.y_hat[0, :12] - truth).mean() < np.abs(truth - past.y[0, -1]).mean()


@pytest.mark.parametrize(("build", "name"), [(chronos, "chronos"), (timesfm, "timesfm")])
def test_what_is_not_installed_or_has_no_weights_says_so(
    monkeypatch: pytest.MonkeyPatch, build: type, name: str, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ModisteError) as refused:
        build().forecast(panel(), 3)
    assert refused.value.code == "MOD-2014"
    assert name in refused.value.detail + refused.value.remedy
    opened = SimpleNamespace(from_pretrained=None)
    package = SimpleNamespace(BaseChronosPipeline=opened, TimesFM_2p5_200M_torch=opened)
    monkeypatch.setitem(sys.modules, name, package)  # type: ignore[arg-type]
    variable = f"MODISTE_{name.upper()}"
    for folder, said in ((tmp_path / "nowhere", "no folder of"), (tmp_path, "no folder of"), ("", "nothing")):
        monkeypatch.setenv(variable, str(folder))
        with pytest.raises(ModisteError, match=f"MOD-2413.*{variable}.*{said}"):
            build().forecast(panel(), 3)
    monkeypatch.setenv(variable, str(tmp_path))
    (tmp_path / "pytorch_model.bin").write_bytes(b"whatever a pickle runs")
    with pytest.raises(ModisteError, match=r"MOD-2413.*without a safetensors file \(pytorch_model.bin\)"):
        build().forecast(panel(), 3)


QUANTILES = [each / 10 for each in range(1, 10)]
SMALL = {"d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2, "pad_token_id": 0}
PATCHES = {"context_length": 64, "input_patch_size": 8, "input_patch_stride": 8, "use_reg_token": True}


def first_chronos(folder: Path) -> None:
    """Chronos of 2024, tokens by a T5: its layout, weights by chance."""
    transformers = import_module("transformers")
    config = transformers.T5Config(vocab_size=64, num_decoder_layers=1, decoder_start_token_id=0, **SMALL)
    config.chronos_config = {
        "tokenizer_class": "MeanScaleUniformBins",
        "tokenizer_kwargs": {"low_limit": -15.0, "high_limit": 15.0},
        "n_tokens": 64,
        "n_special_tokens": 2,
        "pad_token_id": 0,
        "eos_token_id": 1,
        "use_eos_token": True,
        "model_type": "seq2seq",
        "context_length": 64,
        "prediction_length": 16,
        "num_samples": 20,
        "temperature": 1.0,
        "top_k": 50,
        "top_p": 1.0,
    }
    config.chronos_pipeline_class = "ChronosPipeline"
    transformers.T5ForConditionalGeneration(config).save_pretrained(folder)


def bolt(folder: Path) -> None:
    """Chronos-Bolt: patches in, quantiles out; weights by chance."""
    config = import_module("transformers").T5Config(
        vocab_size=2, num_decoder_layers=1, decoder_start_token_id=0, feed_forward_proj="relu", **SMALL
    )
    config.chronos_config = {**PATCHES, "prediction_length": 16, "quantiles": QUANTILES}
    config.chronos_pipeline_class = "ChronosBoltPipeline"
    import_module("chronos.chronos_bolt").ChronosBoltModelForForecasting(config).save_pretrained(folder)


def second_chronos(folder: Path) -> None:
    """Chronos-2: as Bolt, groups of series beside; weights by chance."""
    package = import_module("chronos.chronos2")
    config = import_module("chronos.chronos2.config").Chronos2CoreConfig(**SMALL)
    config.chronos_config = {
        **PATCHES,
        "output_patch_size": 8,
        "quantiles": QUANTILES,
        "max_output_patches": 2,
    }
    config.chronos_pipeline_class = "Chronos2Pipeline"
    config.architectures = ["Chronos2Model"]
    package.Chronos2Model(config).save_pretrained(folder)


@pytest.mark.parametrize("made", [first_chronos, bolt, second_chronos])
def test_a_small_checkpoint_of_each_chronos_forecasts_from_its_folder(
    made: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("chronos") is None:
        pytest.skip("chronos-forecasting is not here: pip install 'modiste[chronos]'")
    torch = import_module("torch")
    torch.manual_seed(3)
    folder = tmp_path / "weights"
    made(folder)
    assert [each.suffix for each in folder.iterdir() if each.suffix in (".safetensors", ".bin")] == [
        ".safetensors"
    ]
    monkeypatch.setenv("MODISTE_CHRONOS", str(folder))
    past, state = panel(), torch.get_rng_state()
    told = chronos().forecast(past, 12)
    assert told.quantiles.shape == (4, 12, len(LEVELS)) and np.isfinite(told.quantiles).all()
    assert (np.diff(told.quantiles, axis=2) >= 0).all()
    assert (told.y_hat[2] == 3).all() and (told.y_hat[3] == 0).all(), "too short a past repeats itself"
    assert torch.equal(torch.get_rng_state(), state), "nobody else's chance is moved"
    np.testing.assert_array_equal(chronos().forecast(past, 12).quantiles, told.quantiles)
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModisteError, match=r"MOD-2413.*keeps from opening"):
        chronos().forecast(past, 12)

"""A photo in, a marked picture or the reason out; nothing of it is written anywhere."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.tryon.backends.weights import CANVAS, write_weights

from modiste import tryon
from modiste.garment import ModisteError
from modiste.workspace import flows

FRONT = Path(__file__).parents[3] / "examples" / "tryon" / "front.png"
MEASURES = {"height": 170, "bust": 88, "waist": 70, "hip": 96}


def small(*times: int) -> bytes:
    """The example person, a third as large, as often beside itself as asked for."""
    with Image.open(FRONT) as image:
        pixels = np.array(image.convert("RGB").resize((240, 360)))
    out = io.BytesIO()
    Image.fromarray(np.concatenate([pixels] * sum(times or (1,)), axis=1)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def networks() -> None:
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")


def test_a_garment_is_put_on_and_the_answer_says_how(networks: None, tmp_path: Path) -> None:
    steps: list[str] = []
    wish = flows.PhotoWish("t-shirt", MEASURES, "38")
    made = flows.try_on_photo(None, small(), wish, progress=lambda event: steps.append(event.message))
    assert made.refused is None and made.told["status"] == "ok" and made.told["reason"] == ""
    assert made.told["size"] == "38" and not made.told["estimated"]
    assert (made.told["width"], made.told["height"]) == (240, 360)
    assert {"body", "drape", "light", "picture"} <= set(steps)
    assert tryon.source_type(made.png).endswith("compositeSynthetic")
    told = flows.write_photo_try_on(made, tmp_path / "deep" / "worn.png")
    assert Path(told["file"]).read_bytes() == made.png


def test_a_network_paints_in_the_size_s_own_silhouette_and_the_picture_says_so(
    networks: None, tmp_path: Path
) -> None:
    folder = write_weights(tmp_path / "weights", "cc-by-nc-4.0")
    painter = tryon.open_fashn(folder, acknowledged=True, steps=1, canvas=CANVAS)
    steps: list[tuple[str, int]] = []
    plain, painted = (
        flows.try_on_photo(
            None,
            small(),
            flows.PhotoWish("t-shirt", MEASURES, "38", painter=each),
            progress=lambda event: steps.append((event.message, event.done)),
        )
        for each in (None, painter)
    )
    assert painted.told["painted_by"] == "FASHN VTON 1.5"
    assert painted.told["licence"] == "cc-by-nc-4.0" and painted.told["non_commercial_acknowledged"] is True
    assert tryon.source_type(painted.png).endswith("compositeWithTrainedAlgorithmicMedia")
    with Image.open(io.BytesIO(painted.png)) as image:
        said = str(image.info["XML:com.adobe.xmp"])
        after = np.array(image.convert("RGB")).astype(int)
    assert 'AISystemUsed="FASHN VTON 1.5"' in said
    assert "weights: cc-by-nc-4.0, non-commercial use acknowledged by the user" in said
    with Image.open(io.BytesIO(plain.png)) as image:
        before = np.array(image.convert("RGB")).astype(int)
    moved = np.abs(after - before).max(-1) > 0
    assert 0.05 < moved.mean() < 0.3  # the garment alone
    assert not moved[:60].any() and not moved[300:].any()
    assert ("paint", 40) in steps and ("paint", 100) in steps


def test_a_picture_of_the_garment_can_be_given_to_it(networks: None, tmp_path: Path) -> None:
    painter = tryon.open_fashn(write_weights(tmp_path), steps=1, canvas=CANVAS)
    flat = io.BytesIO()
    Image.new("RGB", (80, 90), "red").save(flat, "PNG")
    made = [
        flows.try_on_photo(
            None, small(), flows.PhotoWish("t-shirt", MEASURES, "38", painter=painter, picture=each)
        )
        for each in (b"", flat.getvalue())
    ]
    assert made[0].png != made[1].png and made[1].told["non_commercial_acknowledged"] is False


def test_an_unknown_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2012"):
        flows.open_painter("oracle", tmp_path)


def test_a_refused_photo_is_an_answer_and_writes_nothing(networks: None, tmp_path: Path) -> None:
    made = flows.try_on_photo(None, small(2), flows.PhotoWish("t-shirt", MEASURES))
    assert made.refused is not None and made.png == b""
    assert made.told["status"] == "refused" and made.told["code"] == "MOD-3011"
    assert made.told["reason"] and made.told["retake"] and made.told["quality"]["sure"] > 0.5
    assert "file" not in flows.write_photo_try_on(made, tmp_path / "worn.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (flows.PhotoWish("no-such-thing", {}), "MOD-2030"),
        (flows.PhotoWish("t-shirt", {}, "999"), "MOD-15"),
        (flows.PhotoWish("t-shirt", {"height": 4}), "MOD-1502"),
    ],
)
def test_what_cannot_be_asked_is_an_error(networks: None, wish: flows.PhotoWish, code: str) -> None:
    with pytest.raises(ModisteError, match=code):
        flows.try_on_photo(None, small(), wish)


def test_a_pattern_file_is_worn_in_its_own_size(networks: None, tmp_path: Path) -> None:
    from modiste import tailoring

    pattern = tailoring.draft_size("t-shirt", "women", "40")
    path = tmp_path / "tee.json"
    path.write_text(tailoring.pattern_to_json(pattern))
    other = flows.PhotoWish("tee", MEASURES, "36", pattern=path)
    with pytest.raises(ModisteError, match="MOD-2012"):
        flows.try_on_photo(None, small(), other)


def test_networks_that_are_there_are_not_fetched_again(networks: None) -> None:
    assert flows.fetch_networks()["fetched"] is False


def test_the_example_is_what_the_flow_renders_and_small() -> None:
    data = FRONT.read_bytes()
    assert len(data) <= 300_000 and tryon.source_type(data)

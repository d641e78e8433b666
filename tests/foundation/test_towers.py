"""The towers as networks: shapes, what they do not depend on, and what they are asked for in training."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from modiste.foundation import build_memory, build_towers  # noqa: E402
from modiste.foundation.bundled import steps_of  # noqa: E402
from modiste.foundation.corpus import KINDS  # noqa: E402
from modiste.foundation.encoder import Seen, pooled, unit  # noqa: E402
from modiste.foundation.image_tower import Colours  # noqa: E402
from modiste.foundation.text_tower import TextTower  # noqa: E402
from modiste.foundation.tokens import padded  # noqa: E402
from modiste.garment import ModisteError  # noqa: E402
from modiste.learning import InputSpec  # noqa: E402

SPEC = InputSpec(kind="image", height=64, width=64, channels=3, mean=(0.5,) * 3, std=(0.5,) * 3)
SERIES = InputSpec(kind="series", channels=260, mean=(0.0,), std=(1.0,))


@pytest.fixture(scope="module")
def towers() -> torch.nn.Module:
    torch.manual_seed(0)
    return build_towers(SPEC, len(KINDS), weights="none").eval()


def test_pictures_and_texts_come_to_one_space_of_unit_length(towers: torch.nn.Module) -> None:
    with torch.inference_mode():
        pictures = towers.features(2 * torch.rand(2, 3, 64, 96) - 1)
        texts = towers.text.features(torch.from_numpy(padded(["red dress", "红色连衣裙", ""])))
        named = towers(2 * torch.rand(1, 3, 64, 64) - 1)
    assert pictures.shape == (2, 256) and texts.shape == (3, 256) and named.shape == (1, len(KINDS))
    for vectors in (pictures, texts):
        assert torch.allclose(vectors.norm(dim=1), torch.ones(len(vectors)), atol=1e-5)


def test_padding_changes_no_text(towers: torch.nn.Module) -> None:
    alone = torch.from_numpy(padded(["red dress"]))
    beside = torch.from_numpy(
        padded(["red dress", "a long text about a dress with sleeves of another colour"])
    )
    with torch.inference_mode():
        one, two = towers.text.features(alone)[0], towers.text.features(beside)[0]
    assert torch.allclose(one, two, atol=1e-5)


def test_order_of_words_is_heard() -> None:
    torch.manual_seed(0)
    tower = TextTower().eval()
    with torch.inference_mode():
        one, two = tower.features(torch.from_numpy(padded(["white with red", "red with white"])))
    assert float((one - two).norm()) > 1e-3


def test_colours_are_those_of_the_weighted_cells() -> None:
    picture = -torch.ones(1, 3, 32, 32)
    picture[:, 0, :, :16] = 0.6  # a red half
    left = torch.zeros(1, 1, 8, 8)
    left[..., :4] = 1 / 32
    right = left.flip(-1)
    histogram = Colours()
    with torch.inference_mode():
        red, black = histogram(picture, left), histogram(picture, right)
    count = len(histogram.middles)
    assert red[0, :count].sum() == pytest.approx(1, abs=1e-4)
    assert int(red[0, :count].argmax()) != int(black[0, :count].argmax())
    assert float(black[0, count]) == pytest.approx(0, abs=0.01)  # lightness of black


@pytest.mark.parametrize("params", [{"weights": "elsewhere"}, {"dropout": 1.0}])
def test_parameters_that_do_not_fit_are_refused(params: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-1401"):
        build_towers(SPEC, 3, **params)  # type: ignore[arg-type] # of the list
    with pytest.raises(ModisteError, match="MOD-1401"):
        build_towers(SPEC.model_copy(update={"height": 50}), 3, weights="none")
    with pytest.raises(ModisteError, match="MOD-1401"):
        build_memory(SPEC, 3)


def test_an_untrained_memory_says_the_mean_and_missing_steps_say_nothing() -> None:
    memory = build_memory(SERIES, len(KINDS)).eval()
    chance = np.random.default_rng(0)
    vectors = unit(chance.normal(size=(3, 256)))
    history = [Seen(vectors[0], "viewed"), Seen(vectors[1], "liked"), Seen(vectors[2], "bought")]
    steps = steps_of(history)
    longer = np.concatenate((np.zeros((9, 260), np.float32), steps))
    with torch.inference_mode():
        said, again = (memory.features(torch.from_numpy(each)[None])[0] for each in (steps, longer))
    assert np.allclose(said.numpy(), pooled(history, 256), atol=1e-5)
    assert torch.allclose(said, again, atol=1e-6)

"""A generator's folder: what is served answers as torch does, and is checked against what it drew."""

import numpy as np
import pytest
import torch

from modiste.design import checked_generator
from modiste.garment import ModisteError

from ..conftest import untrained

WISHES = np.eye(3, dtype=np.float32)


def test_what_is_served_answers_as_torch_does(gan, flow):
    pair, field = untrained("gan")[0], untrained("flow")[0]
    latents = gan.latents(3, 1)
    noise = np.random.default_rng(0).standard_normal((3, 1, 16, 16), np.float32)
    with torch.no_grad():
        painted = pair(torch.from_numpy(latents), torch.arange(3)).numpy()
        told = field(torch.from_numpy(noise), torch.full((3,), 0.25), torch.arange(3)).numpy()
    assert np.allclose(gan.paint(latents, WISHES)[0], painted, atol=2e-3)
    served = flow.session.run(None, {"picture": noise, "time": np.full(3, 0.25, np.float32), "wish": WISHES})
    assert np.allclose(served[0], told, atol=2e-2)


@pytest.mark.parametrize("kind", ["gan", "flow"])
def test_a_folder_draws_what_it_drew(folders, kind):
    card = checked_generator(folders / kind)
    assert card.labels == ("Bag", "Dress", "Coat")
    assert card.input.kind == "concept"


def test_a_folder_that_draws_something_else_is_told(folders, tmp_path):
    for path in (folders / "gan").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    np.savez_compressed(tmp_path / "golden.npz", answers=np.zeros((4, 1, 16, 16), np.float32))
    with pytest.raises(ModisteError, match="MOD-1327"):
        checked_generator(tmp_path)
    (tmp_path / "golden.npz").write_bytes(b"nothing")
    with pytest.raises(ModisteError, match="MOD-1320"):
        checked_generator(tmp_path)

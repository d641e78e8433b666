"""Torch's threads are set for a while, and given back whatever happens."""

import pytest
import torch

from modiste.foundation.threads import threads_of_torch


def test_threads_are_set_inside_and_given_back_after_an_error() -> None:
    before = torch.get_num_threads()
    with pytest.raises(ZeroDivisionError), threads_of_torch(before + 1):
        assert torch.get_num_threads() == before + 1
        _ = 1 / 0
    assert torch.get_num_threads() == before

"""Which models have a life cycle of their own, and what other protocols say of them."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.workspace.cycles import cycle_of
from modiste.workspace.flows import evaluate
from modiste.workspace.plugins import cycles


def test_a_cycle_is_found_by_name_with_or_without_a_version() -> None:
    assert cycle_of("encoder") is cycle_of("encoder@shipped") is cycles()["encoder"]
    assert cycle_of("clothing") is None
    assert cycle_of("vision.classifier") is None


def test_a_protocol_of_another_cycle_is_refused_with_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        evaluate(None, "clothing", tmp_path, "retrieval", {}, silent)
    assert refused.value.code == "MOD-2016"
    assert "retrieval for encoder" in refused.value.remedy

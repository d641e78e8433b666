from pathlib import Path

import httpx
import pytest
from tests.passport.log.test_witness import EYE, log, witness

from modiste.garment import ModisteError
from modiste.passport.log.witness import ask
from modiste.passport.log.witness_service import WitnessServer, sent_to, served


def test_a_witness_signs_over_http(tmp_path: Path) -> None:
    tree = log(tmp_path)
    tree.append([b"e"] * 9)
    with served(WitnessServer(witness(tmp_path))) as url:
        said = ask(
            lambda body: sent_to(url, body),
            EYE.key,
            tree.checkpoint_note(),
            tree.checkpoint(),
            0,
            tree.consistency,
        )
        assert said.name == "eye.example"
        assert httpx.post(f"{url}/else", content=b"").status_code == 404
        assert httpx.post(f"{url}/add-checkpoint", content=b"x" * 65_000).status_code == 413
        assert httpx.post(f"{url}/add-checkpoint", content=b"\xff").status_code == 400
        again = sent_to(url, f"old 3\n\n{tree.checkpoint_note()}")
        assert again == (409, "9\n")


def test_a_witness_that_is_away_is_named() -> None:
    with pytest.raises(ModisteError, match="MOD-2615"):
        sent_to("http://127.0.0.1:9", "old 0\n\n")

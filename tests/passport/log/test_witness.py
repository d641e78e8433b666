from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.passport.log.log import Log
from modiste.passport.log.notes import (
    WITNESS,
    Checkpoint,
    NoteSigner,
    Signature,
    proved_by,
    read_note,
    signed,
    with_signatures,
)
from modiste.passport.log.witness import Witness, ask

LOG = NoteSigner("log.brand.example/1", Ed25519PrivateKey.from_private_bytes(b"l" * 32))
EYE = NoteSigner("eye.example", Ed25519PrivateKey.from_private_bytes(b"e" * 32), WITNESS)


def witness(folder: Path) -> Witness:
    return Witness(folder / "eye", EYE, [LOG.key], clock=lambda: 1_800_000_000)


def log(folder: Path, name: str = "log") -> Log:
    return Log(folder / name, LOG.key, LOG)


def asked(of: Witness, about: Log, known: int) -> Signature:
    note = about.checkpoint_note()
    return ask(of.add_checkpoint, EYE.key, note, about.checkpoint(), known, about.consistency)


def test_a_log_that_grows_is_signed_again_and_again(tmp_path: Path) -> None:
    eye, known = witness(tmp_path), 0
    tree = log(tmp_path)
    for count in (1, 7, 300):
        tree.append([b"e"] * count)
        said = asked(eye, tree, known)
        note = with_signatures(read_note(tree.checkpoint_note()), [said])
        assert proved_by(note, EYE.key) == 1_800_000_000
        known = tree.size


def test_who_forgot_what_the_witness_knows_is_told(tmp_path: Path) -> None:
    eye, tree = witness(tmp_path), log(tmp_path)
    tree.append([b"e"] * 5)
    asked(eye, tree, 0)
    tree.append([b"e"])
    assert asked(eye, tree, 0).name == "eye.example"
    assert asked(eye, tree, 6) == asked(eye, tree, 3)


def test_a_fork_is_refused_also_after_a_restart(tmp_path: Path) -> None:
    eye, tree = witness(tmp_path), log(tmp_path)
    tree.append([b"e"] * 5)
    asked(eye, tree, 0)
    fork = log(tmp_path, "fork")
    fork.append([b"f"] * 5)
    eye = witness(tmp_path)
    with pytest.raises(ModisteError, match=r"MOD-2615.*another tree of 5"):
        asked(eye, fork, 5)
    fork.append([b"f"] * 5)
    with pytest.raises(ModisteError, match=r"MOD-2615.*422"):
        asked(eye, fork, 5)


def test_an_old_backup_is_refused(tmp_path: Path) -> None:
    eye, tree = witness(tmp_path), log(tmp_path)
    tree.append([b"e"] * 5)
    asked(eye, tree, 0)
    old = log(tmp_path, "backup")
    old.append([b"e"] * 3)
    with pytest.raises(ModisteError, match="it has seen 5 entries, and here are 3"):
        asked(eye, old, 0)


def test_a_log_that_nobody_knows_or_signed_is_refused(tmp_path: Path) -> None:
    eye = witness(tmp_path)
    stranger = NoteSigner("log.stranger.example", Ed25519PrivateKey.generate())
    point = Checkpoint(stranger.name, 1, b"r" * 32)
    assert eye.add_checkpoint(f"old 0\n\n{signed(point, stranger)}").status == 404
    thief = NoteSigner(LOG.name, Ed25519PrivateKey.generate())
    point = Checkpoint(LOG.name, 1, b"r" * 32)
    assert eye.add_checkpoint(f"old 0\n\n{signed(point, thief)}").status == 403


@pytest.mark.parametrize(
    "body", ["", "old x\n\n", "old 1\n", "new 1\n\nx", "old 0\n*\n\nx", "old 0\n\nx", "old \u0661\n\nx"]
)
def test_what_is_no_request_is_refused(tmp_path: Path, body: str) -> None:
    assert witness(tmp_path).add_checkpoint(body).status in {400, 404}


def test_old_of_more_than_the_checkpoint_is_refused(tmp_path: Path) -> None:
    eye, tree = witness(tmp_path), log(tmp_path)
    tree.append([b"e"])
    assert eye.add_checkpoint(f"old 2\n\n{tree.checkpoint_note()}").status == 400


def test_the_empty_log_is_signed_once_it_is_told(tmp_path: Path) -> None:
    eye, tree = witness(tmp_path), log(tmp_path)
    assert asked(eye, tree, 0).name == "eye.example"
    tree.append([b"e"])
    assert asked(eye, tree, 0).name == "eye.example"

"""An upload lies in a folder of its own, under a name that leads nowhere."""

import io
from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.workspace.uploads import Uploads


@pytest.mark.parametrize(
    ("name", "kept"),
    [("feed.tsv", "feed.tsv"), ("../../etc/passwd", "passwd"), ("C:\\a\\b.csv", "b.csv"), ("..", "upload")],
)
def test_a_name_becomes_a_file_in_the_uploads_own_folder(tmp_path: Path, name: str, kept: str) -> None:
    uploads = Uploads(tmp_path)
    id_ = uploads.keep(io.BytesIO(b"x"), name, 10)
    assert uploads.find(id_) == tmp_path / "uploads" / id_ / kept


def test_size_is_bounded_and_ids_are_checked(tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1204"):
        Uploads(tmp_path).keep(io.BytesIO(b"x" * 11), "a", 10)
    for id_ in ("..", "0" * 32, ""):
        with pytest.raises(ModisteError, match="MOD-1103"):
            Uploads(tmp_path).find(id_)

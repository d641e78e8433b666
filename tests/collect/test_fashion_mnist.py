"""Fashion-MNIST: the published bytes or nothing."""

import gzip
import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.collect import (
    FASHION_MNIST_LABELS,
    download_fashion_mnist,
    find_fashion_mnist,
    read_idx,
)
from modiste.collect import fashion_mnist as opened
from modiste.garment import ModisteError

NAMES = [
    f"{part}-{kind}" for part in ("train", "t10k") for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")
]


def test_the_test_part_is_ten_thousand_grey_garments(fashion_mnist: Path) -> None:
    data = opened("test")
    assert data.pixels.shape == (10_000, 1, 28, 28) and data.pixels.dtype == np.uint8
    assert data.labels == FASHION_MNIST_LABELS and np.bincount(data.targets).tolist() == [1000] * 10
    # Publisher's page: the first test pictures are an ankle boot, a pullover and two trousers.
    assert [data.labels[target] for target in data.targets[:4]] == [
        "Ankle boot",
        "Pullover",
        "Trouser",
        "Trouser",
    ]
    assert data.ids[42] == "test-00042" and len(data) == 10_000
    assert data.take([7, 3]).shape == (2, 1, 28, 28)


@pytest.mark.slow
def test_the_training_part_is_sixty_thousand(fashion_mnist: Path) -> None:
    data = opened("train")
    assert len(data) == 60_000 and np.bincount(data.targets).tolist() == [6000] * 10
    # The mean that every published recipe normalises with.
    assert data.pixels.mean() / 255 == pytest.approx(0.2860, abs=1e-4)


def test_another_part_is_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1216.*validation"):
        opened("validation")  # type: ignore[arg-type]


def test_the_folder_named_in_the_environment_comes_first(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"")
    assert find_fashion_mnist(environment={"MODISTE_FASHION_MNIST": str(tmp_path)}) == tmp_path
    with pytest.raises(ModisteError, match=r"MOD-1219"):
        find_fashion_mnist(tmp_path / "none")


def test_unpacked_files_serve_as_well(fashion_mnist: Path, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes(b"")
    for name in NAMES[2:]:
        (tmp_path / name).write_bytes(gzip.decompress((fashion_mnist / f"{name}.gz").read_bytes()))
    assert opened("test", tmp_path).hash == opened("test").hash


@pytest.mark.parametrize("damage", ["truncated", "garbage", "changed", "bomb"])
def test_files_that_are_not_the_published_ones_are_refused(
    fashion_mnist: Path, tmp_path: Path, damage: str
) -> None:
    for name in NAMES:
        (tmp_path / f"{name}.gz").symlink_to(fashion_mnist / f"{name}.gz")
    path = tmp_path / "t10k-labels-idx1-ubyte.gz"
    data = path.read_bytes()
    content = gzip.decompress(data)
    path.unlink()
    path.write_bytes(
        {
            "truncated": data[:3000],
            "garbage": b"not gzip at all",
            "changed": gzip.compress(content[:-1] + bytes([content[-1] ^ 1])),
            "bomb": gzip.compress(bytes(70_000_000), 1),
        }[damage]
    )
    with pytest.raises(ModisteError, match=r"MOD-1220"):
        opened("test", tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "shorter than a header"),
        (b"\0\0\x08", "shorter than a header"),
        (b"\0\0\x0d\x01\0\0\0\0", "header reads 00 00 0d 01"),
        (b"\x01\0\x08\x01\0\0\0\0", "header reads"),
        (b"\0\0\x08\0", "header reads"),
        (b"\0\0\x08\x03\0\0\0\x01", "cut short"),
        (b"\0\0\x08\x01\0\0\0\x03ab", "promises 3 values, 2 follow"),
        (b"\0\0\x08\x02\xff\xff\xff\xff\xff\xff\xff\xff", "promises"),
    ],
)
def test_a_file_that_is_not_idx_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(ModisteError, match=f"MOD-1221.*{reason}"):
        read_idx(content)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.data())
def test_idx_reads_back_what_was_written(shape: list[int], data: st.DataObject) -> None:
    count = int(np.prod(shape))
    values = data.draw(st.binary(min_size=count, max_size=count))
    head = bytes([0, 0, 8, len(shape)]) + b"".join(length.to_bytes(4, "big") for length in shape)
    array = read_idx(head + values)
    assert list(array.shape) == shape and array.tobytes() == values


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40))
def test_idx_never_fails_but_by_number(content: bytes) -> None:
    try:
        read_idx(content)
    except ModisteError as error:
        assert error.code == "MOD-1221"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A web server on this machine, and the folder it serves."""
    folder = tmp_path / "published"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_download_is_kept_only_if_its_checksum_is_right(
    publisher: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, address = publisher
    home = tmp_path / "home"
    for name in NAMES:
        (folder / f"{name}.gz").write_bytes(name.encode())
    with pytest.raises(ModisteError, match=r"MOD-1220.*MD5"):
        download_fashion_mnist(home, address=address)
    assert not home.exists() or not list(home.iterdir())
    # The publisher's own gzip files are not at hand in a test; a table with these files' sums stands in.
    table = {name: (hashlib.md5(name.encode()).hexdigest(), "") for name in NAMES}
    monkeypatch.setattr(import_module("modiste.collect.fashion_mnist"), "_FILES", table)
    assert download_fashion_mnist(home, address=address) == home
    assert sorted(path.name for path in home.iterdir()) == sorted(f"{name}.gz" for name in NAMES)
    (folder / f"{NAMES[0]}.gz").unlink()
    assert download_fashion_mnist(home, address=address) == home, "files that are right are not fetched again"
    (home / f"{NAMES[0]}.gz").write_bytes(b"cut")
    with pytest.raises(ModisteError, match=r"MOD-1222.*404"):
        download_fashion_mnist(home, address=address)


def test_a_download_goes_to_the_web_or_nowhere(tmp_path: Path) -> None:
    for address in ("file:///etc", "ftp://example.org", "fashion"):
        with pytest.raises(ModisteError, match=r"MOD-1222"):
            download_fashion_mnist(tmp_path, address=address)
    with pytest.raises(ModisteError, match=r"MOD-1222"):
        download_fashion_mnist(tmp_path, address="http://127.0.0.1:9", timeout=2)

"""What every test may ask for: the outside data by name, and an environment without surprises."""

import os
from pathlib import Path

import pytest

WHERE_DATA_LIE = {"MODISTE_DATA", "MODISTE_REQUIRE_DATA", "MODISTE_FASHION_MNIST"}
DEBIAN_FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")


def _absent(what: str, remedy: str) -> None:
    """Skip by name; fail where MODISTE_REQUIRE_DATA=1 promises that the data are there."""
    message = f"{what} is not here: {remedy}"
    if os.environ.get("MODISTE_REQUIRE_DATA") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def modiste_data() -> Path:
    """The folder of outside data sets that MODISTE_DATA names (./run sets it where it knows one)."""
    path = Path(os.environ.get("MODISTE_DATA", ""))
    if not os.environ.get("MODISTE_DATA") or not path.is_dir():
        _absent("MODISTE_DATA", "set it to the folder that holds clothing-small and the other data sets")
    return path


@pytest.fixture(scope="session")
def clothing_small(modiste_data: Path) -> Path:
    """Real clothing photos in class folders, below train/ and validation/."""
    path = modiste_data / "clothing-small"
    if not path.is_dir():
        _absent("clothing-small", "put it into the folder that MODISTE_DATA names")
    return path


@pytest.fixture(scope="session")
def fashion_mnist() -> Path:
    """The folder with Fashion-MNIST's four files: the one that MODISTE_FASHION_MNIST names, else Debian's."""
    path = Path(os.environ.get("MODISTE_FASHION_MNIST", DEBIAN_FASHION_MNIST))
    if not path.is_dir():
        _absent(
            "Fashion-MNIST",
            "apt-get install dataset-fashion-mnist, or name its folder in MODISTE_FASHION_MNIST",
        )
    return path


@pytest.fixture(autouse=True)
def _no_shop_of_the_developer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shop or a setting in the developer's environment must not reach a test."""
    for name in list(os.environ):
        if name.startswith("MODISTE_") and name not in WHERE_DATA_LIE:
            monkeypatch.delenv(name)

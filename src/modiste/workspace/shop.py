"""One shop, opened.

INTERFACE COMMIT: bodies follow.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from modiste.learning import Progress, silent
from modiste.workspace.garments import Garments
from modiste.workspace.jobs import Jobs

if TYPE_CHECKING:
    from modiste.learning import Registry, Result
    from modiste.store import Store
    from modiste.workspace.settings import Settings


class Shop:
    """A shop: a folder with its rows, pictures, models, jobs and settings. Safe to use from many threads."""

    root: Path
    settings: "Settings"
    store: "Store"
    registry: "Registry"
    garments: Garments
    jobs: Jobs

    def __enter__(self) -> "Shop":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files; safe to call twice."""
        raise NotImplementedError

    def train(
        self,
        recipe: str,
        data: str | Path,
        settings: Mapping[str, str] | None = None,
        out: str | None = None,
        progress: Progress = silent,
    ) -> Mapping[str, Any]:
        """Train, judge on validation, export and register as `out`."""
        raise NotImplementedError

    def evaluate(self, model: str, data: str | Path, protocol: str = "", progress: Progress = silent) -> "Result":
        """Judge a model on data."""
        raise NotImplementedError

    def predict(self, model: str, files: Sequence[str | Path | tuple[str, bytes]]) -> list[dict[str, Any]]:
        """Per file `{"file","label","confidence","top":[{"label","confidence"}]}` or `{"file","error":{...}}`.

        A file is a path, or a name with bytes (an upload).
        """
        raise NotImplementedError

    def models(self) -> list[dict[str, Any]]:
        """Every model that can be named: `name, version, stage, source (shipped|shop), kind, labels, bytes, metrics`."""
        raise NotImplementedError


def open_shop(path: str | Path | None = None, *, create: bool = True) -> Shop:
    """Open the shop in a folder (`$MODISTE_SHOP`, else `./shop`), made when missing and `create`.

    Raises:
        ModisteError: MOD-2001 when there is no shop and `create` is False; MOD-2002 when it cannot be opened.
    """
    raise NotImplementedError

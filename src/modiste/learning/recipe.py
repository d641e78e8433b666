"""A recipe: everything that decides how a model is trained, as one frozen value read from TOML.

Knows names and numbers only. Which code a name stands for is decided by tables handed to `fit`;
a recipe never holds an import path.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.garment import ModisteError
from modiste.learning.toml_text import read_toml, to_toml

MAX_RECIPE_BYTES = 64 * 1024


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(BaseModel):
    """A named piece (network, loss, optimiser, ...) with the parameters its builder takes."""

    model_config = ConfigDict(frozen=True, extra="allow")
    name: str

    @property
    def params(self) -> dict[str, Any]:
        """The parameters, without the name."""
        return dict(self.model_extra or {})


class InputSpec(_Section):
    """What the network sees: size, channels and normalisation, `(x / 255 - mean) / std` for images.

    With `mirror` the served prediction is the mean of the logits of a picture and its mirror image.
    A series is `(time, channels)` float32 and is normalised without the division by 255. A history
    (what a customer took up), a row of a table, a wearing (a size of a garment on somebody) and an outfit
    are read by models that are no networks; of a concept it is what a generator makes.
    """

    kind: Literal["image", "series", "history", "table", "wearing", "outfit", "concept"] = "image"
    height: int = Field(28, ge=1, le=4096)
    width: int = Field(28, ge=1, le=4096)
    channels: int = Field(1, ge=1, le=1024)
    mean: tuple[float, ...] = (0.5,)
    std: tuple[float, ...] = (0.5,)
    mirror: bool = False


class DataSpec(_Section):
    """Where examples come from unless `--data` says otherwise, and how many are held out to choose by."""

    source: str = Field("", description="A folder of class folders, or a data set by name.")
    validation: float = Field(0.1, ge=0.0, lt=1.0, description="Share held out to choose and calibrate by.")
    split_seed: int = Field(0, description="Which examples are held out.")
    limit: int | None = Field(None, ge=1, description="At most so many examples.")


class TrainSpec(_Section):
    """How long, how many at once, from which seed.

    `ema` is the decay of the weight average, 0 for none. `size`, where given, trains on pictures of another
    height and width than `[input]` serves (Touvron et al., Fixing the train-test resolution
    discrepancy, NeurIPS 2019).
    """

    epochs: int = Field(10, ge=1, le=100_000, description="How often every example is seen.")
    batch_size: int = Field(128, ge=1, le=65_536, description="Examples in one step.")
    seed: int = Field(0, description="Of all that is drawn: weights, order, augmentation.")
    ema: float = Field(0.0, ge=0.0, lt=1.0, description="Decay of the average of the weights; 0 for none.")
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    patience: int = Field(0, ge=0, description="Epochs without a better one until it stops; 0 never stops.")
    keep: Literal["best", "last"] = "best"
    threads: int = Field(1, ge=1, le=256, description="Threads to train with.")
    size: int = Field(0, ge=0, le=4096, description="Side of the pictures in training; 0 as served.")
    clip: float = Field(0.0, ge=0.0, description="Largest norm of a step's gradient; 0 for no limit.")
    checkpoint_seconds: float = Field(60.0, ge=0.0, description="Seconds between checkpoints.")
    start_from: str = Field("", max_length=1000, description="A model whose weights it begins with.")


class Recipe(_Section):
    """One trainable, whole: data, input, network, loss, optimiser, schedule, augmentation, length, seeds.

    Example:
        >>> recipe = Recipe(name="modiste.test.v1", network={"name": "cnn"})
        >>> recipe.with_settings({"train.epochs": "3"}).train.epochs
        3
    """

    name: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_-]+)+$", max_length=120)
    title: str = ""
    data: DataSpec = DataSpec()
    input: InputSpec = InputSpec()
    network: Part
    loss: Part = Part(name="cross_entropy")
    optimiser: Part = Part(name="adam")
    schedule: Part = Part(name="constant")
    augment: tuple[Part, ...] = ()
    train: TrainSpec = TrainSpec()

    @property
    def hash(self) -> str:
        """Sha256 of the recipe's canonical JSON: equal recipes have equal hashes."""
        tree = self.model_dump()
        if not self.train.start_from:
            del tree["train"]["start_from"]  # cards of models that begin with chance know no such word
        return hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()

    def with_settings(self, settings: Mapping[str, str]) -> "Recipe":
        """A copy with dotted keys set from text, as `--set train.epochs=3` gives them.

        Values are read as TOML (`3`, `0.1`, `true`, `[1, 2]`) and as plain text where they are not TOML.

        Raises:
            ModisteError: MOD-1303 for a key the recipe does not have or a value it refuses.
        """
        tree = self.model_dump()
        for key, text in settings.items():
            _set(tree, key, _value(text))
        try:
            return Recipe.model_validate(tree)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            shown = settings.get(where, ", ".join(settings))
            raise ModisteError("MOD-1303", key=where, value=shown, reason=first["msg"].lower()) from None

    def to_toml(self) -> str:
        """The recipe as TOML that `load_recipe` reads back to an equal value."""
        return to_toml(self.model_dump(exclude_none=True))


def load_recipe(path: Path) -> Recipe:
    """Read one recipe file.

    Raises:
        ModisteError: MOD-1301 when it is missing, too large, not UTF-8 TOML, or not a recipe.
    """
    return read_toml(path, Recipe, MAX_RECIPE_BYTES, "MOD-1301")


def recipe_folder() -> Path:
    """Where the shipped recipes lie: `recipes/` of a checkout, or the copy packed into the wheel."""
    packed = Path(__file__).parent.parent / "recipes"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "recipes"


def shipped_recipes() -> dict[str, Path]:
    """Every shipped recipe by its file name without suffix, in order."""
    return {path.stem: path for path in sorted(recipe_folder().glob("*.toml"))}


def find_recipe(name_or_path: str) -> Recipe:
    """A shipped recipe by short name (`clothing`), by full name (`modiste.vision.clothing.v1`), or a file.

    Raises:
        ModisteError: MOD-1302 when no such recipe is known; MOD-1301 when the file is not a recipe.
    """
    shipped = shipped_recipes()
    if name_or_path in shipped:
        return load_recipe(shipped[name_or_path])
    if name_or_path.endswith(".toml"):
        return load_recipe(Path(name_or_path))
    for path in shipped.values():
        recipe = load_recipe(path)
        if recipe.name == name_or_path:
            return recipe
    raise ModisteError("MOD-1302", kind="Recipe", name=name_or_path, known=", ".join(shipped) or "none")


def _set(tree: dict[str, Any], key: str, value: object) -> None:
    *path, last = key.split(".")
    node: Any = tree
    for part in path:
        node = node.get(part) if isinstance(node, dict) else None
    open_part = len(path) == 1 and path[0] in {"network", "loss", "optimiser", "schedule"}
    if not isinstance(node, dict) or (last not in node and not open_part):
        raise ModisteError("MOD-1303", key=key, value=value, reason="the recipe has no such key")
    node[last] = value


def _value(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text

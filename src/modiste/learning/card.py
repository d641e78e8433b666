"""The model card: what a served model is, what it was made from, what it is worth and what it is not for.

Knows the words and numbers beside a model and their TOML; the network itself is in the folder's other files.
"""

import datetime
import json
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from modiste.learning.recipe import InputSpec
from modiste.learning.toml_text import read_toml, to_toml

MAX_CARD_BYTES = 1024 * 1024
NETWORKS = ("image", "series")
FileName = Annotated[str, Field(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=80)]
NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
VERSION = r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measured(_Frozen):
    """One number on a card with how it was obtained: data, split, seed, protocol, count, day."""

    name: str = Field(min_length=1)
    value: float = Field(allow_inf_nan=False)
    ci95: tuple[float, float] | None = None
    unit: str = ""
    data: str = Field(min_length=1)
    split: str = ""
    protocol: str = ""
    seed: int | None = None
    n: int = Field(ge=1)
    date: datetime.date


class About(_Frozen):
    """What a person says of a model when it is exported; the rest of the card is read off the model.

    `name` and `version` default to the recipe's: `modiste.vision.fashion_mnist.v1` becomes
    `fashion-mnist`, `v1`.
    """

    name: str = Field("", pattern=rf"^$|{NAME}", max_length=80)
    version: str = Field("", pattern=rf"^$|{VERSION}", max_length=80)
    licence: str = "not licensed: all rights stay with the shop that trained it"
    data: str = "not stated"
    data_licence: str = "not stated"
    data_hash: str = ""
    intended_use: str = "not stated"
    limits: str = "not stated"
    metrics: tuple[Measured, ...] = ()


class ModelCard(_Frozen):
    """The whole card. `sha256` is of the model; a folder whose file has another hash is not served.

    `files` are those beside the card; the first is the model itself, whose `sha256` and size are told. A
    network is an ONNX graph with labels; a model of another kind of input is a room's own, and has none.

    `parent` names the model this one was compressed from. `golden_tolerance` is the largest difference
    from the golden probabilities that a sound installation shows.
    """

    format: Literal[1] = 1
    name: str = Field(pattern=NAME, max_length=80)
    version: str = Field(pattern=VERSION, max_length=80)
    date: datetime.date
    recipe: str
    recipe_hash: str
    parent: str = ""
    licence: str
    data: str
    data_licence: str
    data_hash: str = ""
    intended_use: str
    limits: str
    precision: Literal["float32", "int8"] = "float32"
    parameters: int = Field(ge=1)
    embedding_size: int = Field(ge=0)
    temperature: float = Field(gt=0, allow_inf_nan=False)
    opset: int = Field(ge=0)
    size_bytes: int = Field(ge=1)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    golden_tolerance: float = Field(gt=0, le=1)
    labels: tuple[str, ...] = ()
    files: tuple[FileName, ...] = Field(("model.onnx", "golden.npz"), min_length=1, max_length=8)
    input: InputSpec
    metrics: tuple[Measured, ...] = ()

    @field_validator("labels")
    @classmethod
    def _distinct(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(labels)) != len(labels):
            raise ValueError("two labels are the same")
        return labels

    @model_validator(mode="after")
    def _network(self) -> Self:
        if self.input.kind in NETWORKS and (
            len(self.labels) < 2 or self.embedding_size < 1 or self.opset < 18
        ):
            raise ValueError("a network has two labels, an embedding and an opset of 18 at least")
        return self

    def to_toml(self) -> str:
        """The card as TOML that `read_card` reads back to an equal value."""
        return to_toml(self.model_dump(mode="json", exclude_none=True))


def labels_note(labels: tuple[str, ...]) -> str:
    """The labels as a graph's metadata carry them, which the card's must agree with."""
    return json.dumps(labels, ensure_ascii=False)


def read_card(path: Path) -> ModelCard:
    """Read one card, strictly.

    Raises:
        ModisteError: MOD-1320 when it is missing; MOD-1321 when it is too large, not UTF-8 TOML, has a key
            too many or too few, or a value out of range.
    """
    return read_toml(path, ModelCard, MAX_CARD_BYTES, "MOD-1321", missing="MOD-1320")

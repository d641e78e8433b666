"""Fields as a form shows them: kinds, choices and bounds from annotations."""

from typing import Literal

import pytest
from pydantic import BaseModel, Field

from modiste.workspace.fields import bounds_of, kind_of, kind_of_value


class Sample(BaseModel):
    inside: int = Field(1, ge=0, le=9)
    below: float = Field(0.5, gt=0, lt=1)
    free: str = Field("", max_length=3)


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        (bool, "boolean"),
        (int, "integer"),
        (float | None, "number"),
        (str, "text"),
        (tuple[float, ...], "text"),
    ],
)
def test_the_kind_follows_from_the_annotation(annotation: object, kind: str) -> None:
    assert kind_of(annotation) == (kind, ())


def test_choices_are_those_of_a_literal() -> None:
    assert kind_of(Literal["a", "b"] | None) == ("choice", ("a", "b"))


def test_a_value_has_a_kind() -> None:
    assert [kind_of_value(value) for value in (True, 1, 1.0, "a", [1])] == [
        "boolean", "integer", "number", "text", "text",
    ]  # fmt: skip


def test_bounds_are_those_declared() -> None:
    fields = Sample.model_fields
    assert [bounds_of(fields[name]) for name in fields] == [(0, 9), (0, 1), (None, None)]

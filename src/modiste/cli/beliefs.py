"""Options by which people give an elasticity or a trend with its interval.

Knows how a belief is written on the command line; what follows from it is the workspace's.
"""

from collections.abc import Sequence
from typing import Annotated

import typer

from modiste.workspace import flows

Elasticity = Annotated[
    list[str] | None,
    typer.Option(help="Of a garment or category, with its interval: coats=-2.1:-2.8:-1.4."),
]
Trend = Annotated[
    list[str] | None, typer.Option(help="Growth a year, with its interval: coats=0.1:-0.05:0.25.")
]


def beliefs(said: Sequence[str] | None, option: str) -> "dict[str, flows.Belief]":
    """By garment or category, from `KEY=VALUE:LOW:HIGH`; without an interval a value is taken as sure."""
    return dict(_belief(each, option) for each in said or ())


def _belief(said: str, option: str) -> "tuple[str, flows.Belief]":
    key, _, numbers = said.rpartition("=")
    try:
        value, low, high = ([float(each) for each in numbers.split(":")] * 3)[:3]
    except ValueError:
        raise typer.BadParameter(f"{said!r}: give KEY=VALUE:LOW:HIGH", param_hint=option) from None
    if not key or numbers.count(":") not in (0, 2):
        raise typer.BadParameter(f"{said!r}: give KEY=VALUE:LOW:HIGH", param_hint=option)
    return key, flows.Belief(value, low, high)

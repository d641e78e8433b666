"""A circuit's file and its plain values come to the same."""

import tomllib
from pathlib import Path

from modiste.workspace import flows

EXAMPLE = Path(__file__).parents[3] / "examples" / "fabric" / "heated-t-shirt.toml"


def test_a_file_and_its_values_are_one_circuit() -> None:
    by_file, by_tree = flows.wired_file(EXAMPLE), flows.wired_tree(tomllib.loads(EXAMPLE.read_text("utf-8")))
    assert flows.circuit_sheet(by_file) == flows.circuit_sheet(by_tree)
    assert flows.circuit_svg(by_file) == flows.circuit_svg(by_tree)
    assert flows.heat_sheet(by_file)["name"] == "A T-shirt with a heated back"

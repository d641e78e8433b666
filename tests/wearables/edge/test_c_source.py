"""Sources hold every weight, and their memory is what is told of it."""

import re
from pathlib import Path

from modiste.wearables.edge.c_source import c_files, constant_bytes, ram_bytes
from modiste.wearables.edge.integers import quantise
from modiste.wearables.edge.reading import read_network


def test_memory_is_what_the_arrays_add_up_to(model: Path) -> None:
    network, golden = read_network(model)
    made = quantise(network, golden)
    source = c_files(made, golden[:2], "a */ model")["model.c"]
    sizes = {"int8_t": 1, "uint8_t": 1, "int16_t": 2, "int32_t": 4, "float": 4}
    plain = re.findall(r"^static (const )?(\w+) \w+\[(\d+)\]", source, re.MULTILINE)
    assert sum(sizes[kind] * int(count) for const, kind, count in plain if not const) == ram_bytes(made)
    tables = sum(sizes[kind] * int(count) for const, kind, count in plain if const)
    # Rows up to a multiple of four and a mean's shared factor come on top of what is told.
    assert constant_bytes(made) <= tables <= 1.05 * constant_bytes(made) + 1200


def test_a_title_cannot_end_the_comment_that_it_stands_in(model: Path) -> None:
    network, golden = read_network(model)
    header = c_files(quantise(network, golden), golden[:1], "a */ model")["model.h"]
    assert header.startswith("/* a  model:")

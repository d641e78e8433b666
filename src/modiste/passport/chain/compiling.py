"""The contract compiled anew, as `anchor.json` keeps it.

Knows what is kept of Vyper's output; only who changes `anchor.vy` needs it, with Vyper from the `dev` extra.
"""

from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from modiste.passport.chain.contract import SOURCE


def compiled(source: Path = SOURCE) -> dict[str, Any]:
    """ABI, codes and selectors of a contract, with the compiler's version and the source's SHA-256."""
    vyper = import_module("vyper")
    text = source.read_text(encoding="utf-8")
    said = vyper.compile_code(
        text, output_formats=["abi", "bytecode", "bytecode_runtime", "method_identifiers"]
    )
    return {
        "compiler": f"vyper {vyper.__version__}",
        "source_sha256": sha256(text.encode()).hexdigest(),
        "selectors": {
            name: f"{int(each, 16):08x}" for name, each in sorted(said["method_identifiers"].items())
        },
        "abi": said["abi"],
        "bytecode": said["bytecode"].removeprefix("0x"),
        "runtime": said["bytecode_runtime"].removeprefix("0x"),
    }

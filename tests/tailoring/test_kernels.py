"""Compiling ahead leaves no kernel for the first drape to compile."""

import subprocess
import sys

PROGRAM = """
import sys
from numba.core.dispatcher import Dispatcher
from modiste import tailoring

def compiled():
    modules = [vars(m) for name, m in sys.modules.items() if name.startswith("modiste.tailoring.")]
    kernels = [each for held in modules for each in held.values() if isinstance(each, Dispatcher)]
    return {each.__name__: len(each.signatures) for each in kernels}

tailoring.compile_kernels()
before = compiled()
shirt = tailoring.drape_garment(
    tailoring.draft_size("t-shirt", "women", "40"), tailoring.average_figure(), edge=0.03
)
tailoring.worn_picture(shirt, heat="clearance")
assert any(before.values()) and before == compiled(), (before, compiled())
"""


def test_after_compiling_ahead_a_fitting_compiles_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

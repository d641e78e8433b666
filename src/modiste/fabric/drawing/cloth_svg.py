"""The picture of any cloth.

Knows which kind is drawn by whom.
"""

from modiste.fabric.drawing.knit_picture import knit_svg
from modiste.fabric.drawing.weave_picture import weave_svg
from modiste.fabric.spec import FabricSpec


def fabric_svg(spec: FabricSpec) -> str:
    """A cloth's face to scale, as SVG."""
    return knit_svg(spec) if spec.is_knit else weave_svg(spec)

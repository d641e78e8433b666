"""The numeric kernels of drape and render, compiled before anybody waits for them.

numba compiles a kernel at its first call, half a minute for all of them, and keeps it beside its source;
`./run` calls this while it builds the studio.
"""

from modiste.tailoring.body.shape import average_figure
from modiste.tailoring.cloth.house_fabrics import house_fabric
from modiste.tailoring.cloth.prints import Solid
from modiste.tailoring.cloth.texture import appearance_of
from modiste.tailoring.drape.draping import QUICK, drape_garment
from modiste.tailoring.pattern.drafting import draft_size
from modiste.tailoring.render.photo import photograph
from modiste.tailoring.render.worn import worn_picture


def compile_kernels() -> None:
    """Drape the smallest skirt there is and picture it, which calls every kernel once."""
    skirt = draft_size("skirt-straight", "women", "34")
    worn = drape_garment(skirt, average_figure(), edge=QUICK)
    worn_picture(worn, heat="stretch", size=(64, 96))
    photograph(worn, appearance_of(house_fabric("twill"), Solid("#808080")), size=(32, 48))

"""The garments that can be drafted, by name."""

from modiste.tailoring.pattern.program import Program
from modiste.tailoring.pattern.programs.skirt_straight import SKIRT_STRAIGHT
from modiste.tailoring.pattern.programs.t_shirt import T_SHIRT
from modiste.tailoring.pattern.programs.trousers import TROUSERS

PROGRAMS: dict[str, Program] = {
    program.name: program
    for program in (
        T_SHIRT,
        SKIRT_STRAIGHT,
        TROUSERS,
    )
}

"""The garments that can be drafted, by name."""

from modiste.tailoring.pattern.program import Program
from modiste.tailoring.pattern.programs.dress_a_line import DRESS_A_LINE
from modiste.tailoring.pattern.programs.dress_shift import DRESS_SHIFT
from modiste.tailoring.pattern.programs.hoodie import HOODIE
from modiste.tailoring.pattern.programs.shirt import SHIRT
from modiste.tailoring.pattern.programs.shorts import SHORTS
from modiste.tailoring.pattern.programs.skirt_a_line import SKIRT_A_LINE
from modiste.tailoring.pattern.programs.skirt_straight import SKIRT_STRAIGHT
from modiste.tailoring.pattern.programs.sweatshirt import SWEATSHIRT
from modiste.tailoring.pattern.programs.t_shirt import T_SHIRT
from modiste.tailoring.pattern.programs.trousers import TROUSERS

PROGRAMS: dict[str, Program] = {
    program.name: program
    for program in (
        T_SHIRT,
        SHIRT,
        SWEATSHIRT,
        HOODIE,
        TROUSERS,
        SHORTS,
        SKIRT_STRAIGHT,
        SKIRT_A_LINE,
        DRESS_SHIFT,
        DRESS_A_LINE,
    )
}

"""What can go wrong with comfort and smart functions of cloth, 2830 to 2849."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2830": Problem(
        "No scenario",
        "The scenario is not taken: {reason}.",
        "Give a name, layers and phases, as examples/fabric/scenario.toml does.",
    ),
}

"""What can go wrong with comfort and smart functions of cloth, 2830 to 2849."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2830": Problem(
        "No scenario",
        "The scenario is not taken: {reason}.",
        "Give a name, layers and phases, as examples/fabric/scenario.toml does.",
    ),
    "MOD-2831": Problem(
        "No resistance",
        "{name} has {ohm} ohm, and no yarn conducts like that.",
        "Give a length and a resistance a metre above 0.",
    ),
    "MOD-2832": Problem(
        "A circuit that is not closed",
        "{node} is joined to no supply.",
        "Join it by a trace, or leave it out.",
    ),
    "MOD-2833": Problem(
        "A short circuit",
        "Supplies are joined without any resistance, so that their currents have no bound.",
        "Put a trace or a heating zone between them, or give supplies an inner resistance.",
    ),
    "MOD-2834": Problem(
        "No circuit",
        "The circuit is not taken: {reason}.",
        "Give yarns, pads, traces and a supply, as examples/fabric/heated-t-shirt.toml does.",
    ),
    "MOD-2835": Problem(
        "Not on the cloth",
        "{name} leaves the panel '{panel}', or there is no such panel.",
        "Panels are: {known}. Places are centimetres on a panel, as `modiste pattern` draws it.",
    ),
    "MOD-2836": Problem(
        "No way over the cloth",
        "No straight lines and seams lead {name} from '{start}' to '{end}'.",
        "Name places that it goes by (`via`), or take panels that are sewn to each other.",
    ),
    "MOD-2837": Problem(
        "No loops of a sensor",
        "A sensor cannot be learned from these: {reason}.",
        "Give strain and relative change of resistance in the order of time, stretched and relaxed.",
    ),
    "MOD-2838": Problem(
        "No wash series",
        "Ageing cannot be learned from these: {reason}.",
        "Give washes and the resistance after them over that when new.",
    ),
    "MOD-2839": Problem(
        "Too long to answer at once",
        "The scenario lasts {minutes} minutes; at once at most {most} are lived through.",
        "Shorten it, or wear it as a job: `fabric-comfort`.",
    ),
    "MOD-2840": Problem(
        "No such function of a cloth",
        "What is asked of the cloth cannot be read: {reason}.",
        "See examples/fabric/smart.toml for what a function takes.",
    ),
}

"""What can go wrong when cloths are searched for and wishes learned, 2850 to 2869."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2850": Problem(
        "Goals that cannot be read",
        "They are no goals: {reason}.",
        "examples/fabric/goals.toml is a file of goals; docs/fabric-search.md lists every field.",
    ),
    "MOD-2851": Problem(
        "Nothing of that name to aim at",
        "{name!r} is nothing that is known of a cloth.",
        "Known: {known}.",
    ),
    "MOD-2852": Problem(
        "A goal that cannot be reckoned",
        "{name} of these cloths cannot be told: {reason}.",
        "Add what is missing to the goals, or leave {name} out of them.",
    ),
    "MOD-2853": Problem(
        "No state of a search",
        "{path} is no state of a search: {reason}.",
        "Give the file that `modiste fabric search --state` wrote.",
    ),
    "MOD-2854": Problem(
        "The state of another search",
        "{path} belongs to a search with other goals or another seed.",
        "Go on with the goals and the seed it was begun with, or name a new file.",
    ),
    "MOD-2855": Problem(
        "A measurement that cannot be taken",
        "The measured row is not taken: {reason}.",
        "Give a member, and a value with its uncertainty by property: examples/fabric/measured.toml.",
    ),
    "MOD-2856": Problem(
        "No cloth keeps all limits",
        "Of {evaluations} cloths none keeps all limits; most miss {missed}.",
        "Widen those limits or what may be varied.",
    ),
    "MOD-2857": Problem(
        "No such member",
        "The front has no member {number}; its members are numbered from 0 to {last}.",
        "`modiste fabric choose STATE` shows the pair to choose from; a search that found nothing has none.",
        404,
    ),
    "MOD-2858": Problem(
        "No such search",
        "The shop has no search {id!r} for cloths.",
        "`GET /api/v1/fabric-searches` shows those it has; PUT begins one under a new id.",
        404,
    ),
    "MOD-2860": Problem(
        "Reviews that cannot be read",
        "{path} holds no reviews: {reason}.",
        "Give a CSV file, zipped or not, or its folder, with the columns Review Text, Rating and Age.",
    ),
    "MOD-2861": Problem(
        "A segment that cannot be read",
        "{segment!r} names no segment: {reason}.",
        "Write age<35, department=Dresses, or several with and between: age>=50 and class=Knits.",
    ),
    "MOD-2862": Problem(
        "A segment too small to ask for anything",
        "{segment!r} has {count} reviews, and {least} are needed on either side to compare.",
        "Widen the segment.",
    ),
}

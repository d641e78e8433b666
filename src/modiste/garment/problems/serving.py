"""What can go wrong when recommendations are served: 2370 to 2399 of 23xx recommend."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2370": Problem(
        "Nobody to recommend to",
        "Neither a customer nor a session nor a garment is named, and {placement!r} shows no trend.",
        "Name a customer, a session or a garment; or ask for the placement home.",
    ),
    "MOD-2371": Problem(
        "No such recommendation",
        "No recommendation {id} was given here, or it was forgotten with the customer it was for.",
        "Take the id from the answer that was shown; ids of other shops are not known here.",
        404,
    ),
    "MOD-2372": Problem(
        "Rule says nothing",
        "The rule cannot be kept: {reason}.",
        "Name a garment, a brand, a category or an attribute, and what is to be done with it.",
    ),
    "MOD-2373": Problem(
        "Too many rules",
        "There are {count} rules; the limit is {limit}.",
        "Remove rules that ended: modiste rules list.",
        409,
    ),
    "MOD-2374": Problem(
        "Experiment cannot be set up",
        "The experiment cannot be started: {reason}.",
        "Give two to eight arms with shares above nothing, each a known way to recommend.",
    ),
    "MOD-2375": Problem(
        "Experiment is there already",
        "There is an experiment {name!r}; what was measured is not measured anew.",
        "Choose another name.",
        409,
    ),
    "MOD-2376": Problem(
        "Filter not understood",
        "{text!r} is no filter: {reason}.",
        "Write name=value with one of the names category, brand, department, colour, size, price.",
    ),
    "MOD-2377": Problem(
        "Event refused",
        "The event {id!r} cannot be taken: {reason}.",
        "Send its id, one of GA4's event names, and the moment in UTC, within the last 30 days.",
    ),
    "MOD-2378": Problem(
        "Not a candidate",
        "{name} cannot answer in shadow or be promoted: {reason}.",
        "List the ways to recommend: modiste recommend --state.",
        409,
    ),
}

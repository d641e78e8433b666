"""What can go wrong with demand, trends and stock, 24xx.

To 2429 series and forecasts, to 2449 sales and trends, to 2469 stock, to 2484 new garments and campaigns, to
2499 a shop's plans.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2485": Problem(
        "Too little was sold",
        "{path} has {weeks} whole weeks of sales with garments on sale; a forecast needs two.",
        "Import the shop's orders and its stock (modiste import FILE --as orders), then ask again.",
        409,
    ),
    "MOD-2486": Problem(
        "Unknown series",
        "Demand cannot be told by {by!r}.",
        "Known are: {known}.",
    ),
    "MOD-2487": Problem(
        "Number out of range",
        "{name}={value} is not from {least} to {most}.",
        "Give one from {least} to {most}.",
    ),
    "MOD-2488": Problem(
        "No forecast yet",
        "{path} keeps no forecast of its demand.",
        "Make one: modiste demand, or a job of the kind `forecast`.",
        409,
    ),
    "MOD-2489": Problem(
        "Garment not forecast",
        "{garment} has no forecast: it is not on sale, or was not when the forecast was made.",
        "Ask for a garment that is on sale, or make the forecast anew.",
        404,
    ),
    "MOD-2490": Problem(
        "Already decided",
        "The decision {id} is {state}; only one that is proposed can be approved or refused.",
        "Look at it again; propose anew where another decision is wanted.",
        409,
    ),
    "MOD-2491": Problem(
        "Nothing to propose",
        "No {kind} can be proposed for {garment}: {reason}.",
        "Ask for another kind of decision, or for another garment.",
    ),
}

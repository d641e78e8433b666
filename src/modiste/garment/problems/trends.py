"""What can go wrong with demand, trends and stock, 24xx.

To 2429 series and forecasts, to 2449 sales and trends, to 2469 stock, to 2484 new garments and campaigns, to
2499 a shop's plans.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2420": Problem(
        "Too little past to learn from",
        "A model over all series needs at least {least} periods; {periods} are past.",
        "Give a longer past, or let a forecaster of single series do it.",
    ),
}

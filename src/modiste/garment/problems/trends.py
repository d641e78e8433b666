"""What can go wrong with demand, trends and stock, 24xx.

To 2429 series and forecasts, to 2449 sales and trends, to 2469 stock, to 2484 new garments and campaigns, to
2499 a shop's plans.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2450": Problem(
        "Stock or demand refused",
        "The numbers of demand or stock cannot be replayed: {reason}.",
        "Give finite pieces, none negative, for at least one series and one period.",
    ),
    "MOD-2451": Problem(
        "Setting of a decision refused",
        "{name}={value} cannot be set: {reason}.",
        "See docs/trends.md for what each decision takes.",
    ),
    "MOD-2452": Problem(
        "Demand and what is known ahead disagree",
        "The tables do not belong together or leave nothing to learn from: {shapes}.",
        "Give what is known ahead for every series and every week of demand, and some weeks of demand.",
    ),
    "MOD-2453": Problem(
        "Terms of buying refused",
        "Nothing can be bought on these terms: {reason}.",
        "Give a price above the cost, what is left below it, and limits that allow some quantity.",
    ),
    "MOD-2454": Problem(
        "Demand refused",
        "This is no demand: {what}.",
        "Give a mean and a variance that belong together, samples from 0 on, or quantiles that rise.",
    ),
    "MOD-2455": Problem(
        "Sales by size refused",
        "No size curve follows from this: {reason}.",
        "Give pieces by location, week and size, and for stock-outs the part of each week that was on sale.",
    ),
    "MOD-2456": Problem(
        "Allocation refused",
        "Nothing can be allocated: {reason}.",
        "Give at least one location and SKU, stock that is not negative, and limits that leave some way.",
    ),
    "MOD-2457": Problem(
        "Markdown refused",
        "No price path follows from this: {reason}.",
        "Give a ladder of falling prices above nought, an elasticity below nought, weeks and stock.",
    ),
    "MOD-2458": Problem(
        "Ordering costs refused",
        "No order can be reckoned from this: {reason}.",
        "Give costs above nought, demand that is not negative and lead times of whole periods.",
    ),
    "MOD-2459": Problem(
        "Sewing line refused",
        "These operations cannot be balanced: {reason}.",
        "Give each operation once, minutes above nought and no more than the takt, and no circle of before.",
    ),
}

"""What can go wrong with demand, trends and stock, 24xx.

To 2429 series and forecasts, to 2449 sales and trends, to 2469 stock, to 2484 new garments and campaigns, to
2499 a shop's plans.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2430": Problem(
        "Sales lack a column",
        "The table {table} lacks {missing}; it has: {found}.",
        "Name the columns as docs/trends.md lists them.",
    ),
    "MOD-2431": Problem(
        "Nothing to count",
        "Nothing {what} up to {at}.",
        "Import orders and events, or ask for a later moment.",
        409,
    ),
    "MOD-2432": Problem(
        "Unknown group",
        "Sales cannot be counted by {group!r}.",
        "Known are: {known}.",
    ),
    "MOD-2433": Problem(
        "Customers' lifetime cannot be fitted",
        "{reason}.",
        "Wait for more orders by customers who come again, or import a longer history.",
        409,
    ),
    "MOD-2434": Problem(
        "Elasticity cannot be told",
        "{reason}.",
        "Import a history in which prices change within items, and not for all items in the same weeks.",
        409,
    ),
    "MOD-2435": Problem(
        "Trends cannot be told",
        "{reason}.",
        "Import catalogue, events or articles over more weeks, or ask for a later moment.",
        409,
    ),
}

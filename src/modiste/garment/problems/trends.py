"""What can go wrong with demand, trends and stock, 24xx.

To 2429 series and forecasts, to 2449 sales and trends, to 2469 stock, to 2484 new garments and campaigns, to
2499 a shop's plans.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2401": Problem(
        "Series cannot be read",
        "{path} cannot be read: {reason}.",
        "Give a Parquet file or a table as text with a header; docs/trends.md shows the layouts.",
    ),
    "MOD-2402": Problem(
        "No series",
        "{path} holds no series: {reason}.",
        "Give rows of unique_id, ds and y, or dates by series.",
    ),
    "MOD-2403": Problem(
        "Columns not recognised",
        "{path} names no dates or no values; its columns are: {found}.",
        "Name the columns unique_id, ds and y, or begin each row with its date and give a column a series.",
    ),
    "MOD-2404": Problem(
        "Several rows a date",
        "{path} has {count} rows of {total} for a series and date that it has already, such as {example}.",
        "Sum them to one row a date, or name the series in a column unique_id.",
    ),
    "MOD-2405": Problem(
        "Leaking column",
        "{column} tells the values that are to be forecast: {reason}.",
        "Leave the column out; or, if it is truly known ahead, add --set allow={column}.",
    ),
    "MOD-2406": Problem(
        "Mixed steps",
        "{path} mixes steps of time: {found}.",
        "Give series of one step a file; sum days to weeks or weeks to months first.",
    ),
    "MOD-2407": Problem(
        "Too large",
        "{path} is too large to be held at once: {reason}.",
        "Give fewer series or fewer periods a file; series that share nothing lose nothing by it.",
    ),
    "MOD-2408": Problem(
        "Setting refused",
        "{name}={value} cannot be set: {reason}.",
        "See docs/trends.md for what forecasting takes.",
    ),
    "MOD-2409": Problem(
        "Series too short",
        "{length} periods do not hold {windows} windows of {horizon} and a past to learn from.",
        "Give a longer past, a shorter horizon or fewer windows.",
    ),
    "MOD-2410": Problem(
        "Ambiguous dates",
        "Whether {value!r} begins with its day or its month cannot be told.",
        "Write dates as 2015-08-10.",
    ),
    "MOD-2411": Problem(
        "No hierarchy",
        "A hierarchy by {columns} cannot be built: {reason}.",
        "Name columns that say one thing of every series, the widest first: --set hierarchy=State,Industry.",
    ),
    "MOD-2412": Problem(
        "Reconciliation refused",
        "Forecasts cannot be reconciled by {method}: {reason}.",
        "Use --set reconcile=variance, which needs nothing but earlier windows.",
    ),
    "MOD-2413": Problem(
        "No weights",
        "{variable} names {value}, {reason}.",
        "Put the weights (config.json and safetensors) on this machine and name their folder in {variable};"
        " nothing is fetched.",
    ),
    "MOD-2420": Problem(
        "Too little past to learn from",
        "A model over all series needs at least {least} periods; {periods} are past.",
        "Give a longer past, or let a forecaster of single series do it.",
    ),
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
    "MOD-2470": Problem(
        "Sales lines cannot be read",
        "{path} cannot be read: {reason}.",
        "Give Parquet or separated text with a header: item, date, quantity; docs/trends.md shows it.",
    ),
    "MOD-2471": Problem(
        "Columns of sales lines missing",
        "{path} has no column for {missing}; it has: {found}.",
        "Name the columns item (or text), date and quantity.",
    ),
    "MOD-2472": Problem(
        "Too few launches to learn from",
        "Only {count} earlier garments have been on sale for two weeks; a forecast needs {least}.",
        "Give a longer history, or plan this garment by hand.",
    ),
    "MOD-2473": Problem(
        "Too few launches to judge",
        "Only {count} launches have enough sales before and all their weeks after; {least} are needed.",
        "Give a longer history, or fewer weeks with --set weeks=N.",
    ),
    "MOD-2474": Problem(
        "Setting of a launch or a campaign refused",
        "{name}={value} cannot be set: {reason}.",
        "See docs/trends.md for what can be set.",
    ),
    "MOD-2475": Problem(
        "VISUELLE cannot be read",
        "{path} is not laid out as VISUELLE: {reason}.",
        "Give the folder as published: train.csv, test.csv and, where there are pictures, images.",
    ),
    "MOD-2476": Problem(
        "No sales to learn launches from",
        "{path} has no order lines yet, so nothing tells how new garments sell.",
        "Import orders first, or judge launches of a file with modiste evaluate trends.launch --data FILE.",
    ),
    "MOD-2477": Problem(
        "Garment of a campaign is impossible",
        "{garment} cannot be planned: {reason}.",
        "Give price, cost, weekly demand, stock and an elasticity with its interval; see docs/trends.md.",
    ),
    "MOD-2478": Problem(
        "Limit of a campaign is impossible",
        "{name}={value} is no limit that a campaign can keep to.",
        "Give a budget and counts of 0 or more, and depths and shares between 0 and 1.",
    ),
    "MOD-2479": Problem(
        "Table of a campaign cannot be read",
        "{path} cannot be read: {reason}.",
        "Give a text table with garment, price, cost, weekly, stock and elasticity; docs/trends.md shows it.",
    ),
    "MOD-2480": Problem(
        "Nothing of the shop can be promoted",
        "{path} has no garment with stock, a price and sales in the last {weeks} weeks.",
        "Import stock, prices and orders first, or give a table with modiste campaign plan --data FILE.",
    ),
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
    "MOD-2492": Problem(
        "Nowhere to send to",
        "Nothing of {path} can be allocated or transferred: {reason}.",
        "Import stock movements that name locations (from, to); with one location plan a replenishment.",
        409,
    ),
}

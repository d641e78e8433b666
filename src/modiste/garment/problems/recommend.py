"""What can go wrong with recommending, 23xx: to 2349 models, to 2369 sizes, to 2399 serving."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2301": Problem(
        "Interactions cannot be read",
        "{path} cannot be read: {reason}.",
        "Give a Parquet file, a table as text with a header, or lines of a customer and their garments.",
    ),
    "MOD-2302": Problem(
        "No interactions",
        "{path} holds no interactions: {reason}.",
        "Give a file in which customers take up garments; docs/recommend.md shows the layouts.",
    ),
    "MOD-2303": Problem(
        "Columns not recognised",
        "{path} names no customer or no garment; its first line is: {found}.",
        "Name the columns user_id and item_id, and timestamp where moments are known.",
    ),
    "MOD-2304": Problem(
        "Too few interactions",
        "The protocol {protocol} leaves nothing to judge: {reason}.",
        "Give more interactions, or choose the other protocol.",
    ),
    "MOD-2305": Problem(
        "No times",
        "The interactions have no times, or all have one, so they cannot be cut in time.",
        "Use --protocol leave-one-out, or give a file with a column of times.",
    ),
    "MOD-2306": Problem(
        "Setting refused",
        "{name}={value} cannot be set: {reason}.",
        "See docs/recommend.md for what each recommender takes.",
    ),
    "MOD-2307": Problem(
        "Unknown recommender",
        "There is no recommender {name!r}.",
        "Known are: {known}.",
        404,
    ),
    "MOD-2308": Problem(
        "Catalogue too large",
        "EASE would solve for {count} garments at once; the limit is {most}.",
        "Use recommend.blend or recommend.knn; or --set most_items=20000, which needs about 5 GB.",
    ),
    "MOD-2309": Problem(
        "Impressions cannot be replayed",
        "The logged impressions tell nothing: {reason}.",
        "Log exploration slots with what was eligible, and the chance of what was shown, from 0 to 1.",
    ),
    "MOD-2310": Problem(
        "Model has seen the rows",
        "Of the {asked} rows of {data} that this protocol judges by, the model did not learn from {n}.",
        "Give data it has not seen, or hold the test part back when training: --set held=PROTOCOL.",
        409,
    ),
    "MOD-2311": Problem(
        "Model and data do not match",
        "The model cannot be judged on {data}: {reason}.",
        "Give data of the catalogue and of the outcomes that it was trained for.",
    ),
}

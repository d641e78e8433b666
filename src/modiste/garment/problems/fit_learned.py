"""What can go wrong with learned sizes and outfits: 2350 to 2369, recommend."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2350": Problem(
        "No wearings",
        "{path} cannot be read as wearings: {reason}.",
        "Give a Parquet file with a row a rental or order: customer, garment, size, and fit as small, fit or "
        "large; a date and columns of the body where they are known.",
    ),
    "MOD-2351": Problem(
        "Too little to learn sizes from",
        "There are {n} wearings whose outcome is known; at least {least} of every outcome kind together are "
        "needed, and every outcome must occur.",
        "Import orders with their returns and the reasons; or go by the simulated fit alone.",
        409,
    ),
    "MOD-2352": Problem(
        "Size model damaged",
        "{path} is no size model: {reason}.",
        "Delete it; it is made again from the shop's orders and returns.",
        500,
    ),
    "MOD-2353": Problem(
        "No split by time",
        "All wearings have one date, or none.",
        "Give a file with dates, or judge with --protocol random.",
    ),
    "MOD-2354": Problem(
        "Vectors of another width",
        "A piece's vector has {given} numbers, the outfit model's have {width}.",
        "Give vectors of the embedder that the model was trained with.",
    ),
    "MOD-2355": Problem(
        "Outfit model damaged",
        "{path} is no outfit model: {reason}.",
        "Delete it and train it again.",
        500,
    ),
    "MOD-2356": Problem(
        "Too few outfits",
        "There are {n} outfits of two pieces or more; at least {least} are needed.",
        "Give more outfits, such as the training part of the Polyvore outfits.",
    ),
    "MOD-2357": Problem(
        "No outfits",
        "{path} cannot be read as outfits: {reason}.",
        "Give a folder with the publisher's train_no_dup.json and test_no_dup.json, or the copy that knows "
        "categories only.",
    ),
    "MOD-2358": Problem(
        "No size model yet",
        "This shop has learned no sizes from its orders and returns.",
        "Run modiste size GARMENT once, which learns them; or ask for the drape alone.",
        409,
    ),
    "MOD-2359": Problem(
        "No size advice",
        "Nothing can be said of the sizes of {garment}: {reason}.",
        "Give measures of the body, a cut of the garment, or orders and returns to learn from.",
        409,
    ),
    "MOD-2360": Problem(
        "No such setting",
        "{model} has no setting {name} of this value.",
        "Leave it out; recommend.outfits takes epochs, a whole number from 1.",
    ),
    "MOD-2361": Problem(
        "Nothing says how it is worn",
        "{garment} has no colourway, or neither a cut nor a category that tells how it is worn.",
        "Give it a colourway and a cut: modiste tailor, or its category.",
        409,
    ),
}

"""What can go wrong with finding: 18xx search."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-1801": Problem(
        "Question too long",
        "The text has {count} letters; the limit is {limit}.",
        "Say what is wanted in a sentence or two.",
    ),
    "MOD-1802": Problem(
        "Vectors do not fit",
        "The vectors cannot be indexed or asked with: {reason}.",
        "Give float32 numbers of the index's own embedder.",
    ),
    "MOD-1803": Problem(
        "Search index damaged",
        "{path} cannot be used: {reason}.",
        "Make the index again: modiste index --again. Nothing else is lost by it.",
        500,
    ),
    "MOD-1804": Problem(
        "Nothing is asked",
        "There are neither words nor a picture nor a filter.",
        "Give words, a picture, or a filter such as colour=red.",
    ),
    "MOD-1805": Problem(
        "Filter not understood",
        "{text!r} is no filter: {reason}.",
        "Write name=value, as colour=red or price=20..50; values that nobody has find nothing.",
    ),
    "MOD-1806": Problem(
        "Pictures cannot be searched",
        "Nothing in this shop can compare pictures: {reason}.",
        "Ask with words; or add photos, and a model that can look at them, and run modiste index.",
        409,
    ),
    "MOD-1807": Problem(
        "Not indexed yet",
        "No picture of {id} is in the index.",
        "Add a photo, or wait a moment: the worker takes new photos in. Or run modiste index.",
        404,
    ),
    "MOD-1808": Problem(
        "Crop not understood",
        "{text!r} is no part of a picture: {reason}.",
        "Give left,top,width,height as shares of the picture between 0 and 1.",
    ),
}

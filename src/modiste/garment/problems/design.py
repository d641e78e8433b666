"""What can go wrong at the design desk: 27xx design."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2700": Problem(
        "Category not known",
        "{category!r} is no category of {model}.",
        "Take one of {known}.",
    ),
    "MOD-2701": Problem(
        "Palette not understood",
        "{text!r} is no palette: {reason}.",
        "Give one to {most} colours as #rrggbb, with commas between them.",
    ),
    "MOD-2702": Problem(
        "Number of concepts out of range",
        "{n} pictures are asked for; one to {most} can be made at a time.",
        "Ask for fewer, and go on with another seed.",
    ),
    "MOD-2703": Problem(
        "Nothing to generate with",
        "There is no generator called {model!r} here.",
        "Train one: modiste train {model} --out NAME.",
        409,
    ),
    "MOD-2707": Problem(
        "A generator without styles",
        "{model} has no styles of pictures to walk in or to look for one by.",
        "Take --model gan.",
    ),
    "MOD-2708": Problem(
        "Path of a concept not understood",
        "{text!r} does not say how a concept goes on.",
        "Known: {known}.",
    ),
    "MOD-2704": Problem(
        "Setting of a judging not understood",
        "{key} = {value!r} is no setting here.",
        "Known: {known}.",
    ),
    "MOD-2705": Problem(
        "No pictures to judge a generator by",
        "{data} cannot judge this generator: it makes {knows}.",
        "Take --data {take}.",
    ),
    "MOD-2706": Problem(
        "No Inception network",
        "{path} is no Inception network that can be asked: {reason}.",
        "Give an ONNX graph of float32 (n, 3, 299, 299) to (n, 2048).",
    ),
    "MOD-2709": Problem(
        "Nothing to look for copies in",
        "{model} learned from {data}; copies can be looked for among the pictures of Fashion-MNIST and "
        "among sketches of our own patterns.",
        "Take a generator that learned from fashion-mnist:train or flats:8000, such as flow, gan or flats.",
    ),
    "MOD-2711": Problem(
        "Attribute of a concept not known",
        "{attribute!r} is not what a {category} can have.",
        "Known: {known}.",
    ),
    "MOD-2712": Problem(
        "Not a number of sketches",
        "{data!r} does not say how many sketches to draw.",
        "Take --data flats:12000, or another number from 16 to {most}.",
    ),
    "MOD-2750": Problem(
        "Ending of a tech pack not known",
        "{name!r} does not say what is wanted.",
        "Let the file's name end in one of {known}.",
    ),
    "MOD-2751": Problem(
        "Cloth too narrow",
        "Piece '{piece}' is {needed} cm wide; the cloth is {width} cm.",
        "Give a wider cloth with --width, or divide the piece by a seam.",
    ),
    "MOD-2752": Problem(
        "Not a tech pack",
        "{name} is no tech_pack.json: {reason}.",
        "Give the tech_pack.json of a pack that Modiste wrote; it is in every ZIP.",
    ),
    "MOD-2760": Problem(
        "Not a spec of a garment",
        "{name} is no spec: {reason}.",
        "Give a JSON that 'modiste design brief --out' wrote.",
    ),
    "MOD-2761": Problem(
        "Field not known",
        "A spec has no field {name!r}.",
        "Take one of {known}.",
    ),
    "MOD-2762": Problem(
        "Brief empty or too long",
        "The brief has {count} letters; one to {most} are read.",
        "Say what is wanted in a few sentences.",
    ),
    "MOD-2763": Problem(
        "No garment named",
        "Nothing in the spec says which garment is wanted.",
        "Name one in the brief; patterns are drawn for {known}.",
    ),
    "MOD-2764": Problem(
        "No garment in the picture",
        "No garment is seen in {name}.",
        "Take a picture of one garment, whole and upright, on a ground of another colour.",
    ),
    "MOD-2765": Problem(
        "Reader of pictures damaged",
        "What reads pictures cannot be read from {path}: {reason}.",
        "Install Modiste again, or make the file anew with 'modiste design learn'.",
    ),
    "MOD-2766": Problem(
        "No lessons",
        "{path} is no folder of lessons: {reason}.",
        "Give a folder that 'modiste design lessons' wrote.",
    ),
    "MOD-2770": Problem(
        "Design not found",
        "There is no design {name!r} in this shop.",
        "See 'modiste design list'; the first letters of an id do, where they are one design's alone.",
        404,
    ),
    "MOD-2771": Problem(
        "Picture not on the board",
        "The mood board has no picture {name!r}.",
        "Look at the board again; somebody may have taken it off.",
        404,
    ),
    "MOD-2772": Problem(
        "Board full",
        "The mood board holds {most} pictures.",
        "Take one off first.",
        409,
    ),
}

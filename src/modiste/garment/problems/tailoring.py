"""What can go wrong with bodies, patterns, cloth and fit: 15xx tailoring, 16xx tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 150x: bodies
    "MOD-1500": Problem(
        "No such measure",
        "{word!r} is no body measure.",
        "Known are: {known}.",
    ),
    "MOD-1501": Problem(
        "A measure is no number",
        "{word} is {value!r}; a measure is a positive number.",
        "Give centimetres (the weight: kilograms) as plain numbers, or leave the measure out.",
    ),
    "MOD-1502": Problem(
        "A measure out of range",
        "{word} {value} {unit} is no adult's: between {low} and {high} {unit} are.",
        "{hint}",
    ),
    "MOD-1503": Problem(
        "One measure, two values",
        "{word} is another word for {id}, which is {one} and {other}.",
        "Give it once.",
    ),
    "MOD-1504": Problem(
        "No body has these measures",
        "{conflict}: between {low} and {high} {unit} would be plausible.",
        "Measure again or leave one out. The nearest body has {nearest}.",
    ),
    "MOD-1505": Problem(
        "No such file of a body",
        "{path} has another ending than .glb and .obj.",
        "Name the file body.glb (binary glTF) or body.obj.",
    ),
    # 152x: patterns
    # 156x: drapes
    # 158x: pictures
    # 16xx: tryon
}

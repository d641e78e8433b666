"""What can go wrong with bodies, patterns, cloth and fit: 15xx tailoring, 16xx tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 150x: bodies
    # 152x: patterns
    "MOD-1520": Problem(
        "Outline crosses itself",
        "Panel '{panel}' crosses itself where its edges '{edge}' and '{other}' meet.",
        "Draw the two edges so that they meet at most in the corner they share.",
    ),
    "MOD-1521": Problem(
        "Outline runs the wrong way",
        "Panel '{panel}' has an area of {area} cm², counted counter-clockwise.",
        "List its edges counter-clockwise as its right side is seen.",
    ),
    "MOD-1522": Problem(
        "Edge cannot be cut",
        "Edge '{edge}' of panel '{panel}' cannot be cut: {reason}.",
        "Give the edge two different ends in centimetres.",
    ),
    "MOD-1523": Problem(
        "Seam cannot be sewn",
        "Seam '{seam}' joins {panel}.{edge} ({one} cm) to {other} ({two} cm); its ease is {ease} cm.",
        "Make both sides equally long, or declare their difference as ease.",
    ),
    "MOD-1524": Problem(
        "Seam of an edge that is not there",
        "Seam '{seam}' names edge '{edge}' of panel '{panel}', which the pattern does not have.",
        "Name panels and edges as the pattern lists them.",
    ),
    "MOD-1525": Problem(
        "Edge sewn twice",
        "Edge '{edge}' of panel '{panel}' is in the seams '{other}' and '{seam}'.",
        "Split the edge, or take it out of one seam.",
    ),
    "MOD-1526": Problem(
        "No such part",
        "The pattern has no {what}.",
        "Name panels and edges as the pattern lists them.",
        404,
    ),
    "MOD-1530": Problem(
        "Unknown name",
        "There is no {kind} '{name}'.",
        "Known: {known}.",
    ),
    "MOD-1531": Problem(
        "Measure that no adult has",
        "{name} = {value} cm is outside {low:g} to {high:g} cm.",
        "Give body measures in centimetres, taken after ISO 8559-1.",
    ),
    "MOD-1532": Problem(
        "Option not possible",
        "'{value}' is no value of the option '{name}'.",
        "Known: {known}.",
    ),
    "MOD-1533": Problem(
        "Body that the program cannot draw for",
        "The {part} cannot be drawn: {reason}.",
        "Check the measures against each other, or choose another fit.",
    ),
    "MOD-1534": Problem(
        "Sizes of different make",
        "Panel '{panel}' has other edges in size {size} than in the base size {base}.",
        "Draft both sizes with the same program and options.",
    ),
    "MOD-1540": Problem(
        "Not a pattern file",
        "{where} cannot be read: {reason}.",
        "Export the pattern again, or correct the part that is named.",
    ),
    "MOD-1541": Problem(
        "Pattern file too large",
        "There are {count} {what}; the limit is {limit}.",
        "Export one garment a file, and merge the edges of finely cut curves.",
        413,
    ),
    "MOD-1542": Problem(
        "Not a pattern drawing",
        "The DXF drawing cannot be used: {reason}.",
        "Export it again as DXF after AAMA or ASTM D6673, one block a piece.",
    ),
    "MOD-1543": Problem(
        "Not its grade rule table",
        "The grade rule table cannot be used: {reason}.",
        "Give the .rul file that was exported with the drawing.",
    ),
    # 156x: drapes
    # 158x: pictures
    # 16xx: tryon
}

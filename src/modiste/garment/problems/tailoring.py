"""What can go wrong with bodies, patterns, cloth and fit: 15xx tailoring, 16xx tryon, 17xx ar."""

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
        "{name} = {value} cm is outside {low} to {high} cm.",
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
    "MOD-1560": Problem(
        "Too fine a mesh",
        "The cloth would have {count} vertices; the most is {most}.",
        "Ask for longer edges: half the vertices come with 1.4 times the length.",
    ),
    "MOD-1561": Problem(
        "Panel cannot be meshed",
        "Panel '{panel}' has places too thin or too tangled for triangles of {edge} cm.",
        "Widen the panel there, untangle its outline, or ask for shorter edges.",
    ),
    "MOD-1562": Problem(
        "Cloth did not come to rest",
        "The drape diverged on its mesh of {edge} mm; there is no result.",
        "Check the seams for edges of very different length, or choose a fabric less stiff.",
    ),
    "MOD-1563": Problem(
        "Unknown fabric",
        "Fabric '{fabric}' is not known.",
        "Known: {known}.",
    ),
    "MOD-1564": Problem(
        "Drape stopped",
        "The drape was stopped before it came to rest; nothing is kept.",
        "Ask for it again.",
        409,
    ),
    # 158x: pictures
    "MOD-1580": Problem(
        "Not a picture's size",
        "A picture of {width} x {height} pixels cannot be drawn.",
        "Ask for 16 to {most} pixels a side.",
    ),
    "MOD-1581": Problem(
        "Nothing to draw",
        "A surface has places that are no numbers.",
        "The drape diverged; there is no picture of it.",
    ),
    "MOD-1582": Problem(
        "A scene that cannot be set",
        "A scene's {word} is {value}.",
        "Allowed is: {allowed}.",
    ),
    "MOD-1583": Problem(
        "A turntable that cannot turn",
        "A turntable's {what} is {value}.",
        "Allowed is: {allowed}.",
    ),
    "MOD-1585": Problem(
        "A tile that cannot be worn",
        "A cloth's tile is {width} x {height} pixels.",
        "Give colour and relief of one size, of 1 to {most} pixels a side.",
    ),
    "MOD-1586": Problem(
        "No such cloth",
        "{name!r} is no cloth.",
        "Known are: {known}.",
    ),
    "MOD-1587": Problem(
        "A print that cannot be made",
        "{what} is {value}.",
        "{hint}",
    ),
    # 159x: files for augmented reality
    "MOD-1590": Problem(
        "Too heavy for a phone",
        "The garment's glTF would have {megabytes} MB; the most is {most} MB.",
        "Leave the body out, or drape on longer edges.",
    ),
    "MOD-1591": Problem(
        "A pose that no mirror begins with",
        "The body stands in the pose {pose!r}.",
        "Drape on a body in the A-pose: a mirror turns its joints from there.",
    ),
    # 16xx: tryon
    "MOD-1601": Problem(
        "Nothing to judge",
        "None of the sizes covers a zone whose ease is known.",
        "Try a garment on that reaches chest, waist, hip, thigh or upper arm.",
    ),
    # 17xx: ar
    "MOD-1701": Problem(
        "The folder holds something else",
        "'{path}' is no package of a garment, and not empty.",
        "Name a new folder; nothing there was touched.",
        409,
    ),
    "MOD-1702": Problem(
        "Could not be prepared",
        "The garment cannot be shown in three dimensions: {reason}.",
        "Ask for another size or body, or look at the job {job} and resume it.",
        409,
    ),
}

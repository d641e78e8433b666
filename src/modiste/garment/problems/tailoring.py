"""What can go wrong with bodies, patterns, cloth and fit: 15xx tailoring, 16xx tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 150x: bodies
    # 152x: patterns
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
    # 16xx: tryon
}

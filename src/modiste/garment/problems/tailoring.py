"""What can go wrong with bodies, patterns, cloth and fit: 15xx tailoring, 16xx tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    # 150x: bodies
    # 152x: patterns
    # 156x: drapes
    # 158x: pictures
    # 16xx: tryon
}

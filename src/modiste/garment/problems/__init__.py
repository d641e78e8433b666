"""Everything that can go wrong, numbered and worded in one place.

Numbers: 10xx spine, 11xx store, 12xx collect, 13xx learning, 14xx vision, 15xx tailoring, 16xx tryon, 17xx
ar, 18xx search, 19xx foundation, 20xx workspace, 21xx cli, 22xx api, 23xx recommend, 24xx trends, 25xx
supply, 26xx passport, 27xx design, 28xx fabric, 29xx wearables, 30xx photo try-on, 31xx clusters.
"""

from modiste.garment.problems import (
    cluster,
    data,
    design,
    design_print,
    fabric,
    fabric_search,
    fabric_smart,
    faces,
    fit_learned,
    foundation,
    models,
    passport,
    recommend,
    search,
    serving,
    supply,
    tailoring,
    trends,
    tryon_photo,
    wearables,
    wearables_edge,
)
from modiste.garment.problems.problem import Problem

CATALOGUE: dict[str, Problem] = {
    **data.PROBLEMS,
    **models.PROBLEMS,
    **tailoring.PROBLEMS,
    **search.PROBLEMS,
    **recommend.PROBLEMS,
    **trends.PROBLEMS,
    **supply.PROBLEMS,
    **passport.PROBLEMS,
    **fabric.PROBLEMS,
    **design.PROBLEMS,
    **design_print.PROBLEMS,
    **fabric_search.PROBLEMS,
    **fabric_smart.PROBLEMS,
    **wearables.PROBLEMS,
    **foundation.PROBLEMS,
    **serving.PROBLEMS,
    **faces.PROBLEMS,
    **fit_learned.PROBLEMS,
    **wearables_edge.PROBLEMS,
    **cluster.PROBLEMS,
    **tryon_photo.PROBLEMS,
}

__all__ = ["CATALOGUE", "Problem"]

"""What the example person is dressed in."""

from modiste import tailoring, tryon

MEASURES = {"height": 170, "bust": 88, "waist": 70, "hip": 96}


def wanted(size: str) -> tryon.Wanted:
    return tryon.Wanted(
        pattern=tailoring.draft_size("t-shirt", "women", size),
        size=size,
        fabric=tailoring.FABRICS["jersey"],
        look=tailoring.appearance_of(tailoring.house_fabric("jersey"), tailoring.Solid("#8f2d2d")),
        measures=MEASURES,
        people="women",
    )

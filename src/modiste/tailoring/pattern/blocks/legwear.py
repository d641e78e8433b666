"""The legwear block: trousers and shorts sewn from the trouser block, with a fly and a waistband.

Knows how legs are joined; their outlines are `trouser`'s.
"""

from modiste.tailoring.pattern.blocks import trouser
from modiste.tailoring.pattern.blocks.band import band, band_seams
from modiste.tailoring.pattern.drawing import HANDS, Marks, pair, upper_ring
from modiste.tailoring.pattern.ease import ease
from modiste.tailoring.pattern.panel import Placement, Seam
from modiste.tailoring.pattern.program import Brief, Drawn

BAND_HEIGHT = 3.5
LOWERED = {"low": 7.0, "mid": 3.0, "high": 0.0}
"""How far below the waist the waistband is sewn on."""
KNEE_WIDER = {"slim": 0.0, "straight": 6.0, "wide": 18.0}
HEM_TO_KNEE = {"slim": 0.84, "straight": 0.97, "wide": 1.06}


def leg_of(brief: Brief, garment: str) -> trouser.Leg:
    """The finished measures of a leg from body, ease and options."""
    body, fit = brief.body, brief.word("fit")
    lowered = LOWERED[brief.word("rise")]
    hip = body["hip"] + ease(garment, "hip", fit)
    crotch = -(body["body_rise"] + ease(garment, "rise", fit))
    knee = body["knee"] + ease(garment, "knee", fit) + KNEE_WIDER[brief.word("leg")]
    knee_height = crotch - 0.44 * body["inseam"]
    share = {"cropped": 0.8, "regular": 0.97, "long": 1.03}.get(brief.word("length"), 0.0)
    if share:
        hem, hem_height = HEM_TO_KNEE[brief.word("leg")] * knee, crotch - share * body["inseam"]
    else:
        part = {"short": 0.12, "mid": 0.22, "knee": 0.40}[brief.word("length")]
        hem_height = crotch - part * body["inseam"]
        thigh = body["thigh"] + ease(garment, "thigh", fit)
        hem = thigh + (knee - thigh) * part / 0.44
    return trouser.Leg(
        hip=hip,
        waist=trouser.girths_of(body, lowered) + ease(garment, "waist", fit),
        thigh=body["thigh"] + ease(garment, "thigh", fit),
        knee=knee,
        hem=hem,
        top=-lowered,
        hip_height=-min(body["waist_to_hip"], -crotch - 5.0),
        crotch=crotch,
        knee_height=knee_height,
        hem_height=hem_height - brief.number("longer"),
        front=brief.word("front"),
        darts=1 if lowered > 5.0 else 2,
    )


def drawn(brief: Brief, garment: str) -> Drawn:
    """Whole trousers: two fronts with a fly, two backs, a waistband that opens in front."""
    leg = leg_of(brief, garment)
    front, back = trouser.legs(leg)
    levels = {"hip": leg.hip_height, "thigh": leg.crotch - 4.0, "leg_hem": leg.hem_height}
    if leg.long:
        levels["knee"] = leg.knee_height
    grain = ((0.0, leg.hem_height + 5.0), (0.0, leg.hip_height))
    marks = Marks(grain=grain, levels=levels)
    fore = pair(
        "front",
        "left",
        front,
        Placement("left_leg", 0.0, "waist"),
        marks,
        Placement("right_leg", 0.0, "waist"),
    )
    aft = pair(
        "back",
        "right",
        back,
        Placement("right_leg", 180.0, "waist"),
        marks,
        Placement("left_leg", 180.0, "waist"),
    )
    side, inseam = trouser.side_names(leg), trouser.inseam_names(leg)
    seams = []
    for hand in HANDS:
        seams.append(Seam(f"side_{hand}", fore.run(hand, *side), aft.run(hand, *side)))
        seams.append(Seam(f"inseam_{hand}", fore.run(hand, *inseam), aft.run(hand, *inseam)))
    seams += [
        Seam("fly", fore.run("left", "fly"), fore.run("right", "fly"), kind="closure"),
        Seam("crotch_front", fore.run("left", "crotch"), fore.run("right", "crotch")),
        Seam("seat", aft.run("left", "seat", "crotch"), aft.run("right", "seat", "crotch")),
        *fore.fold_seams(),
        *aft.fold_seams(),
    ]
    names = trouser.waist_names(front), trouser.waist_names(back)
    length = 2.0 * (front.length(*names[0]) + back.length(*names[1]))
    waistband = band(
        "waistband",
        length,
        BAND_HEIGHT,
        Placement("torso", 180.0, "waist"),
        base=leg.top,
        levels={"waist": leg.top + BAND_HEIGHT / 2.0},
    )
    ring = upper_ring((fore, names[0]), (aft, names[1]), "front")
    seams += band_seams(waistband, "lower", ring, 0.0, closure=True)
    return Drawn((*fore.panels, *aft.panels, waistband), tuple(seams))

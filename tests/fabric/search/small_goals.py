"""Small questions to search answers for."""

from modiste.fabric.search.goals import goals_from

SCENARIO = {
    "name": "a walk",
    "layers": [{"name": "shirt", "garment": "shirt", "gap_mm": 6}],
    "phases": [
        {"minutes": 10, "air_c": 29, "humidity": 50, "wind": 1, "met": 2.6, "wear": ["shirt"]},
        {"minutes": 10, "air_c": 26, "humidity": 50, "met": 1.2, "wear": ["shirt"]},
    ],
}
PRICES = {
    "fibre": {"CO": 2.0, "recycled PES": 1.5, "LI": 5.0},
    "spinning": 1.6,
    "thousand_picks": 0.1,
    "knitting": 1.0,
    "finish": {"softened": 0.06},
    "uncertain_pct": 20,
}
WOVEN = {
    "name": "a shirt",
    "woven": {
        "fibres": ["CO", "recycled PES", "LI"],
        "weaves": ["plain", "2/1 twill Z", "satin 8"],
        "ends": [20, 60],
        "picks": [15, 45],
        "warp_tex": [8, 30],
        "weft_tex": [8, 30],
        "twist_factor": [3000, 4200],
        "finishes": ["", "softened", "water-repellent"],
    },
    "loom": {"shafts": 8, "ends": [10, 50], "picks": [8, 40], "fullness": 0.9},
    "prices": PRICES,
    "scenario": SCENARIO,
    "objectives": [
        {"of": "cost_m2", "want": "least", "worst": 2.0, "best": 0.5},
        {"of": "footprint_upt_m2", "want": "least", "worst": 900, "best": 150},
        {"of": "air_permeability_mm_s", "want": "most", "worst": 5, "best": 500},
        {"of": "discomfort", "want": "least", "worst": 3, "best": 1},
    ],
    "limits": [{"of": "mass_gsm", "least": 80, "most": 180}, {"of": "strength_warp_n", "least": 300}],
    "population": 20,
}
KNIT = {
    "name": "a base layer",
    "knit": {"fibres": ["CO", "LI"], "tex": [12, 30], "loop_mm": [2.2, 4.0]},
    "prices": PRICES,
    "objectives": [
        {"of": "mass_gsm", "want": "least", "worst": 250, "best": 100},
        {"of": "rct_m2k_w", "want": "most", "worst": 0.005, "best": 0.03},
    ],
    "population": 20,
}


def woven(**changes):
    return goals_from({**WOVEN, **changes})


def knit(**changes):
    return goals_from({**KNIT, **changes})

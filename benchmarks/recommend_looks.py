"""What the encoder is worth to recommending: new garments of the sample house by tags, by looks, by both.

./run bench recommend_looks

The sample house (synthetic, 120 garments) with its customers' acts. A fifth of the garments is withheld with
all that was done to them, five times over with other garments, and ranked among each other for every act with
one of them. Tags are the house's attributes; looks are the encoder's vectors of the garments' pictures.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.garment import Garment, Image
from modiste.learning import Metric
from modiste.recommend import cold_worth
from modiste.workspace import flows, open_shop
from modiste.workspace.flows.recommend_models import read_acts

SHARE, SEEDS = 0.2, 5
TAGS = ("category", "cloth", "print", "sleeve", "neckline", "length", "fit", "line")


def main() -> int:
    """Open the house, withhold, rank, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_shop(Path(folder) / "shop") as shop:
        flows.open_sample(shop)
        shop.finding.index()
        acts = read_acts(shop, shop.recommending.shelf).interactions
        garments = shop.store.rows.find(Garment, list(acts.items))
        tags = _tags([garments[each] for each in acts.items])
        images = list(shop.store.rows.scan(Image))
        seen = shop.finding.looks(images)
        looks = np.zeros((len(acts.items), len(next(iter(seen.values())))), np.float32)
        place = {name: row for row, name in enumerate(acts.items)}
        for image in images:
            if image.id in seen and image.view != "detail":
                looks[place[image.garment_id]] += seen[image.id]
    rows = []
    both = np.concatenate([_unit(tags), _unit(looks - looks.mean(0))], axis=1)
    for name, chinese, content in (
        ("tags", "标签", tags),
        ("looks", "外观", looks - looks.mean(0)),
        ("tags and looks", "标签加外观", both),
    ):
        found = [cold_worth(acts, content, SHARE, seed)[0] for seed in range(SEEDS)]
        each = np.array([one["ndcg_at_10"].value for one in found])
        popular = np.array([one["popularity_ndcg_at_10"].value for one in found])
        spread = 1.96 * float(each.std(ddof=1)) / np.sqrt(SEEDS)
        mean = float(each.mean())
        how = (
            f"NDCG@10 over {SEEDS} draws of {SHARE:.0%} of 120 garments withheld, ranked among each other; "
            f"the interval is over draws; popularity told their counts: {popular.mean():.3f}; synthetic"
        )
        title = f"New garments of the house recommended by {name}"
        metric = Metric(mean, (mean - spread, mean + spread))
        rows.append((title, f"品牌新款式推荐：{chinese}", metric, how, {"readme": False}))
    told("recommend_looks", rows, dry=chosen.dry)
    return 0


def _tags(garments: list[Garment]) -> np.ndarray:
    """A column a value, the rarer the heavier."""
    said = [{f"{name}={({**each.attributes, 'category': each.category}).get(name)}" for name in TAGS}
            | {f"colour={part.strip()}" for part in each.attributes.get("colours", "").split(",")}
            for each in garments]  # fmt: skip
    values = sorted(set.union(*said))
    made = np.array([[value in each for value in values] for each in said], np.float32)
    return made * np.log(len(made) / made.sum(0))


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


if __name__ == "__main__":
    sys.exit(main())

"""What tuning the encoder to a shop gains on garments that were held out, for two generated brands.

./run bench encoder_adapt                    # an hour of one core: the second brand is made first
./run bench encoder_adapt --second FOLDER    # a shop of `modiste shop generate --garments 100 --seed 19`

How the turns are learned was chosen on the sample house (seed 7); the second brand (seed 19) was looked at
once, when nothing was left to choose. Both are synthetic; the encoder learned from neither. Each garment is
held out once: its text is asked for among all the shop's photos, by turns that were learned without it.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import told
from modiste.garment import ModisteError
from modiste.learning import Metric
from modiste.workspace import Shop, flows, open_shop

SEED, GARMENTS = 19, 100
Row = tuple[str, str, Metric, str, dict[str, object]]


def main() -> int:
    """Adapt to both brands, print and record; a shop's own turns are put back where there were any."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--second", type=Path, help="a shop that holds the second brand")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        with open_shop(Path(place) / "first", create=True) as shop:
            flows.open_sample(shop)
            rows = _gain(shop, "the sample house, which the way was chosen on", "样品屋")
        with open_shop(chosen.second or Path(place) / "second", create=chosen.second is None) as shop:
            if chosen.second is None:
                flows.generate(shop, GARMENTS, SEED, processes=1)
            rows += _gain(shop, "a second generated brand", "第二个生成品牌")
    told("encoder_adapt", rows, dry=chosen.dry)
    return 0


def _gain(shop: Shop, name: str, chinese: str) -> list[Row]:
    try:
        made = shop.adapt()
        flows.unadapt(shop)
        figures, kept = made.to_json(), True
    except ModisteError as error:
        if error.code != "MOD-1908":
            raise
        figures = {key: error.values[key] for key in ("before", "after")}
        figures |= {"gain": figures["after"] - figures["before"], "held_out": error.values["count"]}
        figures["gain_ci95"], kept = [error.values["low"], error.values["high"]], False
    low, high = figures["gain_ci95"]
    how = f"{figures['held_out']} garments, each held out once, five folds; interval by bootstrap of garments"
    gain = Metric(figures["gain"], (low, high))
    extra = {"before": figures["before"], "after": figures["after"], "kept": kept}
    return [(f"MRR gained by tuning to {name}", f"调校到{chinese}所得的 MRR 提升", gain, how, extra)]


if __name__ == "__main__":
    sys.exit(main())

"""The table of claims: each published number, its interval, its peer, its date and its machine.

Knows how records are shown: on a terminal, in the two READMEs (those that lead), on a page of each language
(all). How they are written is _record's.
Standard library only; ./run prove starts it without any set-up.
"""

import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import RECORDS, ROOT, latest

BEGIN, END = "<!-- numbers: written by ./run prove --write -->", "<!-- /numbers -->"
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
PAGES = {"en": ROOT / "docs" / "numbers.md", "zh": ROOT / "docs" / "numbers.zh-CN.md"}
LEADING = (
    ("vision_models", "fashion-mnist: accuracy on test"),
    ("vision_models", "clothing: accuracy on validation"),
    ("vision_serving", "Milliseconds a picture, one at a time: Fashion-MNIST, int8"),
    ("training_step_rate", "Training rate on the article's network over plain Keras' (above 1 is faster)"),
    ("collect_duplicates", "Edited copies of photos found, edits of the goal"),
    ("grid_api", "Grid page of 50 at 70,000 garments, p95"),
    ("search_meaning", "Search of the house, as it is catalogued: words and the encoder"),
    ("segmentation", "Overlap with outlined photographs (IoU)"),
    ("recommend", "NDCG@10 of the blend, s3_Beauty, leave-one-out"),
    ("recommend_size", "Size: mean AUC of small, right, large (by time)"),
    ("trends_sneakers", "MASE of the blend, 100 sneaker series, 2023"),
    ("trends_replenishment", "Stock saved at fill 0.80 against empirical levels, 40 weeks of orange juice"),
    ("tailoring_body", "Body from height and six girths: greatest miss over 200 bodies"),
    ("tailoring_drape", "T-shirt of 5,000 vertices draped, warm, one core"),
    ("tailoring_photo", "Seconds of a fast photograph, 512 x 768, one core"),
    ("tryon_photo", "Garment's mask on a synthetic photo, overlap with the truth"),
    ("fabric_search", "Hypervolume of a fabric search at 5,000 evaluations"),
    ("supply_intake", "Proved messages a second from MQTT to a durable event (HMAC-SHA256)"),
    ("supply_crash", "Kills of intake and broker that no message was lost or doubled by"),
    ("supply_epcis", "EPCIS events captured a second over HTTP"),
    ("passport_log", "Proof of inclusion verified among 100,000"),
    ("passport_issue", "Mutants of a bundle refused"),
    ("store_crash", "Kills survived without losing an acknowledged write"),
)
"""One or two of each room, in the order of a garment's life."""
HEADS = {
    "en": ("Claim", "Value", "95 % interval", "Beside it", "Measured"),
    "zh": ("指标", "数值", "95 % 区间", "对照", "测量日期"),
}
NOTHING = {"en": "No number has been recorded yet.", "zh": "尚无测量记录。"}
Row = Mapping[str, object]


def number(value: object, unit: str = "") -> str:
    """A value as a person reads it: 70,000 garments, 95.61 %, 0.2481 ms."""
    if value is None:
        return ""
    amount = float(value)  # type: ignore[arg-type]
    text = f"{amount:,.0f}" if amount == int(amount) or abs(amount) >= 1000 else f"{amount:.4g}"
    return f"{text} {unit}".strip()


def cells(row: Row, language: str) -> tuple[str, ...]:
    """One row of a Markdown table."""
    extra, unit = row["extra"], str(row["unit"])
    claim = extra.get("claim_zh", row["claim"]) if language == "zh" else row["claim"]
    interval = row["interval"]
    between = f"{number(interval[0])} – {number(interval[1])}" if interval else ""
    beside = f"{row['peer']}: {number(row['peer_value'], unit)}" if row["peer"] else ""
    return (
        str(claim),
        f"**{number(row['value'], unit)}**",
        between,
        beside.rstrip(": "),
        str(row["date"])[:10],
    )


def block(rows: Sequence[Row], language: str) -> str:
    """Numbers as a Markdown table, without its markers."""
    shown = [cells(row, language) for row in rows if row["extra"].get("readme", True)]
    if not shown:
        return NOTHING[language]
    table = [HEADS[language], ("---",) * 5, *shown]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in table)


def leading(rows: Sequence[Row]) -> list[Row]:
    """The rows of the READMEs, in their order."""
    named = {(row["benchmark"], row["claim"]): row for row in rows}
    return [named[each] for each in LEADING if each in named]


def rewritten(text: str, rows: Sequence[Row], language: str) -> str:
    """A text with its numbers replaced by those of the records.

    Raises:
        ValueError: It has lost its markers.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The text needs the lines '{BEGIN}' and '{END}'")
    return f"{before}{BEGIN}\n{block(rows, language)}\n{END}{after}"


def table(rows: Sequence[Row]) -> str:
    """The whole table for a terminal, with how each value was obtained and on which machine."""
    head = ("claim", "value", "95 % interval", "peer", "peer's value", "date", "machine")
    lines = [head]
    for row in rows:
        unit, machine = str(row["unit"]), row["machine"]
        interval = row["interval"]
        where = f"{machine['gpu'] or machine['cpu']}, {machine['cores']} cores"
        lines.append(
            (
                f"{row['benchmark']}: {row['claim']}",
                number(row["value"], unit),
                f"{number(interval[0])} – {number(interval[1])}" if interval else "",
                str(row["peer"] or ""),
                number(row["peer_value"], unit),
                str(row["date"])[:10],
                where,
            )
        )
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(map(_pad, line, widths)).rstrip() for line in lines)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def main(arguments: Sequence[str]) -> int:
    """Print the table; with --write put the numbers into the READMEs and their pages."""
    if arguments and list(arguments) != ["--write"]:
        print(f"Not understood: {' '.join(arguments)}. Known: --write", file=sys.stderr)
        return 2
    rows = latest(folder=RECORDS)
    print(table(rows) if rows else f"{NOTHING['en']} Run one with: ./run bench NAME")
    if arguments:
        for paths, shown in ((READMES, leading(rows)), (PAGES, rows)):
            for language, path in paths.items():
                text = path.read_text(encoding="utf-8")
                path.write_text(rewritten(text, shown, language), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

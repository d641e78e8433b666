"""A small table of reviews: under 40 half of them call the cloth thin, above a tenth do."""

import csv
from pathlib import Path

HEADER = ("", "Clothing ID", "Age", "Title", "Review Text", "Rating", "Recommended IND", "Department Name")


def write_reviews(path: Path, count: int = 900) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(count):
            is_young = number % 3 == 0
            thin = number % 2 == 0 if is_young else number % 10 == 0
            text = "The fabric is so thin." if thin else "A nice colour."
            soft = " It is soft." if number % 4 == 0 else ""
            writer.writerow(
                (number, number % 40, 25 if is_young else 55, "", text + soft, 2 if thin else 5, 1, "Tops")
            )
        writer.writerow((count, 1, 25, "Only a title", "", 5, 1, "Tops"))
    return path

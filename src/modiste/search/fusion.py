"""Several rankings made one by reciprocal ranks: what many put high comes first, whatever their scores.

Knows ranks only. Source: Cormack, Clarke and Buettcher, "Reciprocal rank fusion outperforms Condorcet and
individual rank learning methods", SIGIR 2009, whose constant 60 it takes.
"""

from collections.abc import Mapping, Sequence

K = 60


def fused(
    rankings: Mapping[str, Sequence[int]], weights: Mapping[str, float] | None = None
) -> list[tuple[int, float, dict[str, int]]]:
    """Numbers with score and rank in each ranking, best first; the score is 1 for what is first everywhere.

    `weights` are 1 for rankings that have none.

    Example:
        >>> [(number, round(score, 3)) for number, score, _ in fused({"words": [4, 7], "photo": [7, 5]})]
        [(7, 0.992), (4, 0.5), (5, 0.492)]
    """
    ranks: dict[int, dict[str, int]] = {}
    for name, numbers in rankings.items():
        for place, number in enumerate(numbers, 1):
            ranks.setdefault(number, {})[name] = place
    given = {name: (weights or {}).get(name, 1.0) for name in rankings}
    most = sum(given.values()) / (K + 1)
    scored = [
        (number, sum(given[name] / (K + place) for name, place in each.items()) / most, each)
        for number, each in ranks.items()
    ]
    return sorted(scored, key=lambda one: (-one[1], min(one[2].values()), one[0]))

"""The one error that Modiste raises.

Knows the number, the values and the remedy; the words are `problems`, and how it is shown (exit code,
problem+json) is the faces' work.
"""

from modiste.garment.problems import CATALOGUE


class ModisteError(Exception):
    """An error with a number, the value that caused it and a remedy.

    Example:
        >>> str(ModisteError("MOD-1302", kind="Optimiser", name="adm", known="adam, sgd"))
        "MOD-1302: Optimiser 'adm' is not known. Known: adam, sgd."
    """

    def __init__(self, code: str, /, **values: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.title = problem.title
        self.status = problem.status
        self.values = values
        self.detail = problem.detail.format_map(values)
        self.remedy = problem.remedy.format_map(values)
        super().__init__(f"{code}: {self.detail} {self.remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> ModisteError:
    return ModisteError(code, **values)

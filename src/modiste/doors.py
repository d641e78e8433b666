"""How a package opens its names: each is imported when it is first asked for, as the stub beside it says.

The stub, `__init__.pyi`, is the one list of what is open: type checkers read it, and so does this.
"""

from collections.abc import Callable, Collection

import lazy_loader

Door = tuple[Callable[[str], object], Callable[[], list[str]], list[str]]


def opened(package: str, file: str) -> Door:
    """`__getattr__`, `__dir__` and `__all__` of a package, from its `__name__` and `__file__`."""
    door: Door = lazy_loader.attach_stub(package, file)
    return door


def opened_with(package: str, file: str, what: str, extra: str, needed: Collection[str]) -> Door:
    """The same for a package that needs an extra's packages: MOD-2014 names the extra where one is absent.

    Args:
        package: The package's `__name__`.
        file: The package's `__file__`.
        what: Who needs the extra, as a sentence begins.
        extra: The extra's name.
        needed: The top names of what the extra brings.
    """
    get, names, all_ = opened(package, file)

    def get_or_tell(name: str) -> object:
        try:
            return get(name)
        except ModuleNotFoundError as error:
            if error.name is None or error.name.partition(".")[0] not in needed:
                raise
            from modiste.garment import ModisteError  # noqa: PLC0415 - its door is one of these

            told = {"what": what, "package": error.name, "extra": extra}
            raise ModisteError("MOD-2014", **told) from None

    return get_or_tell, names, all_

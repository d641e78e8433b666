"""Places in JSON documents: "a.b.0.c" is found, filled, and told from others.

Knows objects and lists; a step of digits is a list's index.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def found(document: Any, place: str) -> Any:
    """What is at a place, or None.

    >>> found({"a": [{"b": 1}]}, "a.0.b")
    1
    """
    for step in place.split(".") if place else ():
        if isinstance(document, Mapping):
            document = document.get(step)
        elif isinstance(document, list) and step.isdigit() and int(step) < len(document):
            document = document[int(step)]
        else:
            return None
    return document


def put(document: Any, place: str, value: Any) -> Any:
    """The document with a value at a place; what leads there is made.

    >>> put({}, "a.0.b", 1)
    {'a': [{'b': 1}]}
    """
    step, _, rest = place.partition(".")
    if step.isdigit():
        items = document if isinstance(document, list) else []
        items.extend({} for _ in range(int(step) + 1 - len(items)))
        items[int(step)] = put(items[int(step)], rest, value) if rest else value
        return items
    members = document if isinstance(document, dict) else {}
    members[step] = put(members.get(step), rest, value) if rest else value
    return members


def merged(before: Any, after: Any) -> Any:
    """Two objects as one; what is no object is the later."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return after
    return {**before, **{name: merged(before.get(name), each) for name, each in after.items()}}


def filled(template: Any, words: Mapping[str, str]) -> Any:
    """A template of its own, with the words that are in braces."""
    if isinstance(template, Mapping):
        return {name: filled(each, words) for name, each in template.items()}
    if isinstance(template, list):
        return [filled(each, words) for each in template]
    return template.format_map(words) if isinstance(template, str) and "{" in template else template


def is_like(document: Any, template: Any) -> bool:
    """Whether a document says all that a template does; a text in braces is any text."""
    if isinstance(template, Mapping):
        return isinstance(document, Mapping) and all(
            is_like(document.get(name), each) for name, each in template.items()
        )
    if isinstance(template, list):
        return (
            isinstance(document, list)
            and len(document) >= len(template)
            and all(map(is_like, document, template))
        )
    return document == template or (isinstance(template, str) and "{" in template)


def leaves(document: Any, place: str = "") -> Iterator[str]:
    """The places of all values, lists as one place.

    >>> list(leaves({"a": [{"b": 1}, {"b": 2, "c": 3}]}))
    ['a.b', 'a.b', 'a.c']
    """
    if isinstance(document, Mapping):
        for name, each in document.items():
            yield from leaves(each, f"{place}.{name}" if place else name)
    elif isinstance(document, list):
        for each in document:
            yield from leaves(each, place)
    else:
        yield place

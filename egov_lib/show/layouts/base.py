"""What several layouts need."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def grouped(
    items: Iterable[Item], key: Callable[[Item], Key]
) -> dict[Key, list[Item]]:
    """Gather items by what *key* gives for each; groups and items keep their order.

    >>> grouped(["wuhai", "yunnan", "wales"], key=lambda name: name[0])
    {'w': ['wuhai', 'wales'], 'y': ['yunnan']}
    """
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups

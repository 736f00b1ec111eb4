"""Which kinds of provision an Act can have."""

from __future__ import annotations

from typing import NamedTuple


class ProvisionShape(NamedTuple):
    """Which provisions an Act has: sections, articles, Orders with Rules, rules."""

    sections: bool
    articles: bool
    orders: bool
    rules: bool

    def has(self, kind: str) -> bool:
        """Tell whether an Act has provisions of a kind: ``s``, ``a``, ``o`` or ``r``, as their ids say it."""
        if kind == "s":
            return self.sections
        if kind == "a":
            return self.articles
        return self.orders if kind == "o" else self.rules


SHAPES = {
    "sections": ProvisionShape(True, False, False, False),
    "articles": ProvisionShape(False, True, False, False),
    "sections+articles": ProvisionShape(True, True, False, False),
    "orders": ProvisionShape(True, False, True, False),
    "rules": ProvisionShape(False, False, False, True),
}
"""The shapes by their names in ``data/acts.csv``."""

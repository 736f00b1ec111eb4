"""Hindi words of the names of Acts, of which each is spelt in several ways, as one spelling."""

from __future__ import annotations

import re
from functools import lru_cache

_NASAL = re.compile("[ङञणनम]्(?=[क-ह])")
_SPELT = {
    **dict(zip(range(0x958, 0x960), "कखगजडढफय", strict=True)),  # letters with a dot below as one sign
    ord("ँ"): "ं",
    ord("़"): None,
    ord("ः"): None,
}
_MEANT = {
    **dict.fromkeys(("एवं", "एवम", "तथा", "व"), "और"),
    **dict.fromkeys(("एक्ट", "कानून"), "अधिनियम"),
}
"""Words of a name that stand for one another: 'जाति एवं जनजाति', 'विवाह एक्ट'."""


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word in the spelling by which names are compared: 'हिन्दू' as 'हिंदू', 'एक्ट' as 'अधिनियम'."""
    plain = _NASAL.sub("ं", word.translate(_SPELT)).removesuffix("्")
    return _MEANT.get(plain, plain)

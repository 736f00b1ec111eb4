from __future__ import annotations

from pathlib import Path

import pytest

from tests.index.making import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An index that is still to be made, and an empty folder of pages."""
    return Desk(tmp_path)

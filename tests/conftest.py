"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A test that draws its cases says what is right, not how long that takes: a busy machine is no failure.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

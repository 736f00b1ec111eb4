"""The engines that are compared, ours and its peers, behind the same few calls (:mod:`benchmarks.engines.asked`)."""

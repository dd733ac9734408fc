"""Measure texts: words, concordances, keyness, robustness, text reuse."""

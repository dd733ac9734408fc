"""How edited passages are looked for: what can be set, and sets of settings that go together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from egov_lib.measure.reuse.normal import BAND, BORDER

# Passages of fewer characters are reported only if they are asked for
SHORT = 8


@dataclass(frozen=True)
class Settings:
    """How edited passages are looked for; the fields are in the order in which they act.

    seed_chars: length of a seed. Shorter seeds find more and cost more: of the Laozi on bamboo
        slips from Guodian, seeds of 2 characters cover 96 %, of 4 85 %, of 6 only 67 %.
    most_places: a seed that occurs at more places of `docs` starts no passage; without `others`,
        at twice as many.
    gap_chars: seeds farther apart than this belong to two passages.
    least_seeded: characters that seeds must cover, minus half of what is inserted between them.
    least_matched: equal characters that an edited passage needs.
    least_similarity: in per cent, as in the column similarity.
    winnow: thin the seeds out, exact runs' too; for all pairs among thousands of documents. A seed
        at more than most_places is then laid beside the first of them only.
    most_copies: of an exact run at more places of `docs` than this, each is listed beside the first
        only. What that leaves out is counted: `left_out`.
    """

    seed_chars: int = 4
    most_places: int = 12
    gap_chars: int = 32
    least_seeded: int = 5
    least_matched: int = 8
    least_similarity: float = 50.0
    winnow: bool = False
    most_copies: int = 100

    def __post_init__(self) -> None:
        """Refuse what can't work."""
        # No gap may reach over a border into the next text, whatever its band.
        most_gap = BORDER - BAND
        if not 1 <= self.gap_chars <= most_gap:
            raise ValueError(
                f"gap_chars is {self.gap_chars}: use 1 to {most_gap}"
            )
        if self.seed_chars < 2:
            raise ValueError(f"seed_chars is {self.seed_chars}: use 2 or more")
        if self.most_copies < 1:
            raise ValueError(
                f"most_copies is {self.most_copies}: use 1 or more"
            )


PRESETS = {
    # Short, much altered parallels in little text: up to a million characters.
    "sensitive": Settings(
        2, most_places=64, least_seeded=4, most_copies=1_000
    ),
    # Most uses.
    "careful": Settings(),
    # Tens of thousands of documents.
    "fast": Settings(
        5,
        most_places=12,
        gap_chars=24,
        least_seeded=12,
        least_matched=16,
        least_similarity=60.0,
    ),
    # All pairs among thousands.
    "pairs": Settings(
        8,
        most_places=20,
        gap_chars=24,
        least_seeded=12,
        least_matched=16,
        least_similarity=60.0,
        winnow=True,
    ),
}


def choose_settings(
    settings: Settings | str | None, min_chars: int
) -> Settings:
    """Return the settings meant by `shared_passages`.

    None is "sensitive" where passages of fewer than eight characters are asked for, else "careful".
    Where short passages are asked for, no more equal characters are needed than these have.
    """
    if settings is None:
        settings = "sensitive" if min_chars < SHORT else "careful"
    if not isinstance(settings, Settings):
        settings = _preset(settings)
    seed_chars = settings.seed_chars
    if settings.winnow and min_chars < seed_chars:
        raise ValueError(
            f"min_chars is {min_chars}, but thinned seeds have {seed_chars}: use at least as many"
        )
    if min_chars >= SHORT:
        return settings
    return replace(
        settings,
        least_seeded=min(settings.least_seeded, max(seed_chars, min_chars)),
        least_matched=min(settings.least_matched, min_chars),
    )


def _preset(name: str) -> Settings:
    if name not in PRESETS:
        raise ValueError(
            f"there is no preset called {name!r}; the presets are {', '.join(PRESETS)}"
        )
    return PRESETS[name]

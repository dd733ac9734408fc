"""The signs of the symbol fonts that Word uses, as characters: Wingdings 0xFE is ☑.

A form of an office has its boxes in these fonts. In the file a sign is a number or a private
character; as a character without its font it means nothing. Only signs that documents use are in
the tables; others keep their private character and are counted.
"""

from __future__ import annotations

WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x81: "①",
    0x82: "②",
    0x83: "③",
    0x84: "④",
    0x85: "⑤",
    0x86: "⑥",
    0x87: "⑦",
    0x88: "⑧",
    0x89: "⑨",
    0x8A: "⑩",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
WINGDINGS_2 = {
    0x30: "□",
    0x50: "✓",
    0x4F: "✗",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x56: "⊗",
    0x99: "○",
    0xA3: "□",
    0xA2: "■",
}
SYMBOL = {
    0x2D: "−",
    0x44: "Δ",
    0x53: "Σ",
    0x57: "Ω",
    0x61: "α",
    0x62: "β",
    0x64: "δ",
    0x65: "ε",
    0x67: "γ",
    0x6C: "λ",
    0x6D: "μ",
    0x70: "π",
    0x72: "ρ",
    0x73: "σ",
    0x74: "τ",
    0xA3: "≤",
    0xA5: "∞",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xC5: "⊕",
    0xCE: "∈",
    0xD6: "√",
    0xD7: "⋅",
    0xE5: "∑",
    0xF2: "∫",
}
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}
PRIVATE = 0xF000  # where Word puts the signs of such a font


def symbol_text(font: str, code: int) -> str:
    """Return the character of a sign; '' if the tables don't have it.

    >>> symbol_text("Wingdings", 0xF0FE), symbol_text("Wingdings 2", 0x52)
    ('☑', '☑')
    """
    signs = FONTS.get(font.strip().casefold(), {})
    return (
        signs.get(code & 0xFF, "") if code < 0x100 or code >= PRIVATE else ""
    )

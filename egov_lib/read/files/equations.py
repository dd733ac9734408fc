"""Equations of Word (OMML) in a line of text: (a+b)/c, x^2, √(x).

A formula of a policy document is short: a rate, an index, a weight. It is written as people type
it; nothing is computed and no layout is kept.
"""

from __future__ import annotations

from typing import Any


def equation_text(node: Any) -> str:
    """Return the text of an equation, an element of lxml."""
    write = WRITERS.get(_name(node))
    return write(node) if write else _inside(node)


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _inside(node: Any) -> str:
    return "".join(map(equation_text, node))


def _part(node: Any, name: str) -> str:
    """Return the text of one part of a node; '' if it has none."""
    return "".join(
        equation_text(child) for child in node if _name(child) == name
    )


def _grouped(text: str) -> str:
    """Put brackets around what is more than a word or a number."""
    return text if text.isalnum() or not text else f"({text})"


def _fraction(node: Any) -> str:
    return f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}"


def _script(node: Any) -> str:
    text = _part(node, "e")
    below, above = _part(node, "sub"), _part(node, "sup")
    if below:
        text += f"_{_grouped(below)}"
    if above:
        text += f"^{_grouped(above)}"
    return text


def _root(node: Any) -> str:
    return f"{_part(node, 'deg')}√{_grouped(_part(node, 'e'))}"


def _sum(node: Any) -> str:
    sign = _setting(node, "chr", "∫")
    below, above = _part(node, "sub"), _part(node, "sup")
    limits = (f"_{_grouped(below)}" if below else "") + (
        f"^{_grouped(above)}" if above else ""
    )
    return f"{sign}{limits}{_part(node, 'e')}"


def _brackets(node: Any) -> str:
    parts = [equation_text(child) for child in node if _name(child) == "e"]
    inside = _setting(node, "sepChr", "|").join(parts)
    return f"{_setting(node, 'begChr', '(')}{inside}{_setting(node, 'endChr', ')')}"


def _setting(node: Any, name: str, otherwise: str) -> str:
    """Return the sign that the properties of a node name."""
    for child in node.iter():
        if _name(child) == name:
            values = list(child.attrib.values())
            return values[0] if values else otherwise
    return otherwise


def _nothing(node: Any) -> str:
    return ""


WRITERS = {
    "t": lambda node: node.text or "",
    "f": _fraction,
    "sSup": _script,
    "sSub": _script,
    "sSubSup": _script,
    "rad": _root,
    "nary": _sum,
    "d": _brackets,
    # Properties hold no text; the settings in them are read by their owners.
    **dict.fromkeys(
        ("fPr", "rPr", "ctrlPr", "naryPr", "dPr", "radPr"), _nothing
    ),
}

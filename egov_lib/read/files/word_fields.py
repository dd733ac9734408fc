r"""Fields of Word whose shown text is not in the runs: EQ, and the drop-downs of old forms.

Word draws some things from the instruction of a field and writes no result: a figure in a ring,
`eq \o\ac(○,1)`; the sounds above characters of its older versions, `EQ \o\ad(\s\up 9(Yì),镒)`; two
words set as one; fractions. Without them a sentence loses a word. Here an instruction becomes the
characters that a reader sees, in one line. All other fields have a result, which stands in runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

EQ_RE = re.compile(r"\s*eq\b", re.IGNORECASE)
# Of a phonetic guide: alignment, font and size, each after \*
FORMAT_RE = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
COMMAND_RE = re.compile(r"\\([A-Za-z]{1,2})\s*-?\d*\s*")
DIVIDERS = ",，;；"
RINGS = frozenset("○〇◯⚪□◻△▽◇◊")
MOST_DEEP = 30  # parentheses inside each other
RINGED_FIGURES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
RINGED_HAN = dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"))


@dataclass
class Field:
    """A field while it is read: its instruction, and whether its result has words.

    choice: what a drop-down shows, '' for any other field
    in_result: whether what follows is what the field shows
    """

    instruction: str = ""
    choice: str = ""
    in_result: bool = False
    shows_words: bool = False

    def text(self) -> str:
        """Return what Word draws by itself; '' if the words stand in the runs."""
        if self.shows_words:
            return ""
        return self.choice or equation_field_text(self.instruction)


class Element(NamedTuple):
    """One part of an overstrike: its text, and whether it is raised or lowered."""

    text: str
    raised: bool = False
    lowered: bool = False


def equation_field_text(instruction: str) -> str:
    r"""Return what an EQ field shows, in one line; '' for any other field.

    >>> equation_field_text(r"eq \o\ac(○,3)")
    '③'
    >>> equation_field_text(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(Yì),镒)")  # how 镒 is read
    '镒'
    """
    if not EQ_RE.match(instruction):
        return ""
    body = FORMAT_RE.sub("", EQ_RE.sub("", instruction, count=1))
    return _Instruction(body).element().text.strip()


class _Instruction:
    """Reads an instruction from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def element(self, ends: str = "") -> Element:
        """Read on to one of *ends*; return what is there."""
        texts: list[str] = []
        commands: list[str] = []
        raised = lowered = False
        while self.at < len(self.text):
            here = self.text[self.at]
            if here in ends:
                break
            command = COMMAND_RE.match(self.text, self.at)
            if command:
                commands.append(command[1].lower())
                self.at = command.end()
            elif here == "(" and commands and self.depth < MOST_DEEP:
                texts.append(_written(commands, self._arguments()))
                raised |= "up" in commands
                lowered |= "do" in commands
                commands = []
            else:
                # A sign after \ stands for itself
                self.at += here == "\\"
                texts.append(self.text[self.at : self.at + 1])
                self.at += 1
        return Element("".join(texts).strip(), raised, lowered)

    def _arguments(self) -> list[Element]:
        """Read what stands between a pair of parentheses, divided by commas."""
        self.at += 1
        self.depth += 1
        found = []
        while self.at < len(self.text):
            found.append(self.element(DIVIDERS + ")"))
            closing = self.text[self.at : self.at + 1]
            self.at += 1
            if closing == ")":
                break
        self.depth -= 1
        return found


def _written(commands: list[str], elements: list[Element]) -> str:
    """Return the text of a command with its arguments."""
    texts = [element.text for element in elements]
    command = commands[0]
    if command == "o":
        return _overstrike(elements)
    if command == "f" and len(texts) == 2:
        return f"({texts[0]})/({texts[1]})"
    if command == "r":
        return f"√({texts[-1]})"
    if command == "b":
        return f"({''.join(texts)})"
    return "".join(texts)


def _overstrike(elements: list[Element]) -> str:
    """Return elements that are set over each other.

    A ring around a figure is one character; a ring around another is left out. A raised element
    over a plain one says how that is read, and is left out too, as ruby is.
    """
    plain = [el for el in elements if not (el.raised or el.lowered)]
    inside = [el.text for el in elements if el.text not in RINGS]
    if len(inside) < len(elements):
        return _in_ring("".join(inside))
    is_guide = bool(plain) and not any(el.lowered for el in elements)
    shown = plain if is_guide else elements
    return "".join(el.text for el in shown)


def _in_ring(text: str) -> str:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 20:
        return RINGED_FIGURES[int(text) - 1]
    return RINGED_HAN.get(text, text)

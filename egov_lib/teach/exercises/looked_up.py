"""What can be said of the Chinese in an answer beside the verdict: where it is, and who speaks."""

from __future__ import annotations

import re

from egov_lib.show.messages import pick, say
from egov_lib.teach.exercises.bank import Spec
from egov_lib.teach.exercises.claims import describe
from egov_lib.teach.exercises.judge.verdict import Verdict
from egov_lib.teach.exercises.quotes import (
    is_too_short,
    places_of,
    why_not_found,
)

# Chinese between quotation marks.
MARKED_RE = re.compile(
    '[“「『"]([^“”「」『』"\n]*[\u4e00-\u9fff][^“”「」『』"\n]*)[”」』"]'
)
# Chinese without quotation marks: what is shorter than six characters is a term, not a quote.
UNMARKED_RE = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff0-9A-Za-z%，、；]{5,}")


def lines_about(
    spec: Spec, verdict: Verdict, typed: str, lang: str | None
) -> list[str]:
    """Lines about the quotes of an answer; none where the verdict says all."""
    kind, judged = spec["kind"], verdict.verdict
    if kind == "quote" and judged == "right":
        return _lines_about_quote(spec, typed, lang)
    if kind == "open" and judged == "unjudged":
        return look_up_quotes(typed, lang)
    return []


def _lines_about_quote(spec: Spec, typed: str, lang: str | None) -> list[str]:
    """Where a right quote is, in the documents that are accepted."""
    found = places_of(typed)
    docs = spec["accept"]["docs"]
    found = found[found["doc_id"].isin(docs)]
    return [] if found.empty else [describe(found, "", lang)]


def look_up_quotes(text: str, lang: str | None) -> list[str]:
    """A line for each quote of an answer: is it in a text?"""
    marked = MARKED_RE.findall(text)
    unmarked = UNMARKED_RE.findall(MARKED_RE.sub("", text))
    lines = []
    for quote in dict.fromkeys([*marked, *unmarked]):
        if is_too_short(quote):
            lines.append(say("look_up", lang, quote=quote))
            continue
        found = places_of(quote)
        if not found.empty:
            docs = pick(", ", "、", lang).join(found["doc_id"].unique())
            lines.append(say("stands", lang, quote=quote, docs=docs))
        # Without marks it may be the writer's own Chinese
        elif quote in marked:
            lines.append(why_not_found(quote, lang))
    return lines

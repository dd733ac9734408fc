"""Quantities that a document promises, reports, spends or counts, each bound to its clause.

A number becomes a target only with its clause: what is counted, by when, where, who
answers for it, and the word that tells whether it is wanted (力争, strive; 到2010年, by
2010), reached (实现了, achieved), put in (投入) or merely counted. That word is kept in
`cue`, so that a reader can judge the judgement.

In the order in which they rest on each other: `quantities` (which numbers count
something), `clauses` (the words around one, its sentence over the line ends of a copy, and
its date), `changes` (by how much, from what to what), `situations` (what the words on both
sides tell of the kind), `provisions` (what a provision sets), `cues` (the words that tell the
kind), `phrases` and `subjects` (what is counted), and `binding`, which holds `find_targets`.
"""

from egov_lib.find.targets.binding import find_targets

__all__ = ["find_targets"]

"""The front end: explorers that are alive in a notebook, on a page, and without a kernel.

An explorer is an ES module beside its Python (`explorers/timeline.js`), written to anywidget's
contract: `render({model, el})`. Python prepares rows once; choosing, filtering and dimming happen
in the browser, so a saved notebook and a plain page answer as a running kernel does.

- `modules` joins ES modules into one text for a widget or a page
- `texts` gives the clauses that passages are shown from
- `explorables/` holds small things to handle inside a lesson; their frame is `explorables/frame.js`
- `widget` is the ipywidget of an explorer, and `page` the same explorer as a page of its own
"""

from __future__ import annotations

# The explorers that are alive in every host: a function of the same name makes each, in the module
# of the same name beside its script.
EXPLORERS = (
    "timeline",
    "commitments",
    "lineage",
    "systems",
    "places",
    "parallels",
    "speakers",
    "keyness",
    "concordance",
    "reader",
)
# The panels of the labs: explorables that share one script, `explorables/panel.js`.
PANELS = (
    "approvals_panel",
    "evaluation_panel",
    "exchange_panel",
    "networks_panel",
    "rollout_panel",
    "training_panel",
    "trust_panel",
)
# The explorables: small things to handle inside a lesson, made in the same way.
EXPLORABLES = (
    "byte_slip",
    "coding",
    "copied",
    "cut",
    "date_bounds",
    "permits",
    "punctuate",
    "shuffle",
    "two_networks",
    "voices",
    *PANELS,
)
# The box of an exercise: its script is beside the judge, in `teach/exercises/`.
EXERCISE = "exercise"
# The vote of the first lesson, beside it.
VOTE = "vote"
# The case file: its scripts are beside its Python, in `teach/cases/`.
CASES = ("case_file", "class_files", "class_work", "class_coding")

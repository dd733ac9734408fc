"""Explorables: small things to handle inside a lesson, each about one question and one passage.

Each is a function that makes a widget (`front.widget.View`), in the module of the same name, with
its script beside it. All share a frame (`frame.js`): the question, a guess before anything moves,
the thing itself, undo, a sentence after each move, the passage, what it shows and can't show.

To add one, called `name`:

- `name.py`: a function `name(*, filters=None, lang=None)` that computes everything shown from the
  texts and tables and ends in `make_explorable`; `WORDS`, what it says, in English and Chinese
- `name.js`: `render({ model, el })`, which hands a specification to `explorable` of `frame.js`;
  that function's comment says what is in one. State is `view.state`, a dict of texts
- `name.css`: its own rules, below `.egov`; may be empty
- its name here and in `EXPLORABLES` of `show/front/__init__.py`

`tests/test_explorables.py` and `tests/test_browser_explorables.py` go over every name; what the
new one computes gets tests of its own there. This file only hands names on.
"""

from egov_lib.show.explorables.approvals_panel import approvals_panel
from egov_lib.show.explorables.byte_slip import byte_slip
from egov_lib.show.explorables.coding import coding
from egov_lib.show.explorables.copied import copied
from egov_lib.show.explorables.cut import cut
from egov_lib.show.explorables.date_bounds import date_bounds
from egov_lib.show.explorables.evaluation_panel import evaluation_panel
from egov_lib.show.explorables.exchange_panel import exchange_panel
from egov_lib.show.explorables.networks_panel import networks_panel
from egov_lib.show.explorables.permits import permits
from egov_lib.show.explorables.punctuate import punctuate
from egov_lib.show.explorables.rollout_panel import rollout_panel
from egov_lib.show.explorables.shuffle import shuffle
from egov_lib.show.explorables.training_panel import training_panel
from egov_lib.show.explorables.trust_panel import trust_panel
from egov_lib.show.explorables.two_networks import two_networks
from egov_lib.show.explorables.voices import voices
from egov_lib.show.explorables.voices import (
    voices_known as voices_known,
)  # makes no explorable

__all__ = [
    "approvals_panel",
    "byte_slip",
    "coding",
    "copied",
    "cut",
    "date_bounds",
    "evaluation_panel",
    "exchange_panel",
    "networks_panel",
    "permits",
    "punctuate",
    "rollout_panel",
    "shuffle",
    "training_panel",
    "trust_panel",
    "two_networks",
    "voices",
]

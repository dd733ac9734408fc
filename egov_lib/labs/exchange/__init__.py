"""Catalogue and exchange: what does sharing do to copies, and to the forms that people fill in?

The lab has two halves. One is a working exchange in DuckDB: the four base databases of 2002 with
invented rows, departments that sign in with a certificate, a catalogue whose entries are checked,
grants column by column, requests that are answered or refused, a log, and a desk for each
department, where its SQL reaches nothing that was not delivered.

The other lets people move house for some time. It asks what becomes of copies and forms when each
department collects for itself, and when one collects and the others are supplied (横向共享, sharing
across; 纵向汇聚, gathering upward). All persons are invented.

Read the modules in this order: `town`, the data and who comes in; `catalogue`, who owns what and
who may have it; `desk`, SQL that leaks nothing; `settings`, `model` and `results`, people who
move; `in_sql`, the same model as a query.
Purposes, appeals and the wish not to share are not in the model.
"""

from egov_lib.labs.exchange.catalogue import (
    ENTRY,
    ask,
    grant,
    register,
    withdraw,
)
from egov_lib.labs.exchange.desk import Desk, desk
from egov_lib.labs.exchange.in_sql import simulate_in_sql
from egov_lib.labs.exchange.model import simulate
from egov_lib.labs.exchange.results import (
    before_and_after,
    compare_sharing,
    summarise,
)
from egov_lib.labs.exchange.settings import PRESETS, Settings, preset
from egov_lib.labs.exchange.town import (
    BASES,
    Exchange,
    Refused,
    Session,
    attempt,
    certify,
    open_exchange,
    sign_in,
)

__all__ = [
    "BASES",
    "ENTRY",
    "PRESETS",
    "Desk",
    "Exchange",
    "Refused",
    "Session",
    "Settings",
    "ask",
    "attempt",
    "before_and_after",
    "certify",
    "compare_sharing",
    "desk",
    "grant",
    "open_exchange",
    "preset",
    "register",
    "sign_in",
    "simulate",
    "simulate_in_sql",
    "summarise",
    "withdraw",
]

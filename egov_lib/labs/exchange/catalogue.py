"""What there is, who may have it, and who got it: catalogue, grants, requests and their log.

The owner of a resource is the department that signed in to register it, and it must be the keeper
of that base. Whatever is wrong with an entry, it stays out, and the message says what is wrong.
"""

import unicodedata
from typing import Any

from egov_lib.labs.exchange.town import BASES, Exchange, Refused, Session

# What a department writes into an entry, and of which type. The owner is not among it: the
# exchange knows who has signed in.
ENTRY = {
    "resource": str,
    "title": str,
    "base_database": str,
    "columns": list,
    "refresh_days": int,
}
LONGEST_TITLE = 100
MOST_DAYS = 3650


def register(exchange: Exchange, session: Session, **entry: Any) -> None:
    """Put a resource into the catalogue; its owner is who has signed in.

    *entry* has the names of `ENTRY`. Raises `Refused` unless it is whole, each value is of its
    type and makes sense, the columns exist, and the department keeps that base (`BASES`).

    >>> from egov_lib.labs.exchange import certify, open_exchange, sign_in
    >>> town = open_exchange(1)
    >>> statistics = sign_in(town, certify(town, "statistics"))
    >>> register(town, statistics, resource="economy", title="Economy 经济",
    ...          base_database="economy", columns=["year", "output_wan"], refresh_days=90)
    >>> town.sql("select resource, owner from exchange.catalogue").fetchall()
    [('economy', 'statistics')]
    """
    owner = exchange.who(session)
    _check_types(entry)
    _check_title(entry["title"])
    _check_owner(entry["resource"], entry["base_database"], owner)
    _check_columns(exchange, entry["resource"], entry["columns"])
    if not 1 <= entry["refresh_days"] <= MOST_DAYS:
        raise Refused(
            f"refresh_days is {entry['refresh_days']}: use a number of days from 1 to {MOST_DAYS}"
        )
    if _listed(exchange, entry["resource"]):
        raise Refused(f"{entry['resource']!r} is in the catalogue already")
    values = [
        entry["resource"],
        entry["title"],
        owner,
        entry["base_database"],
        entry["columns"],
        entry["refresh_days"],
    ]
    exchange.database.execute(
        "insert into exchange.catalogue values (?, ?, ?, ?, ?, ?)", values
    )


def _check_types(entry: dict[str, Any]) -> None:
    """Refuse an entry that lacks a value, has one more, or one of another type."""
    names = ", ".join(ENTRY)
    if "owner" in entry:
        raise Refused(
            f"the owner is who has signed in and can't be written: an entry has {names}"
        )
    for name in [*ENTRY, *sorted(entry)]:
        # A type of its own, not a descendant: True is no number of days
        if name not in ENTRY or type(entry.get(name)) is not ENTRY[name]:
            raise Refused(
                f"{name} is {entry.get(name)!r}: an entry has {names}, each of its type"
            )


def _check_title(title: str) -> None:
    is_shown = title.isprintable() and title.strip() == title != ""
    if not is_shown or len(title) > LONGEST_TITLE:
        raise Refused(
            f"title is {title[:40]!r}: use 1 to {LONGEST_TITLE} signs that can be seen"
        )
    if unicodedata.normalize("NFC", title) != title:
        raise Refused(f"title is {title!r}: write it in composed signs (NFC)")


def _check_owner(resource: str, base: str, owner: str) -> None:
    """Refuse an entry by anybody but the keeper of the base, which the resource must be."""
    if base not in BASES:
        raise Refused(
            f"base_database is {base!r}: use one of {', '.join(BASES)}"
        )
    if resource != base:
        raise Refused(f"{resource!r} is not in {base!r}: it is {base!r}")
    if owner != BASES[base]:
        raise Refused(
            f"{owner!r} does not keep {base!r}: {BASES[base]} does; ask there"
        )


def _check_columns(
    exchange: Exchange, resource: str, columns: list[Any]
) -> None:
    sql = """
        select column_name from duckdb_columns()
        where schema_name = 'main' and table_name = ? order by column_index
    """
    rows = exchange.database.execute(sql, [resource]).fetchall()
    there = [name for (name,) in rows]
    _check_chosen(resource, columns, there, "has")


def _check_chosen(
    resource: str, columns: Any, offered: list[str], verb: str
) -> None:
    """Refuse columns that are none, not there, or there twice."""
    names = ", ".join(offered) or "none at all"
    is_list = type(columns) is list
    if not is_list or not columns:
        raise Refused(f"columns are {columns!r}: choose from {names}")
    for place, column in enumerate(columns):
        if column not in offered:
            raise Refused(
                f"{resource!r} {verb} no column {column!r}: it has {names}"
            )
        before = columns[:place]
        if column in before:
            raise Refused(
                f"the column {column!r} is named twice: once will do"
            )


# --- grants -------------------------------------------------------------------------------------


def _check_known(exchange: Exchange, department: str) -> None:
    """Refuse a department that has no certificate."""
    if department not in exchange.departments:
        known = ", ".join(sorted(exchange.departments))
        raise Refused(f"{department!r} has no certificate: known are {known}")


def grant(
    exchange: Exchange,
    session: Session,
    *,
    department: str,
    resource: str,
    columns: list[str],
) -> None:
    """Let a department have some columns of a resource.

    Raises `Refused` unless the resource belongs to who has signed in, the columns are in its entry,
    and the department is known.
    """
    listed = _owned(exchange, session, resource)
    _check_chosen(resource, columns, listed, "offers")
    _check_known(exchange, department)
    rows = [[resource, department, column] for column in columns]
    exchange.database.executemany(
        "insert into exchange.grants values (?, ?, ?)", rows
    )


def withdraw(
    exchange: Exchange, session: Session, *, department: str, resource: str
) -> None:
    """Take all grants of a resource back from a department; only the owner may.

    What the department has copied from its desk is beyond anybody's reach.
    """
    _owned(exchange, session, resource)
    exchange.database.execute(
        "delete from exchange.grants where resource = ? and department = ?",
        [resource, department],
    )


def _owned(exchange: Exchange, session: Session, resource: str) -> list[str]:
    """Return the columns of an entry; refuse whoever does not own it."""
    who = exchange.who(session)
    row = _listed(exchange, resource)
    owner, columns = row if row else ("nobody", [])
    if owner != who:
        raise Refused(
            f"{who!r} does not own {resource!r}: {owner} does; ask there"
        )
    return columns


def _listed(exchange: Exchange, resource: str) -> tuple | None:
    """Return owner and columns of an entry, if there is one."""
    sql = "select owner, columns from exchange.catalogue where resource = ?"
    rows = exchange.database.execute(sql, [resource]).fetchall()
    return rows[0] if rows else None


# --- requests -----------------------------------------------------------------------------------


def ask(
    exchange: Exchange,
    session: Session,
    *,
    resource: str,
    columns: list[str],
) -> str:
    """Ask for columns: all are delivered to the department's desk, or none.

    Returns the answer, "delivered" or "refused: " with the reason; the log keeps both.

    >>> from egov_lib.labs.exchange import certify, open_exchange, sign_in
    >>> town = open_exchange(1)
    >>> tax = sign_in(town, certify(town, "tax"))
    >>> ask(town, tax, resource="population", columns=["name"])
    'refused: name is not granted'
    """
    department = exchange.who(session)
    answer = _answer_to(exchange, department, resource, columns)
    _note_in_log(exchange.database, [department, resource, columns, answer])
    return answer


def _note_in_log(database: Any, row: list) -> None:
    """Write who asked for what, and the answer, under the next number."""
    sql = "select count(*) from exchange.log"
    ((count,),) = database.execute(sql).fetchall()
    numbered = [count + 1, *row]
    sql = "insert into exchange.log values (?, ?, ?, ?, ?)"
    database.execute(sql, numbered)


def _answer_to(
    exchange: Exchange,
    department: str,
    resource: str,
    columns: list[str],
) -> str:
    granted = granted_columns(exchange, department, resource)
    for column in columns:
        if column not in granted:
            return f"refused: {column} is not granted"
    return "delivered" if columns else "refused: nothing asked"


def granted_columns(
    exchange: Exchange, department: str, resource: str
) -> set[str]:
    """The columns of a resource that a department may have now."""
    sql = "select column_name from exchange.grants where resource = ? and department = ?"
    rows = exchange.database.execute(sql, [resource, department]).fetchall()
    return {name for (name,) in rows}

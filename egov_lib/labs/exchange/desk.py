"""A department's own desk: SQL over what was delivered to it, and over nothing else.

Three walls, each enough for most attempts. What was not delivered was never copied here. A query is
read before it runs: it must be one `select`, over the tables of the desk, with functions of a list;
whatever is not on the list is refused. And the database has no files, extensions, variables of
Python or settings that could be changed, little memory, and little time.
"""

import json
from collections.abc import Iterable, Iterator
from threading import Timer
from typing import Any

import duckdb
import pandas as pd

from egov_lib.labs.exchange.catalogue import granted_columns
from egov_lib.labs.exchange.town import (
    Exchange,
    Refused,
    Session,
    new_database,
)

LONGEST_QUERY = 10_000  # signs
MOST_ROWS = 10_000
# The database reads nothing from outside and can't turn that on again.
SEALED = {
    "temp_directory": "''",  # files there stay allowed otherwise
    "memory_limit": "'256MB'",
    "allow_community_extensions": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
# Words after `from` that DuckDB's parser knows, and that a desk allows.
SOURCES = {
    "BASE_TABLE",
    "EMPTY",
    "EXPRESSION_LIST",
    "JOIN",
    "SUBQUERY",
    "TABLE_FUNCTION",
}
TABLE_FUNCTIONS = {"generate_series", "range", "unnest"}
LISTED = (
    "+ - * / // % ** ^ || ~~ !~~ ~~* !~~* ~ ~~~ @ "
    "abs array_agg avg bool_and bool_or ceil coalesce concat concat_ws contains count count_star "
    "cume_dist dense_rank ends_with even exp first first_value floor greatest group_concat if "
    "ifnull last last_value lag lead least left len length like_escape list list_value ln log "
    "log10 log2 lower ltrim max max_by mean median min min_by mod mode not_like_escape nth_value "
    "ntile nullif percent_rank position pow power quantile quantile_cont quantile_disc rank "
    "regexp_extract regexp_full_match regexp_matches regexp_replace replace reverse right round "
    "row row_number rtrim sign split split_part sqrt starts_with stddev stddev_pop stddev_samp "
    "strip_accents strlen string_agg string_split strpos struct_extract array_extract "
    "list_extract substr substring sum trim trunc unnest upper var_pop var_samp variance"
)
FUNCTIONS = set(LISTED.split())


class Desk:
    """A database of one department."""

    def __init__(self, tables: dict[str, pd.DataFrame], seconds: float = 5):
        """Copy the tables, and shut the doors; a query may take so many seconds."""
        self.seconds = seconds
        self._tables = set(tables)
        self._reader = new_database()
        self._database = new_database()
        for name, rows in tables.items():
            self._database.from_df(rows).create(name)
        for database in (self._reader, self._database):
            for name, value in SEALED.items():
                database.execute(f"set {name} = {value}")

    @property
    def tables(self) -> list[str]:
        """The tables that were delivered."""
        return sorted(self._tables)

    def sql(self, query: str) -> pd.DataFrame:
        """Answer one `select`; raise `Refused` for all else, with the reason.

        >>> Desk({}).sql("select 1 + 1 as two")["two"].tolist()
        [2]
        """
        check_query(query, self._tables, self._reader)
        timer = Timer(self.seconds, self._database.interrupt)
        timer.start()
        try:
            found = self._database.execute(query).df()
        except duckdb.InterruptException:
            raise Refused(
                f"the query took more than {self.seconds:g} seconds: ask for less"
            ) from None
        except (duckdb.Error, RuntimeError) as error:
            raise Refused(f"the database says {_first_line(error)}") from None
        finally:
            timer.cancel()
        if len(found) > MOST_ROWS:
            raise Refused(
                f"{len(found)} rows are more than {MOST_ROWS}: count or group them"
            )
        return found


def desk(exchange: Exchange, session: Session) -> Desk:
    """Open the desk of the department that has signed in.

    It holds the columns that were delivered to the department and that are still granted.

    >>> from egov_lib.labs.exchange import certify, open_exchange, sign_in
    >>> town = open_exchange(1)
    >>> desk(town, sign_in(town, certify(town, "tax"))).tables
    []
    """
    department = exchange.who(session)
    sql = """
        select resource, flatten(list(columns)) from exchange.log
        where department = ? and answer = 'delivered' group by 1
    """
    delivered = exchange.database.execute(sql, [department]).fetchall()
    tables = {}
    for resource, columns in delivered:
        granted = granted_columns(exchange, department, resource)
        once_each = dict.fromkeys(columns)
        kept = [one for one in once_each if one in granted]
        if kept:
            wanted = ", ".join(f'"{column}"' for column in kept)
            rows = exchange.sql(f'select {wanted} from "{resource}"')
            tables[resource] = rows.df()
    return Desk(tables)


# --- reading a query before it runs -------------------------------------------------------------


def check_query(
    query: str, tables: Iterable[str], reader: duckdb.DuckDBPyConnection
) -> None:
    """Refuse a query that is more than one `select` over these tables.

    DuckDB's own parser reads it, so no spelling that it understands is overlooked.
    """
    is_text = isinstance(query, str)
    if not is_text or not 0 < len(query) <= LONGEST_QUERY:
        raise Refused(f"a query is a text of 1 to {LONGEST_QUERY} signs")
    nodes = list(_nodes(_parse(query, reader)))
    # A name with a dot is of another schema; a table of the desk has none.
    of_desk = {name.lower() for name in tables}
    known = of_desk | _names_in_query(nodes)
    for node in nodes:
        _check_source(node, known)
        _check_function(node)


def _parse(query: str, reader: duckdb.DuckDBPyConnection) -> Any:
    """The tree of a single `select`."""
    try:
        query.encode()  # half a sign can't be handed on
        statements = duckdb.extract_statements(query)
    except (duckdb.Error, UnicodeEncodeError) as error:
        raise Refused(f"this is no SQL: {_first_line(error)}") from None
    count = len(statements)
    if count != 1:
        raise Refused(f"{count} statements: one at a time")
    kind = _kind_of(statements[0])
    if kind != "SELECT":
        raise Refused(f"{kind} is not done here: a desk only answers select")
    sql = "select json_serialize_sql(?::varchar)"
    ((written,),) = reader.execute(sql, [query]).fetchall()
    tree = json.loads(written)
    if tree.get("error"):
        raise Refused(f"this select can't be read: {tree['error_message']}")
    return tree["statements"]


def _kind_of(statement: duckdb.Statement) -> str:
    """The name of a statement's kind; Python does not know them all."""
    try:
        return statement.type.name
    except ValueError:
        return "a statement of another kind"


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a tree."""
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left += node.values()
        elif isinstance(node, list):
            left += node


def _names_in_query(nodes: Iterable[dict[str, Any]]) -> set[str]:
    """The tables that a query makes itself, after `with`."""
    names = set()
    for node in nodes:
        if "cte_map" in node:
            names |= {one["key"].lower() for one in node["cte_map"]["map"]}
    return names


def _check_source(node: dict[str, Any], known: set[str]) -> None:
    """Refuse what stands after `from` and is not of this desk."""
    if not {"alias", "sample", "type"} <= node.keys():
        return
    kind = node["type"]
    if kind == "SHOW_REF":
        raise Refused(
            "show, describe and summarize are not done here: `tables` of a desk says what it has"
        )
    if kind not in SOURCES:
        raise Refused(f"{kind} is not done here: name a table of the desk")
    if kind != "BASE_TABLE":
        return
    outside = [node.get("catalog_name"), node.get("schema_name")]
    name = ".".join(part for part in [*outside, node["table_name"]] if part)
    if name.lower() not in known:
        names = ", ".join(sorted(known)) or "none yet"
        raise Refused(f"there is no table {name!r} here: there are {names}")


def _check_function(node: dict[str, Any]) -> None:
    """Refuse a function that is not on the list."""
    if node.get("type") == "TABLE_FUNCTION":
        name = node["function"].get("function_name", "")
        if name not in TABLE_FUNCTIONS:
            raise Refused(f"{name!r} reads what is not of this desk")
        return
    name = node.get("function_name")
    if not name:
        return
    outside = node.get("schema") or node.get("catalog")
    listed = FUNCTIONS | TABLE_FUNCTIONS
    if outside or name.lower() not in listed:
        raise Refused(f"the function {name!r} is not on the desk's list")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

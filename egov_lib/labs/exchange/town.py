"""The exchange itself: four base databases with invented rows, and who may come in.

A department signs in with a certificate of the lab on trust: the exchange sends it a random number,
the department seals it, and the exchange checks the seal. From then on the exchange knows by itself
who asks; no function lets anybody say who they are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import duckdb

from egov_lib.labs import trust

BASES = {  # and who keeps them
    "population": "public security",  # 人口
    "legal_persons": "market regulation",  # 法人单位
    "land": "land office",  # 自然资源和空间地理
    "economy": "statistics",  # 宏观经济
}
TODAY = 100  # the hour of every sign-in, from the beginning of 2006
TOWN_SQL = """
create macro pick(i, what, n) as
    cast(md5_number_lower(concat({seed}, '-', i, '-', what)) % n as integer);
create macro street(i) as
    concat(['east', 'south', 'west'][1 + pick(i, 'd', 3)], ' road ', 1 + pick(i, 'a', 300));

create table population as
    select i as person_id,
        1930 + pick(i, 'y', 76) as birth_year,
        street(i) as address,
        substr('甲乙丙丁戊己庚辛壬癸', 1 + pick(i, 's', 10), 1)
            || substr('子丑寅卯辰巳午未申酉戌亥', 1 + pick(i, 'b', 12), 1) as name
    from range({people}) t(i);
create table legal_persons as
    select 9000 + i as org_id,
        concat('firm ', i) as name,
        pick(i, 'r', {people}) as representative_id,
        street(i + {people}) as address,
        3 + pick(i, 'c', 900) as capital_wan
    from range({people} // 4) t(i);
create table land as
    select i + 1 as parcel_id,
        street(i + 2 * {people}) as address,
        1 + pick(i, 'm', 80) as area_mu,
        ['homes', 'works', 'fields'][1 + pick(i, 'u', 3)] as land_use
    from range({people} // 3) t(i);
create table economy as
    select 2000 + i as year, 2000 + pick(i, 'o', 90000) as output_wan
    from range(6) t(i);

create schema exchange;
create table exchange.catalogue (
    resource varchar primary key, title varchar, owner varchar, base_database varchar,
    columns varchar[], refresh_days integer
);
create table exchange.grants (resource varchar, department varchar, column_name varchar);
create table exchange.log (
    number integer, department varchar, resource varchar, columns varchar[], answer varchar
);
"""


class Refused(ValueError):
    """The exchange does not do this; the message says why and what would help."""


@dataclass(frozen=True)
class Session:
    """What a department holds after it has signed in.

    token: a random number that only the exchange gave out; the department is known by it
    """

    token: str


@dataclass
class Exchange:
    """An exchange, as its administrator holds it.

    database: all tables
    root: the authority that certifies departments, and that the exchange trusts
    departments: those that were certified
    revoked: certificates that no longer count
    sessions: of those who have signed in: token -> department
    """

    database: duckdb.DuckDBPyConnection
    root: trust.Holder
    departments: set[str] = field(default_factory=set)
    revoked: list = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Ask all tables: the administrator's desk."""
        return self.database.sql(query)

    def who(self, session: Session) -> str:
        """Return the department that holds a session; raise `Refused` if nobody does."""
        token = getattr(session, "token", None)
        if not isinstance(token, str) or token not in self.sessions:
            raise Refused(
                "nobody has signed in with this: use the session that sign_in returns"
            )
        return self.sessions[token]


def open_exchange(seed: int, *, people: int = 60) -> Exchange:
    """Open an exchange with invented data.

    Its database has these tables:
    population: person_id, birth_year, address, name
    legal_persons: org_id, name, representative_id, address, capital_wan (10,000 yuan)
    land: parcel_id, address, area_mu (a fifteenth of a hectare), land_use
    economy: year, output_wan
    exchange.catalogue, exchange.grants, exchange.log: empty, until `register`, `grant` and `ask`

    >>> open_exchange(1).sql("select count(*) from population").fetchall()
    [(60,)]
    """
    database = new_database()
    database.execute(TOWN_SQL.format(seed=int(seed), people=int(people)))
    return Exchange(database, trust.issue("town", authority=True))


def new_database() -> duckdb.DuckDBPyConnection:
    """Open an empty database in memory."""
    # One thread, so that the order of rows never depends on the machine.
    return duckdb.connect(config={"threads": 1})


def attempt(action: Callable, *arguments: Any, **named: Any) -> Any:
    """Try something that may be refused; return what it returns, or else the refusal's words.

    >>> attempt(open_exchange(1).who, None)
    'nobody has signed in with this: use the session that sign_in returns'
    """
    try:
        return action(*arguments, **named)
    except Refused as refusal:
        return str(refusal)


# --- coming in ----------------------------------------------------------------------------------


def certify(exchange: Exchange, department: str) -> trust.Holder:
    """Give a department a key and a certificate in its name, as the administrator may.

    >>> certify(open_exchange(1), "tax").chain[0].subject.rfc4514_string()
    'CN=tax'
    """
    exchange.departments.add(department)
    return trust.issue(department, exchange.root)


def sign_in(exchange: Exchange, holder: trust.Holder) -> Session:
    """Let a department in that proves to have the key of its certificate.

    Raises `Refused` with what is wrong with the certificate or the key.

    >>> town = open_exchange(1)
    >>> town.who(sign_in(town, certify(town, "tax")))
    'tax'
    """
    challenge = token_hex(16)
    answer = trust.seal(challenge, holder, hour=TODAY)
    return let_in(exchange, challenge, answer)


def let_in(exchange: Exchange, challenge: str, answer: trust.Seal) -> Session:
    """Check the seal on a random number, and open a session for the name in the certificate."""
    lists = [trust.revoke(exchange.root, exchange.revoked, hour=0, days=365)]
    verdict = trust.check(
        challenge,
        answer,
        root=exchange.root.chain[0],
        lists=lists,
        hour=TODAY,
    )
    if verdict != "valid":
        raise Refused(
            f"the certificate is not accepted ({verdict}): ask the administrator for one"
        )
    session = Session(token_hex(16))
    exchange.sessions[session.token] = trust.name_of(answer.chain[0])
    return session

"""Refuse every connection and every look-up of a name that leaves this machine.

The workbook must run without a network, so its tests run without one. Python imports a module of
this name at start:
with this folder on PYTHONPATH, a notebook's kernel or a script that a test starts obeys the same
rule as the test. Sockets that C libraries or a browser open for themselves are not seen from here.

It also spares every Python of the tests two seconds: jsonschema, which pytest and Jupyter read
notebooks with, would build 38 grammars of international addresses at its import, and no schema of
a notebook asks for one.
"""

import errno
import ipaddress
import os
import socket
import sys

LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}


class NetworkRefused(OSError):
    """What a program gets here where a machine without a network would give it "Network is
    unreachable".
    """


def stays_here(host):
    """Tell whether a host, as a name or an address, is this machine: loopback, "any", or the
    machine's own name.
    """
    host = os.fsdecode(host or "").partition("%")[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host.lower() in {"", "localhost", socket.gethostname().lower()}
    return address.is_loopback or address.is_unspecified


def refuse_network(event, args):
    """Be the audit hook: raise NetworkRefused for an event that would reach another machine."""
    if event in LOOK_UPS:
        host = args[0]
    elif (
        event in SENDING
        and args[0].family in (socket.AF_INET, socket.AF_INET6)
        and args[1]
    ):
        host = args[1][0]
    else:
        return
    if not stays_here(host):
        raise NetworkRefused(
            errno.ENETUNREACH,
            f"{event} to {host!r} was refused: the workbook runs without a network. "
            "Put what is needed into data/, or stand in for it in the test",
        )


sys.addaudithook(refuse_network)
# jsonschema does without, as where it is not installed
sys.modules["rfc3987_syntax"] = None

"""Nothing in the workbook may need a network: the tests run without one, and so do the processes
they start.
"""

import socket
import subprocess
import sys

import pytest

ELSEWHERE = "192.0.2.1"  # kept for documentation by RFC 5737: no machine has it


def test_this_process_cannot_connect_elsewhere():
    """A connection to another machine is refused with the reason."""
    with (
        socket.socket() as sock,
        pytest.raises(OSError, match="runs without a network"),
    ):
        sock.connect((ELSEWHERE, 80))


@pytest.mark.parametrize(
    "look_up", [socket.gethostbyname, lambda name: socket.getaddrinfo(name, 443)]
)
def test_this_process_cannot_look_up_a_name(look_up):
    """A look-up of another machine's name is refused before it is sent."""
    with pytest.raises(OSError, match=r"example\.org.*runs without a network"):
        look_up("example.org")


def test_this_process_cannot_send_a_datagram_elsewhere():
    """UDP, which needs no connection, is refused too."""
    with (
        socket.socket(type=socket.SOCK_DGRAM) as sock,
        pytest.raises(OSError, match="runs without a network"),
    ):
        sock.sendto(b"", (ELSEWHERE, 53))


def test_this_process_can_talk_to_itself():
    """Loopback stays open: kernels and JupyterLab are reached through it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1])).close()


def test_a_child_python_cannot_connect_elsewhere():
    """A Python started by a test, as a notebook's kernel is, is refused the same way."""
    code = f"import socket; socket.create_connection(({ELSEWHERE!r}, 80))"
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8"
    )
    assert child.returncode == 1
    assert "runs without a network" in child.stderr

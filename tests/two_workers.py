"""Two Dask workers on this machine, for what compares them with a loop."""

from contextlib import contextmanager

from distributed import Client, LocalCluster

OPTIONS = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",  # any free port
    "worker_dashboard_address": "127.0.0.1:0",
    "protocol": "tcp",
}


@contextmanager
def two_workers():
    """Start a cluster of two workers and yield its executor."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, **OPTIONS) as cluster,
        Client(cluster) as client,
    ):
        yield client.get_executor()

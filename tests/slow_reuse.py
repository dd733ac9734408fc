"""Slow programs for reuse that several tests compare with."""


def slow_runs(a, b, least):
    """Every longest common run, by trying each pair of places."""
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            n = 0
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            if n >= least:
                yield i, i + n, j, j + n

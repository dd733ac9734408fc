"""Find things in texts: numbers, dates, structure, names, targets. Every finder takes documents and returns findings."""

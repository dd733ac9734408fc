"""Show findings: passages, charts and explorers, and every word of the interface."""

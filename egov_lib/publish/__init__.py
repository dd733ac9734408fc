"""Hand results on: exports, snapshots, pages."""

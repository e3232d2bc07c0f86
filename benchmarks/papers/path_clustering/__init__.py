"""How clustering of vector paths scales: paper-notes/path-clustering/paper.pdf."""

"""Measurements: each module has a `main()` that prints a table, writes results/NAME.json and says if its goals hold."""

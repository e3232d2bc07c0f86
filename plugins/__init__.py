"""MkDocs plugins of this project, each a thin adapter over a core that knows no MkDocs."""

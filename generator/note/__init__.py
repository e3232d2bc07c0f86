"""The note format: parse, render, lint. Pure: no PDF, no API, no MkDocs."""

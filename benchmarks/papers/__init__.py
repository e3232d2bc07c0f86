"""The papers of our own in paper-notes/: their sources, the scripts behind their numbers, and how they are typeset."""

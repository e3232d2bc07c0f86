"""From a PDF to a reading note: extraction, writing, the note format, and the folder that holds it all."""

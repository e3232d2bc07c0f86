"""What the commands do, without the command line: get a paper, produce its note, check it, many of them at once."""

"""Reading lists: papers in an order, with reasons, with a note or without. People write them in docs/lists/."""

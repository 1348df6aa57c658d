"""What the judge learnt: texts as pieces of words, a quick reader, and a network for what it is not sure of."""

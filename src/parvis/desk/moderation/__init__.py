"""Judgements of the engine, decisions of people, and the queue between them."""

"""Questions whose time runs out: told at 50, 75 and 100 % of it, on the page, by e-mail and to another system."""

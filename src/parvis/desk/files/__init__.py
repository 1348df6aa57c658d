"""Comments brought in from files, and everything shown taken out as files."""

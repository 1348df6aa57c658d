"""The library of approved answers: its screens, its search, and the answers it ships with."""

"""The comments this project wrote to train its judge on, and what reads them. Nothing here ships."""

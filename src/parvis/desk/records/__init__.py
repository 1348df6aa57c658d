"""What arrived, word for word; what was asked of the platforms; and the chain that proves both."""

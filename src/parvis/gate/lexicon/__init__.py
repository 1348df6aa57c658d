"""What the gate knows of French words: every form, what it may be, and which word was meant by a misspelt one."""

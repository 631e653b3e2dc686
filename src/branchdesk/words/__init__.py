"""Every Chinese sentence that more than one place uses, as named functions. Imports nothing of ours."""

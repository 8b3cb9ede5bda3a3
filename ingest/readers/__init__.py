"""Readers: every format of file becomes chunks of rows with their exact places."""

"""One value type a file: the file defines TYPE."""

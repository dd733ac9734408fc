"""Ask and check: the exercises, the answers of a student and of a class."""

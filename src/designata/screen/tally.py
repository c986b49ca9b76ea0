"""How many questions this process has answered, and how many of them had a hit."""

import threading


class Tally:
    """Counts, for any number of threads."""

    def __init__(self) -> None:
        self.questions = self.hit = 0
        self._lock = threading.Lock()

    def add(self, questions: int, hit: int) -> None:
        """Counts some more."""
        with self._lock:
            self.questions += questions
            self.hit += hit


ALL = Tally()
"""Since the process began."""

"""Who asks, and what each role may do.

A viewer asks; an analyst judges, keeps and screens files; an admin updates the lists and sees to
users.
"""

from typing import Literal

import msgspec

Role = Literal["viewer", "analyst", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "analyst", "admin")


class Who(msgspec.Struct, frozen=True):
    """Who asks."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether it is enough for what a role may do.

        >>> Who("Ann", "analyst").may("viewer"), Who("Ann", "analyst").may("admin")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)


EVERYBODY = Who("local", "admin")
"""Whoever asks where nobody must say who they are."""

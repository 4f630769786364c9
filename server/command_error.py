"""The failure of a command that its user can mend."""


class CommandError(Exception):
    """What was asked for cannot be done, said in a sentence for the person who asked; the command ends with code 2."""

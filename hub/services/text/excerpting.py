"""The beginning of a text, for lists, mails and descriptions."""


def excerpt(plain: str, length: int) -> str:
    """At most `length` characters on one line, cut between words, with an ellipsis when something is left out."""
    line = " ".join(plain[: length * 4 + 200].split())
    if len(line) <= length and len(plain) <= length * 4 + 200:
        return line
    cut = line[: length - 1]
    before, space, _ = cut.rpartition(" ")
    if space and len(before) >= length // 2 and not line[length - 1 : length].isspace():
        cut = before
    return cut.rstrip(" ,;:.،؛-–—(«") + "…"

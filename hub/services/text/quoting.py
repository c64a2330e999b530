"""The source form of a quote that remembers where it was said.

    > [Name](/forum/topics/3#post-7):
    > first line
    > second line

A blockquote whose first line is one link to an address of the hub followed by a colon, nothing else. It stays readable
as plain Markdown, in a mail or in an export.
"""


def quote(source: str, name: str, address: str) -> str:
    """The Markdown that quotes `source`, said by `name` at `address` (a path on this hub), with a blank line after.

    Quotes inside the source are left out: a quote of a quote of a quote buries the answer.
    """
    if not address.startswith("/") or any(character in address for character in ' ()<>"\n'):
        raise ValueError(f"not an address of the hub: {address!r}")
    shown = " ".join(name.replace("[", "(").replace("]", ")").split())
    lines = [line for line in source.strip().splitlines() if not line.lstrip().startswith(">")]
    while lines and not lines[0].strip():
        lines.pop(0)
    body = "\n".join(f"> {line}".rstrip() for line in lines)
    return f"> [{shown}]({address}):\n{body}\n\n"

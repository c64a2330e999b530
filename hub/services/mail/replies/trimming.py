"""What somebody wrote in a reply, without what their mail program put under it.

Programs mark what they quote in a hundred ways and no standard says how. The rules below know those of Gmail, Apple Mail,
Outlook, Thunderbird, Yahoo and their telephones in French, Arabic and English. They are shy: a line is taken for a
program's only when it carries a date or an address or stands before quoted lines, so that an author who writes
"Le ministre a écrit :" keeps that sentence. When nothing would be left, everything is.
"""

import re
import unicodedata
from collections.abc import Sequence

LONGEST_ATTRIBUTION = 4
"""Lines over which a program may break "On … wrote:"."""

_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|mailto:", re.IGNORECASE)
_DATE = re.compile(r"\b(19|20)\d\d\b|\b\d{1,2}\s?[:hH]\s?\d\d\b")
_ATTRIBUTION = re.compile(
    r"""(?:
        (?:le|on|am)\b .{3,} \b(?:a\s+écrit|écrivait|wrote|schrieb)
      | .{3,} \b(?:a\s+écrit|wrote)(?:\s+le\b.*)?
      | (?:في|بتاريخ|يوم)\s .{3,} (?:كتب|كتبت|كتبَ|تمت\s+كتابة\s+ما\s+يلي\s+بواسطة)(?:\s.*)?
      | (?:كتب|كتبت)\s .{3,}
    )\s*[:：]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATOR = re.compile(
    r"""[-_*=\s]{2,} \s*(?:
        original\s+(?:message|appointment) | forwarded\s+message
      | message\s+d['’]origine | message\s+original | courriel\s+original | message\s+(?:transféré|transmis|réexpédié)
      | الرسالة\s+الأصلية | رسالة\s+أصلية | الرسالة\s+المحولة | رسالة\s+مُ?عاد\s+توجيهها
    )\s*[-_*=\s]{2,}""",
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(r"[_-]{20,}")
_FORWARD = re.compile(
    r"(?:begin forwarded message|début du message (?:transféré|réexpédié)|بدء الرسالة المحولة)\s*:", re.IGNORECASE
)
_HEADER = re.compile(
    r"""\*?(?P<name>
        de|from|من | envoyé(?:\s+(?:le|par))?|sent|date|التاريخ|تاريخ|تم\s+الإرسال|أُ?رسلت?(?:\s+في)? | à|a|to|إلى
      | cc|cci|نسخة | objet|sujet|subject|الموضوع | reply-to|répondre\s+à | importance
    )\s*\*?\s*[:：]\*?\s*(?P<value>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM, _SUBJECT = {"de", "from", "من"}, {"objet", "sujet", "subject", "الموضوع"}
_SIGNATURE = re.compile(r"--\s?")
_DEVICE = re.compile(
    r"""(?:
        (?:envoyé|expédié)\s+(?:de|depuis|à\s+partir\s+de|avec)\s+(?:mon|ma|l['’]|mes|un|yahoo|outlook|proton|gmail|courrier|mail|canary).{0,80}
      | sent\s+(?:from|via|with|using)\s+(?:my|the|an?|yahoo|outlook|proton|gmail|mail|samsung|canary)\b.{0,80}
      | (?:get|télécharger|obtenez|obtenir|téléchargez|احصل\s+على)\s+<?outlook\b.{0,160}
      | (?:أُ?رسلت?|مُ?رسلة?|تم\s+الإرسال|أُ?رسل\s+هذا)\s+(?:من|عبر|بواسطة)\s+.{1,80}
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def trim_reply(text: str) -> str:
    """The author's own words of a mail's plain text; the whole text when nothing would be left. Lines end in \\n."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    lines = [line.rstrip() for line in whole.split("\n")]
    bare = [_unmarked(line) for line in lines]
    kept = _without_signature(_own(lines, bare))
    return _tidy(kept) or _tidy(lines)


def _own(lines: list[str], bare: list[str]) -> list[str]:
    """Everything above the place from which on the program speaks. What it quotes *above* the answer goes too; quotes that
    the author answered one by one stay, as quotes."""
    for number in range(len(bare)):
        if _begins_history(bare, number):
            return lines[:number]
        length = _attribution_length(bare, number)
        if length:
            return lines[:number] + _after_attribution(lines[number + length :], bare[number + length :])
    return lines


def _begins_history(bare: Sequence[str], number: int) -> bool:
    line = bare[number]
    if not line or len(line) > 300:
        return False
    if _RULE.fullmatch(line):
        following = next((later for later in range(number + 1, min(number + 4, len(bare))) if bare[later]), None)
        return following is not None and _is_header_block(bare, following)
    return bool(_SEPARATOR.fullmatch(line) or _FORWARD.fullmatch(line)) or _is_header_block(bare, number)


def _is_header_block(bare: Sequence[str], number: int) -> bool:
    """Outlook quotes by repeating the headers: From and, within the next lines, Subject and one more. An itinerary (De : Oujda,
    À : Rabat) has no subject."""
    first = _HEADER.fullmatch(bare[number])
    if not first or first["name"].lower() not in _FROM or not first["value"]:
        return False
    found = {match["name"].lower() for line in bare[number + 1 : number + 9] if (match := _HEADER.fullmatch(line))}
    return bool(found & _SUBJECT) and len(found) >= 2


def _attribution_length(bare: Sequence[str], number: int) -> int:
    """How many lines from here on say who wrote what follows; 0: none."""
    if not bare[number] or not any(line.endswith((":", "：")) for line in bare[number : number + LONGEST_ATTRIBUTION]):
        return 0
    joined = ""
    for length, line in enumerate(bare[number : number + LONGEST_ATTRIBUTION], 1):
        if not line or line.startswith(">"):
            return 0
        joined = f"{joined} {line}".strip()
        if len(joined) > 400:
            return 0
        if _ATTRIBUTION.fullmatch(joined):
            rest = next((line for line in bare[number + length :] if line), "")
            is_dated = bool(_DATE.search(joined))
            return length if _ADDRESS.search(joined) or rest.startswith(">") or (is_dated and not rest) else 0
    return 0


def _after_attribution(lines: list[str], bare: list[str]) -> list[str]:
    """Below "X wrote:". Only quoted lines: nothing of the author's. Otherwise the answer stands under the quote or between
    its lines."""
    position = 0
    while position < len(bare) and (not bare[position] or bare[position].startswith(">")):
        position += 1
    if not any(bare[:position]):
        return []
    answered = _without_last_quote(lines[position:])
    if any(_unmarked(line).startswith(">") for line in answered):
        return _without_last_quote(lines)
    return answered


def _without_last_quote(lines: list[str]) -> list[str]:
    """A quote at the very end answers nothing."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _unmarked(lines[end - 1]).startswith(">")):
        end -= 1
    return lines[:end]


def _without_signature(lines: list[str]) -> list[str]:
    """Usenet's "-- " and what telephones add. Only after some text, and never inside a quote."""
    has_text = False
    for number, line in enumerate(lines):
        plain = _unmarked(line)
        if has_text and (_SIGNATURE.fullmatch(plain) or _is_device(lines, number, plain)):
            return lines[:number]
        has_text = has_text or bool(plain)
    return lines


def _is_device(lines: Sequence[str], number: int, plain: str) -> bool:
    """The last words of a mail: at most one more line follows."""
    if len(plain) > 200 or not _DEVICE.fullmatch(plain):
        return False
    return sum(bool(line.strip()) for line in lines[number + 1 :]) <= 1


def _unmarked(line: str) -> str:
    return unicodedata.normalize("NFC", _MARKS.sub("", line)).strip()


def _tidy(lines: Sequence[str]) -> str:
    """Marks that programs wrap round whole lines go, at most one empty line stays between paragraphs."""
    text = "\n".join(line.strip("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff").rstrip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()

"""Names as they are searched and sorted."""

import re
import unicodedata

ARABIC_VARIANTS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


def name_key(name: str) -> str:
    """Lower case, without accents or Arabic vowel signs, Arabic letter variants unified, one space between words."""
    plain = unicodedata.normalize("NFKD", name.translate(ARABIC_VARIANTS).casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", kept)).strip()

"""Telling the language of a text."""

import pytest

from hub.services.text import detect_language


@pytest.mark.parametrize(
    ("text", "fallback", "language"),
    [
        ("Bonjour à tous, qui a un modèle de convention ?", "fr", "fr"),
        ("Merci beaucoup pour votre réponse", "ar", "fr"),
        ("Can anybody share the model of the agreement with the commune?", "fr", "en"),
        ("السلام عليكم، هل من نموذج اتفاقية؟", "fr", "ar"),
        ("INDIMAJ هو مشروع الجهات للهجرة", "fr", "ar"),
        ("INDIMAJ II / SNIA: مشروع جهة الشرق OIM ICMD", "ar", "ar"),
        ("الحكامة est le mot arabe pour gouvernance, dans le cadre de la SNIA.", "fr", "fr"),
        ("الحكامة est le mot arabe pour gouvernance, dans le cadre de la SNIA.", "ar", "fr"),
        ("Workshop sur les données : qui peut venir à la réunion de Rabat ?", "en", "fr"),
        ("OK", "ar", "ar"),
        ("merci", "ar", "ar"),
        ("Convention", "en", "en"),
        ("شكرا", "fr", "ar"),
        ("", "en", "en"),
        ("12/03 — 50 %", "ar", "ar"),
        ("```\nthe of and to in is are\n```", "fr", "fr"),
        ("> the text of the other and this\n\nOui, d’accord avec la proposition", "en", "fr"),
        ("https://example.org/the/of/and/to/in/is", "fr", "fr"),
    ],
)
def test_language(text: str, fallback: str, language: str) -> None:
    assert detect_language(text, fallback) == language

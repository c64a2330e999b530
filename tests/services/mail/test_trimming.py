"""What stays of a reply, by the programs people write with."""

import time

import pytest

from hub.services.mail.replies.trimming import trim_reply

ANSWER = "Oui, d’accord.\n\nNous l’avons fait à Oujda."
QUOTED = "> Bonjour,\n>\n> Qui l’a fait ?"

CASES = {
    "nothing to trim": (ANSWER, ANSWER),
    "Gmail fr": (
        f"{ANSWER}\n\nLe mar. 24 nov. 2026 à 10:02, Réseau des régions <\nhub@hub.example> a écrit :\n\n{QUOTED}",
        ANSWER,
    ),
    "Gmail en": (f"{ANSWER}\n\nOn Tue, Nov 24, 2026 at 10:02 AM Hub <hub@hub.example> wrote:\n\n{QUOTED}", ANSWER),
    "Gmail ar": (
        "نعم، موافقون.\n\n\u202bفي الثلاثاء، 24 نوفمبر 2026 في 10:02 ص تمت كتابة ما يلي بواسطة \u202aHub\u202c\u200f"
        " <\u202ahub@hub.example\u202c\u200f>:\u202c\n\n> مرحبا",
        "نعم، موافقون.",
    ),
    "an Arabic telephone": (
        "شكرا جزيلا\n\nبتاريخ 24 نوفمبر 2026، الساعة 10:02، كتب Hub <hub@hub.example>:\n\n> مرحبا",
        "شكرا جزيلا",
    ),
    "Apple Mail fr, three lines": (
        f"{ANSWER}\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:02, Hub <hub@hub.example> a écrit :\n> \n{QUOTED}",
        f"{ANSWER}\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 10:02, Hub <hub@hub.example> a écrit :\n>\n{QUOTED}",
    ),
    "Thunderbird fr": (f"{ANSWER}\n\nLe 24/11/2026 à 10:02, Hub a écrit :\n{QUOTED}", ANSWER),
    "no-break space before the colon": (f"{ANSWER}\n\nLe 24/11/2026 à 10:02, Hub a écrit\u00a0:\n{QUOTED}", ANSWER),
    "decomposed accents": (f"{ANSWER}\n\nLe 24/11/2026 à 10:02, Hub a e\u0301crit :\n{QUOTED}", ANSWER),
    "only a name": (f"{ANSWER}\n\nAmina Alaoui a écrit :\n{QUOTED}", ANSWER),
    "quote not marked, dated": (f"{ANSWER}\n\nOn 24/11/2026 10:02, Hub <hub@hub.example> wrote:\nHello\nWho did it?", ANSWER),
    "Outlook fr": (
        f"{ANSWER}\n\n________________________________\nDe : Hub <hub@hub.example>\nEnvoyé : mardi 24 novembre 2026 10:02\n"
        "À : Amina\nObjet : Un sujet\n\nBonjour,",
        ANSWER,
    ),
    "Outlook en": (
        f"{ANSWER}\n\nFrom: Hub <hub@hub.example>\nSent: Tuesday, 24 November 2026 10:02\nTo: Amina\nSubject: A topic\n\nHello",
        ANSWER,
    ),
    "Outlook ar": (
        "نعم\n\nمن: Hub <hub@hub.example>\nتم الإرسال: الثلاثاء، 24 نوفمبر 2026\nإلى: أمينة\nالموضوع: موضوع\n\nمرحبا",
        "نعم",
    ),
    "Outlook with bold names": (
        f"{ANSWER}\n\n*De :* Hub\n*Envoyé :* mardi 24 novembre 2026\n*À :* Amina\n*Objet :* Un sujet\n\nBonjour",
        ANSWER,
    ),
    "old Outlook": (f"{ANSWER}\n\n-----Message d'origine-----\nDe : Hub", ANSWER),
    "old Outlook, curly": (f"{ANSWER}\n\n-----Message d’origine-----\nDe : Hub", ANSWER),
    "Yahoo en": (f"{ANSWER}\n\n----- Original Message -----\nFrom: Hub", ANSWER),
    "Android fr": (f"{ANSWER}\n\n-------- Message original --------\nDe : Hub", ANSWER),
    "Arabic separator": ("نعم\n\n-----الرسالة الأصلية-----\nمن: Hub", "نعم"),
    "forwarded": (f"{ANSWER}\n\nDébut du message transféré :\n\nDe: Hub", ANSWER),
    "signature": (f"{ANSWER}\n\n-- \nAmina Alaoui\nConseil régional", ANSWER),
    "signature above the quote": (
        f"{ANSWER}\n\n-- \nAmina\n\nLe 24/11/2026 à 10:02, Hub <hub@hub.example> a écrit :\n{QUOTED}",
        ANSWER,
    ),
    "telephone fr": (f"{ANSWER}\n\nEnvoyé de mon iPhone", ANSWER),
    "telephone fr, Outlook": (f"{ANSWER}\n\nTélécharger Outlook pour Android<https://aka.ms/x>", ANSWER),
    "telephone en": (f"{ANSWER}\n\nSent from my Samsung Galaxy", ANSWER),
    "telephone en, Outlook": (f"{ANSWER}\n\nGet Outlook for iOS", ANSWER),
    "telephone ar": ("نعم\n\nأُرسلت من الـ iPhone", "نعم"),
    "answer under the quote": (f"Le 24/11/2026 à 10:02, Hub a écrit :\n{QUOTED}\n\n{ANSWER}", ANSWER),
    "answer between the lines": (
        "Le 24/11/2026 à 10:02, Hub a écrit :\n> Qui ?\n\nNous.\n\n> Où ?\n\nÀ Oujda.\n\n> Bien à vous",
        "> Qui ?\n\nNous.\n\n> Où ?\n\nÀ Oujda.",
    ),
    "words before and below the quote": (
        f"Bonjour,\n\nLe 24/11/2026 à 10:02, Hub a écrit :\n{QUOTED}\n\n{ANSWER}",
        f"Bonjour,\n\n{ANSWER}",
    ),
    # What must stay
    "somebody said": ("Le ministre a écrit :\nil faut agir vite.", "Le ministre a écrit :\nil faut agir vite."),
    "an itinerary": ("De : Oujda\nÀ : Rabat\nDate : mardi\nC’est long.", "De : Oujda\nÀ : Rabat\nDate : mardi\nC’est long."),
    "a quote of one's own at the end": ("La loi dit :\n\n> Article 3", "La loi dit :\n\n> Article 3"),
    "a rule in the text": ("Un\n\n---\n\nDeux", "Un\n\n---\n\nDeux"),
    "a line of underscores": (f"Nom : {'_' * 30}\nPrénom", f"Nom : {'_' * 30}\nPrénom"),
    "sent from, in a sentence": (
        "Sent from the regional council on Monday, the file is complete.\nIt has four parts.\nPlease read them.",
        "Sent from the regional council on Monday, the file is complete.\nIt has four parts.\nPlease read them.",
    ),
    "a dated sentence": (
        "On 24/11/2026 the minister wrote:\nwe agree.\nThat is all.",
        "On 24/11/2026 the minister wrote:\nwe agree.\nThat is all.",
    ),
    "an Arabic sentence": ("كتب الوزير:\nنحن موافقون.", "كتب الوزير:\nنحن موافقون."),
    # Nothing would be left
    "only a quote": (f"Le 24/11/2026 à 10:02, Hub a écrit :\n{QUOTED}", f"Le 24/11/2026 à 10:02, Hub a écrit :\n{QUOTED}"),
    "only a signature": ("Envoyé de mon iPhone", "Envoyé de mon iPhone"),
    "nothing": ("\n \n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_only_the_authors_words_stay(case: str) -> None:
    written, left = CASES[case]
    assert trim_reply(written) == left
    assert trim_reply(written.replace("\n", "\r\n")) == left


@pytest.mark.parametrize(
    "line", ["> " * 50, "a" * 500, "-" * 500, "Le x a écrit", "De : a", "\u202b" * 500, " " * 500 + "x"]
)
def test_any_text_is_trimmed_in_linear_time(line: str) -> None:
    """What takes 0.6 s at most would take minutes if each line looked at all others."""
    began = time.process_time()
    trim_reply(f"{line}\n" * (400_000 // (len(line) + 1)))
    assert time.process_time() - began < 6

"""The same thing in the hub's other languages, and its other names: offered as "also search", never mixed in unasked."""

from collections.abc import Sequence
from dataclasses import dataclass

from .analyser import query_keys, words
from .asking import Question

MOST = 4

_GROUPS = """
fr: migration, immigration | ar: هجرة | en: migration
fr: migrant, migrante | ar: مهاجر | en: migrant
fr: réfugié | ar: لاجئ | en: refugee
fr: asile | ar: لجوء | en: asylum
fr: région | ar: جهة | en: region
fr: régional | ar: جهوي | en: regional
fr: commune | ar: جماعة | en: municipality
fr: convention, accord | ar: اتفاقية | en: agreement
fr: partenariat | ar: شراكة | en: partnership
fr: coopération | ar: تعاون | en: cooperation
fr: intégration, insertion | ar: إدماج, اندماج | en: integration
fr: protection | ar: حماية | en: protection
fr: santé | ar: صحة | en: health
fr: éducation, scolarisation | ar: تربية, تعليم, تمدرس | en: education
fr: formation | ar: تكوين | en: training
fr: emploi, travail | ar: تشغيل, شغل, عمل | en: employment
fr: logement, hébergement | ar: سكن, إيواء | en: housing
fr: accueil | ar: استقبال | en: reception
fr: traite | ar: الاتجار بالبشر | en: trafficking
fr: gouvernance | ar: حكامة | en: governance
fr: indicateur | ar: مؤشر | en: indicator
fr: suivi, évaluation | ar: تتبع, تقييم | en: monitoring, evaluation
fr: pratique | ar: ممارسة | en: practice
fr: atelier | ar: ورشة | en: workshop
fr: réunion | ar: اجتماع | en: meeting
fr: décision | ar: قرار | en: decision
fr: stratégie | ar: استراتيجية | en: strategy
fr: association | ar: جمعية | en: association
fr: femme | ar: امرأة, نساء | en: woman
fr: mineur, enfant | ar: قاصر, طفل | en: minor, child
fr: retour | ar: عودة | en: return
fr: régularisation | ar: تسوية الوضعية | en: regularisation
fr: transfert, remises | ar: تحويلات | en: remittance
fr: diaspora | ar: جالية | en: diaspora
fr: guide | ar: دليل | en: guide
fr: charte | ar: ميثاق | en: charter
fr: budget, financement | ar: ميزانية, تمويل | en: budget, funding
"""


@dataclass(frozen=True, slots=True)
class Synonym:
    text: str
    language: str


def synonyms(question: Question) -> tuple[Synonym, ...]:
    """Other names of the one thing that was asked for, at most MOST; nothing for longer questions."""
    if len(question.groups) != 1 or question.phrases:
        return ()
    typed = question.groups[0]
    found = [group for group in _groups if not group.keys.isdisjoint(typed)]
    others = {one.text: one for group in found for one in group.names if _keys(one.text).isdisjoint(typed)}
    return tuple(others.values())[:MOST]


@dataclass(frozen=True, slots=True)
class _Group:
    names: Sequence[Synonym]
    keys: frozenset[str]


def _keys(text: str) -> frozenset[str]:
    return frozenset(key for word in words(text) for key in query_keys(word))


def _read(line: str) -> _Group:
    names = []
    for part in line.split(" | "):
        language, _, listed = part.partition(": ")
        names += [Synonym(name, language) for name in listed.split(", ")]
    return _Group(names, frozenset(key for one in names for key in _keys(one.text)))


_groups = [_read(line) for line in _GROUPS.strip().splitlines()]

"""The analyser: inflected forms find each other, different words do not."""

import pytest

from hub.services.search.analyser import MARK, analyse, is_stop, keys, query_keys, words
from tests.services.search.families import (
    ARABIC_LOOKED_AT,
    ARABIC_NEVER_LOOKED_AT,
    FRENCH_LOOKED_AT,
    FRENCH_NEVER_LOOKED_AT,
)

FRENCH = (
    "réfugié réfugiés réfugiée réfugiées refugie refugies refugiee",
    "emploi emplois", "élu élus élue élues elu elus", "loi lois", "travail travaux", "jeu jeux", "lieu lieux",
    "régional régionaux régionale régionales regional regionaux", "région régions region regions",
    "migration migrations", "migrant migrants migrante migrantes", "conseil conseils",
    "conseiller conseillers conseillère conseillères conseillere", "commune communes", "accord accords",
    "école écoles ecole ecoles", "étude études etude etudes", "hôpital hôpitaux hopital hopitaux",
    "local locaux locale locales", "social sociaux sociale sociales", "femme femmes", "enfant enfants",
    "étranger étrangers étrangère étrangères etranger etrangere", "nouveau nouveaux", "bureau bureaux",
    "réseau réseaux reseau reseaux", "activité activités activite activites", "décision décisions decision",
    "partenaire partenaires", "élaboré élaborée élaborés élaborées elabore", "formation formations",
    "œuvre œuvres oeuvre oeuvres", "outil outils", "délai délais delai", "actif actifs active actives",
    "administratif administratifs administrative administratives", "culturel culturels culturelle culturelles",
    "bon bons bonne bonnes", "ancien anciens ancienne anciennes", "marocain marocains marocaine marocaines",
    "directeur directeurs directrice directrices", "chercheur chercheurs chercheuse chercheuses",
    "nombreux nombreuse nombreuses", "bénéficiaire bénéficiaires beneficiaire", "donnée données donnee",
    "métier métiers metier", "premier premiers première premières premiere", "comité comités comite",
    "travailleur travailleurs travailleuse travailleuses", "dossier dossiers", "intégré intégrée intégrés integre",
    "subvention subventions", "portail portails", "bleu bleus bleue bleues", "inscrit inscrits inscrite inscrites",
    "demandeur demandeurs demandeuse", "signataire signataires", "municipal municipaux municipale municipales",
    "vœu vœux voeux", "créé créée créés créées cree", "matériel matériels matérielle materiel", "essai essais",
    "tribunal tribunaux", "canal canaux", "cahier cahiers", "règlement règlements reglement", "équipe équipes equipe",
    "prioritaire prioritaires", "coordinateur coordinatrice coordinateurs coordinatrices", "officiel officielle officiels",
    "pilote pilotes", "rapport rapports", "frontière frontières frontiere", "réussite réussites reussite",
)  # fmt: skip
ARABIC = (
    "جهة الجهة جهات الجهات للجهات بالجهة والجهات جهتها جهتين وجهات",
    "وثيقة الوثيقة وثائق الوثائق وثيقتها للوثائق ووثائق", "هجرة الهجرة للهجرة بالهجرة والهجرة هجرات هجرتهم هجرته",
    "مهاجر المهاجر مهاجرون مهاجرين المهاجرين مهاجرات للمهاجرين بالمهاجرين والمهاجرين مهاجرة",
    "لاجئ اللاجئ لاجئون لاجئين اللاجئين لاجئات للاجئين واللاجئين لاجئة", "مؤشر المؤشر مؤشرات المؤشرات مؤشراتها",
    "مشروع المشروع مشاريع المشاريع مشاريعها مشروعا للمشاريع", "برنامج البرنامج برامج البرامج برامجها",
    "مجلس المجلس مجالس المجالس للمجلس بمجلس", "اتفاقية الاتفاقية اتفاقيات الاتفاقيات اتفاقيتين",
    "جماعة الجماعة جماعات الجماعات جماعتها للجماعات", "وزارة الوزارة وزارات للوزارة بالوزارة ووزارة وزارتها",
    "سياسة السياسة سياسات السياسات سياستنا", "ممارسة الممارسة ممارسات الممارسات ممارساتها", "ورشة الورشة ورشات أوراش",
    "قانون القانون قوانين القوانين قانونا", "تقرير التقرير تقارير التقارير تقريرها", "حق الحق حقوق الحقوق حقوقهم",
    "امرأة المرأة نساء النساء للنساء", "طفل الطفل أطفال الأطفال", "خدمة الخدمة خدمات الخدمات خدماتها",
    "مدينة المدينة مدن المدن", "إقليم الإقليم أقاليم الأقاليم اقليم", "منظمة المنظمة منظمات المنظمات",
    "شراكة الشراكة شراكات", "تكوين التكوين تكوينات", "قرار القرار قرارات القرارات", "لجنة اللجنة لجان اللجان",
    "شريك شركاء الشركاء", "تجربة التجربة تجارب التجارب", "استراتيجية الاستراتيجية استراتيجيات",
    "جهوي الجهوي جهوية الجهوية جهويا", "مغربي المغربي مغربية مغاربة المغاربة", "مدرسة المدرسة مدارس المدارس",
    "إدماج الإدماج ادماج لإدماج بإدماج", "صحة الصحة صحية الصحية", "اجتماع الاجتماع اجتماعات", "تعاون التعاون بالتعاون",
    "أجنبي الأجنبي أجانب الأجانب أجنبية", "نموذج نماذج النماذج", "بيان البيان بيانات البيانات",
    "جمعية جمعيات الجمعيات الجمعية جمعيتنا", "مواطن مواطنون مواطنين المواطنين مواطنة", "موظف موظفون الموظفين موظفات",
    "توصية توصيات التوصيات", "نتيجة نتائج النتائج", "وكالة الوكالة وكالات", "سنة سنوات السنوات", "لغة اللغة لغات",
    "مستفيد مستفيدون المستفيدين مستفيدات", "قطاع قطاعات القطاعات", "مبادرة مبادرات المبادرات مبادرتها",
    "عائلة عائلات العائلات", "منتخب منتخبون المنتخبين", "رئيسة الرئيسة رئيسات", "عمالة العمالة عمالات",
    "مساعدة المساعدة مساعدات المساعدات", "محطة محطات المحطات", "زيارة زيارات الزيارات", "صفحة صفحات",
)  # fmt: skip
ENGLISH = (
    "agreement agreements", "policy policies", "migrant migrants", "city cities", "child children", "woman women",
    "integrate integrated integrating integrates", "country countries", "study studies", "practice practices",
    "workshop workshops", "municipality municipalities", "datum datums", "process processes", "hosted hosting hosts",
)  # fmt: skip


def recall(families: tuple[str, ...], language: str) -> tuple[float, list[tuple[str, str]]]:
    """Share of ordered pairs of one family where the first, typed, finds the second, written."""
    pairs = [
        (typed, written)
        for family in families
        for typed in family.split()
        for written in family.split()
        if typed != written
    ]
    missed = [
        (typed, written)
        for typed, written in pairs
        if set(query_keys(next(words(typed)))).isdisjoint(keys(next(words(written)), language))
    ]
    return 1 - len(missed) / len(pairs), missed


@pytest.mark.parametrize(("families", "language"), [(FRENCH, "fr"), (ARABIC, "ar"), (ENGLISH, "en")])
def test_forms_of_a_word_find_each_other(families: tuple[str, ...], language: str) -> None:
    share, missed = recall(families, language)
    assert share >= 0.97, missed


@pytest.mark.parametrize(
    ("families", "language"),
    [
        (FRENCH_LOOKED_AT, "fr"),
        (FRENCH_NEVER_LOOKED_AT, "fr"),
        (ARABIC_LOOKED_AT, "ar"),
        (ARABIC_NEVER_LOOKED_AT, "ar"),
    ],
)
def test_forms_of_words_that_nobody_thought_of_find_each_other(families: tuple[str, ...], language: str) -> None:
    share, missed = recall(families, language)
    assert share >= 0.95, missed


@pytest.mark.parametrize("families", [FRENCH, ARABIC])
def test_families_stay_apart(families: tuple[str, ...]) -> None:
    owners: dict[str, set[str]] = {}
    for family in families:
        for word in family.split():
            owners.setdefault(keys(next(words(word)), "fr")[0], set()).add(family.split()[0])
    mixed = [names for names in owners.values() if len(names) > 1]
    assert len(mixed) <= len(families) * 0.06, mixed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("L’Oriental d'aujourd'hui", ["oriental", "aujourd", "hui"]),
        ("qu’il s’agisse lorsqu'elle", ["il", "agisse", "elle"]),
        ("الهِجْرَةُ الـــدولية", ["الهجرة", "الدولية"]),
        ("٢٠٢٤ ۲۰۲۴ 2024", ["2024", "2024", "2024"]),
        ("ＡＢＣ ﻻ ﷺ", ["abc", "لا", "صلى", "الله", "عليه", "وسلم"]),
        ("a\u200bb\u202e c\u00add", ["ab", "cd"]),
        ("snake_case D-2027-03/04", ["snake", "case", "d", "2027", "03", "04"]),
        (f"{MARK}kindtopic", ["kindtopic"]),
        ("", []),
        ("\x00 ??? — «»", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert list(words(text)) == found


def test_stop_words_are_not_indexed() -> None:
    assert analyse("la région de l’Oriental et the city", "fr").main == ("region", "oriental", "city")
    assert is_stop("التي")
    assert not is_stop("جهة")


def test_numbers_are_found_with_or_without_leading_zeros() -> None:
    assert query_keys("03") == query_keys("3") == ("3",)


def test_keys_hold_only_letters_and_digits() -> None:
    terms = analyse("d'été \"quoted\" (NEAR) a:b {c} *wild* 'x' \\y | & ! <-> مرحبا! 😀 _z_ " + "é" * 500, "fr")
    assert all(key.isalnum() and len(key) <= 40 for key in (*terms.main, *terms.other))

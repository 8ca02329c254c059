"""What the commands say of files and of the store."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "rejected": "{bad} of {count} sets were rejected",
        "kept": "kept in {store}: {sets} sets, {new} of them new",
        "store": "the store lies in {store}",
        "conflicts": "Same object and epoch, different figures",
        "suspect": "Doubtful: read, but perhaps not true",
        "rejected-title": "Rejected",
        "more": "… and {count} more; --csv lists all",
        "page": "report: {file}",
        "card": "card: {file}",
        "studies": "studies: {folder}",
        "answer-one": "`visviva assess NAME` answers one of them, `visviva studies --answer` all",
        "change-it": "{file}: change it, then `visviva check {file}`",
        "good": "{file}: a good file ({kind})",
        "same-answer": "{file}: the same answer again ({kind})",
        "compiled": "compiled code lies in {folder}",
        "people": "People: {population}. Limit: 14 CFR 450.101, collective.",
    },
    "fr": {
        "rejected": "{bad} jeux sur {count} ont été rejetés",
        "kept": "gardés dans {store}\u00a0: {sets} jeux, dont {new} nouveaux",
        "store": "le dépôt se trouve dans {store}",
        "conflicts": "Mêmes objet et époque, chiffres différents",
        "suspect": "Douteux\u00a0: lus, mais peut-être faux",
        "rejected-title": "Rejetés",
        "more": "… et {count} de plus\u00a0; --csv les donne tous",
        "page": "page\u00a0: {file}",
        "card": "carte\u00a0: {file}",
        "studies": "études\u00a0: {folder}",
        "answer-one": (
            "`visviva assess NOM` répond à l’une d’elles, `visviva studies --answer` à toutes"
        ),
        "change-it": "{file}\u00a0: à modifier, puis `visviva check {file}`",
        "good": "{file}\u00a0: un bon fichier ({kind})",
        "same-answer": "{file}\u00a0: de nouveau la même réponse ({kind})",
        "compiled": "le code compilé se trouve dans {folder}",
        "people": "Population\u00a0: {population}. Limite\u00a0: 14 CFR 450.101, collective.",
    },
    "ko": {
        "rejected": "궤도 요소 {count}개 가운데 {bad}개를 받아들이지 않음",
        "kept": "{store}에 보관: 궤도 요소 {sets}개, 그 가운데 새 것 {new}개",
        "store": "저장소 위치: {store}",
        "conflicts": "물체와 원기는 같고 수치는 다름",
        "suspect": "의심스러움: 읽었으나 사실이 아닐 수 있음",
        "rejected-title": "받아들이지 않음",
        "more": "… 그 밖에 {count}개; 전부는 --csv로",
        "page": "보고서: {file}",
        "card": "카드: {file}",
        "studies": "연구: {folder}",
        "answer-one": (
            "하나에 답하려면 `visviva assess 이름`, 모두에 답하려면 `visviva studies --answer`"
        ),
        "change-it": "{file}: 고친 뒤 `visviva check {file}`",
        "good": "{file}: 올바른 파일 ({kind})",
        "same-answer": "{file}: 다시 같은 답 ({kind})",
        "compiled": "컴파일한 코드 위치: {folder}",
        "people": "인구: {population}. 한도: 14 CFR 450.101, 집단 기준.",
    },
}
SAY = speaker(TEXTS)

"""What several commands say."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "none": "none found",
        "left-out": "left out for want of room: {columns}; --csv and --json have all",
        "wrote": "visviva: wrote {file}",
        "first-rows": "the first {shown} of {count} rows; use --csv, --json or --export for all",
    },
    "fr": {
        "none": "rien de trouvé",
        "left-out": "omis faute de place : {columns} ; --csv et --json donnent tout",
        "wrote": "visviva: {file} est écrit",
        "first-rows": (
            "les {shown} premières lignes sur {count} ; --csv, --json ou --export les donnent "
            "toutes"
        ),
    },
    "ko": {
        "none": "찾은 것이 없음",
        "left-out": "자리가 모자라 뺀 열: {columns}; 전부는 --csv와 --json에 있음",
        "wrote": "visviva: {file} 파일을 썼음",
        "first-rows": "{count}행 가운데 처음 {shown}행; 전부는 --csv, --json, --export로",
    },
}
SAY = speaker(TEXTS)

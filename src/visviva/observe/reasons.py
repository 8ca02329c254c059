"""Why a view from above or below is not computed, in the languages of the program."""

from visviva.core.message import speaker

TEXTS = {
    "en": {
        "off-nadir": "an off-nadir angle of {angle}°",
        "swath": "a swath of {km} km",
        "steps": "steps of {step} s over {days} days",
        "no-cell": "no cell's middle lies in the area",
        "cells": "cells of {size}°",
        "no-rows": "a grid without rows",
        "many-cells": "{count} cells",
        "rer": "a relative edge response of {value}",
        "snr": "a signal-to-noise ratio of {value}",
        "overshoot": "an edge overshoot of {value}",
        "noise": "a noise gain of {value}",
        "high": "a sensor {angle}° high",
    },
    "fr": {
        "off-nadir": "un angle de {angle}° avec le nadir",
        "swath": "une fauchée de {km} km",
        "steps": "des pas de {step} s sur {days} jours",
        "no-cell": "aucune maille n’a son milieu dans la zone",
        "cells": "des mailles de {size}°",
        "no-rows": "une grille sans rangées",
        "many-cells": "{count} mailles",
        "rer": "une réponse relative au contour de {value}",
        "snr": "un rapport signal sur bruit de {value}",
        "overshoot": "un dépassement au contour de {value}",
        "noise": "un gain de bruit de {value}",
        "high": "un capteur à {angle}° de hauteur",
    },
    "ko": {
        "off-nadir": "천저각 {angle}°",
        "swath": "{km} km의 관측 폭",
        "steps": "{days}일에 걸친 {step}초 간격",
        "no-cell": "구역 안에 중심이 있는 격자 칸이 없음",
        "cells": "{size}° 격자 칸",
        "no-rows": "줄이 없는 격자",
        "many-cells": "격자 칸 {count}개",
        "rer": "상대 경계 응답 {value}",
        "snr": "신호 대 잡음비 {value}",
        "overshoot": "경계 초과 {value}",
        "noise": "잡음 이득 {value}",
        "high": "고도각 {angle}°의 센서",
    },
}
#: Why, as a message: ``why(key, **arguments)``.
why = speaker(TEXTS)

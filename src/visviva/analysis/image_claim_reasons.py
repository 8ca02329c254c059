"""Why a claim about a picture's time holds, does not, or cannot be told."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "open": "the elements leave {span} open",
        "open-second": "the elements leave {span} open, so the second cannot be told",
        "off": "it was not within the off-nadir limit at that second",
        "dark": "the Sun was below the horizon there",
        "edge": "only times at the edge of what the elements allow fit",
        "low-sun": "the Sun stood too low to tell",
        "fits": "it was within the off-nadir limit, in daylight, at that second",
        "reception": "a time of reception does not say when the picture was taken",
        "later": "it was launched later, at {utc}",
        "fallen": "it had fallen by {day}",
        "no-chance": "it had no chance of a picture by day in that time",
        "edge-chance": "its one chance, at {utc}, lies at the edge of that time",
        "one-chance": "it had 1 chance by day, best at {utc}",
        "chances": "it had {count} chances by day, best at {utc}",
    },
    "fr": {
        "open": "les éléments laissent {span} d’incertitude",
        "open-second": "les éléments laissent {span} d’incertitude, la seconde ne peut donc être "
        "dite",
        "off": "le satellite n’était pas dans la limite hors nadir à cette seconde",
        "dark": "le Soleil y était sous l’horizon",
        "edge": "seuls des instants à la limite de ce que permettent les éléments conviennent",
        "low-sun": "le Soleil était trop bas pour le dire",
        "fits": "le satellite était dans la limite hors nadir, de jour, à cette seconde",
        "reception": "un instant de réception ne dit pas quand l’image a été prise",
        "later": "le satellite a été lancé plus tard, le {utc}",
        "fallen": "le satellite était retombé le {day}",
        "no-chance": "le satellite n’avait aucune occasion d’image de jour dans cet intervalle",
        "edge-chance": "sa seule occasion, le {utc}, est au bord de cet intervalle",
        "one-chance": "le satellite avait 1 occasion de jour, la meilleure le {utc}",
        "chances": "le satellite avait {count} occasions de jour, la meilleure le {utc}",
    },
    "ko": {
        "open": "궤도요소로는 {span} 안쪽을 가릴 수 없다",
        "open-second": "궤도요소로는 {span} 안쪽을 가릴 수 없어 초까지는 말할 수 없다",
        "off": "그 순간 위성은 허용 연직각 밖에 있었다",
        "dark": "그곳의 해는 지평선 아래에 있었다",
        "edge": "궤도요소가 허용하는 끝의 시각만 들어맞는다",
        "low-sun": "해가 너무 낮아 가릴 수 없다",
        "fits": "그 순간 위성은 낮에 허용 연직각 안에 있었다",
        "reception": "수신 시각은 사진을 찍은 때를 말해 주지 않는다",
        "later": "위성은 그보다 늦은 {utc}에 발사되었다",
        "fallen": "위성은 {day}에 이미 떨어졌다",
        "no-chance": "그 시간에 낮 촬영 기회가 없었다",
        "edge-chance": "단 한 번의 기회({utc})가 그 시간의 끝에 걸려 있다",
        "one-chance": "낮 촬영 기회가 1회 있었고 가장 좋은 때는 {utc}",
        "chances": "낮 촬영 기회가 {count}회 있었고 가장 좋은 때는 {utc}",
    },
}
reason = speaker(TEXTS)

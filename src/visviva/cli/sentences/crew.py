"""What the commands about crews say: windows, a rendezvous, an entry, a return, an abort."""

from typing import Final

from visviva.core.message import Texts, speaker

TEXTS: Final[Texts] = {
    "en": {
        "route": "{ship} on {vehicle} from {site} {pad}",
        "no-window": "{route}: no window in the span",
        "claim-possible": "claimed lift-off possible: {reason}",
        "claim-impossible": "claimed lift-off IMPOSSIBLE: {reason}",
        "plan": "{profile}: {angle}° to close, docking {utc}",
        "cost": "{speed} m/s",
        "cost-of": "{speed} m/s of {budget} m/s that deorbit leaves",
        "cost-tanks": "{cost}, {mass} kg of propellant",
        "safe": (
            "passively safe: no missed burn brings the ship nearer than {clearance} m in two "
            "revolutions (keep-out {keep_out} m)"
        ),
        "not-safe": (
            "NOT passively safe: a missed burn brings the ship as near as {clearance} m in two "
            "revolutions (keep-out {keep_out} m)"
        ),
        "docking-sunlit": (
            "docking in sunlight, Sun {sun}° from the line of approach; heard by {heard}"
        ),
        "docking-dark": (
            "docking in the Earth's shadow, Sun {sun}° from the line of approach; heard by {heard}"
        ),
        "unheard": "no ground site of the ship's country (relay satellites only)",
        "drawn": "visviva: relative motion drawn in {file}",
        "no-plan": "{case}: no plan found",
        "case-safe": "{case}: {speed} m/s in all, docking {utc}, safe",
        "case-unsafe": "{case}: {speed} m/s in all, docking {utc}, NOT safe",
        "entry": "{case}: peak {load} g, down at {lat}, {lon} after {t} s",
        "skips": "skips: out of the air at {leaves} s, up to {apogee} km, back at {back} s",
        "load": "load: {text}",
        "heat": "heat, {model}: {peak} W/cm² at {height} km, {total} J/cm²",
        "no-heat": ("no nose_radius_m stated: heat goes with one over its root, so none is given"),
        "opportunities": (
            "landing opportunities in {zone} ({radius} km), {days} d from {start}: {count}"
        ),
        "first": "the first of them",
        "regime": "{name}: {text}",
        "regime-short": "{name}: {text}, {km} km short",
        "regime-beyond": "{name}: {text}, {km} km beyond",
        "area": ("unguided landing area (95 %): {long} by {wide} km, {share} % in the zone"),
        "aborts": "{ship} on {vehicle} from {site}: leaving the ascent",
        "leaving": "leaving at {t} s: {text}",
        "not-used": "visviva: {place}: not used: {reason}",
    },
    "fr": {
        "route": "{ship} sur {vehicle} depuis {site} {pad}",
        "no-window": "{route} : aucune fenêtre dans l’intervalle",
        "claim-possible": "décollage affirmé possible : {reason}",
        "claim-impossible": "décollage affirmé IMPOSSIBLE : {reason}",
        "plan": "{profile} : {angle}° à rattraper, amarrage {utc}",
        "cost": "{speed} m/s",
        "cost-of": "{speed} m/s sur les {budget} m/s que laisse le freinage de retour",
        "cost-tanks": "{cost}, {mass} kg d’ergols",
        "safe": (
            "sûr sans action : aucune manœuvre manquée n’amène le vaisseau à moins de {clearance} "
            "m en deux révolutions (sphère interdite : {keep_out} m)"
        ),
        "not-safe": (
            "PAS sûr sans action : une manœuvre manquée amène le vaisseau jusqu’à {clearance} m "
            "en deux révolutions (sphère interdite : {keep_out} m)"
        ),
        "docking-sunlit": (
            "amarrage au soleil, Soleil à {sun}° de la ligne d’approche ; reçu par {heard}"
        ),
        "docking-dark": (
            "amarrage dans l’ombre de la Terre, Soleil à {sun}° de la ligne d’approche ; reçu par "
            "{heard}"
        ),
        "unheard": "aucun site au sol du pays du vaisseau (satellites relais seuls)",
        "drawn": "visviva: mouvement relatif dessiné dans {file}",
        "no-plan": "{case} : aucun plan trouvé",
        "case-safe": "{case} : {speed} m/s en tout, amarrage {utc}, sûr",
        "case-unsafe": "{case} : {speed} m/s en tout, amarrage {utc}, PAS sûr",
        "entry": "{case} : {load} g au plus, au sol en {lat}, {lon} après {t} s",
        "skips": "rebondit : sort de l’air à {leaves} s, monte à {apogee} km, revient à {back} s",
        "load": "charge : {text}",
        "heat": "flux, {model} : {peak} W/cm² à {height} km, {total} J/cm²",
        "no-heat": (
            "pas de nose_radius_m : le flux va comme l’inverse de sa racine, aucun n’est donné"
        ),
        "opportunities": (
            "retours possibles dans {zone} ({radius} km), {days} j à partir du {start} : {count}"
        ),
        "first": "le premier d’entre eux",
        "regime": "{name} : {text}",
        "regime-short": "{name} : {text}, {km} km trop court",
        "regime-beyond": "{name} : {text}, {km} km trop loin",
        "area": "zone d’atterrissage non guidé (95 %) : {long} sur {wide} km, {share} % dans la "
        "zone publique",
        "aborts": "{ship} sur {vehicle} depuis {site} : quitter l’ascension",
        "leaving": "départ à {t} s : {text}",
        "not-used": "visviva: {place} : non utilisé : {reason}",
    },
    "ko": {
        "route": "{site} {pad}에서 {vehicle}에 실린 {ship}",
        "no-window": "{route}: 기간 안에 발사 시간대가 없음",
        "claim-possible": "주장된 이륙은 가능: {reason}",
        "claim-impossible": "주장된 이륙은 불가능: {reason}",
        "plan": "{profile}: 좁힐 각 {angle}°, 도킹 {utc}",
        "cost": "{speed} m/s",
        "cost-of": "{speed} m/s (궤도 이탈 몫을 빼고 {budget} m/s)",
        "cost-tanks": "{cost}, 추진제 {mass} kg",
        "safe": (
            "수동 안전: 어느 분사를 놓쳐도 두 바퀴 안에 {clearance} m보다 가까워지지 않음 (진입 "
            "금지 {keep_out} m)"
        ),
        "not-safe": (
            "수동 안전이 아님: 분사를 놓치면 두 바퀴 안에 {clearance} m까지 가까워짐 (진입 금지 "
            "{keep_out} m)"
        ),
        "docking-sunlit": "햇빛 속 도킹, 접근선에서 태양까지 {sun}°; 수신: {heard}",
        "docking-dark": "지구 그림자 속 도킹, 접근선에서 태양까지 {sun}°; 수신: {heard}",
        "unheard": "그 나라의 지상국 없음 (중계 위성뿐)",
        "drawn": "visviva: 상대 운동을 {file}에 그렸음",
        "no-plan": "{case}: 계획을 찾지 못함",
        "case-safe": "{case}: 모두 {speed} m/s, 도킹 {utc}, 안전",
        "case-unsafe": "{case}: 모두 {speed} m/s, 도킹 {utc}, 안전하지 않음",
        "entry": "{case}: 최대 {load} g, {t}초 뒤 {lat}, {lon}에 내림",
        "skips": "튀어 오름: {leaves}초에 대기를 벗어나 {apogee} km까지, {back}초에 돌아옴",
        "load": "하중: {text}",
        "heat": "가열, {model}: {height} km에서 {peak} W/cm², 모두 {total} J/cm²",
        "no-heat": "nose_radius_m이 없음: 가열은 그 제곱근에 반비례하므로 내지 않음",
        "opportunities": "{zone} ({radius} km) 착륙 기회, {start}부터 {days}일: {count}",
        "first": "그 가운데 첫 번째",
        "regime": "{name}: {text}",
        "regime-short": "{name}: {text}, {km} km 못 미침",
        "regime-beyond": "{name}: {text}, {km} km 지나침",
        "area": "유도하지 않은 착륙 구역 (95 %): {long} × {wide} km, {share} %가 착륙장 안",
        "aborts": "{site}에서 {vehicle}에 실린 {ship}: 상승 중 이탈",
        "leaving": "{t}초에 이탈: {text}",
        "not-used": "visviva: {place}: 쓰지 않음: {reason}",
    },
}
SAY = speaker(TEXTS)
_REGIMES: Final = {
    "lifting": {"fr": "avec portance", "ko": "양력 비행"},
    "ballistic": {"fr": "balistique", "ko": "탄도 비행"},
}


def regime_name(name: str) -> dict[str, str]:
    """A regime's name by language."""
    return {"en": name, **_REGIMES.get(name, {})}

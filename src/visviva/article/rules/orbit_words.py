"""Words of orbits in the four languages of articles: which one a text names."""

import re
from typing import Final

LOW: Final = re.compile(
    r"low[- ](?:Earth )?orbit|\bLEO\b|orbite (?:terrestre )?basse|저궤도|"
    r"низк\w+ (?:около\w+ )?орбит|\bНОО\b",
    re.IGNORECASE,
)
SUN: Final = re.compile(
    r"sun[- ]?synchronous|\bSSO\b|héliosynchrone|태양 ?동기|солнечно-синхронн|\bССО\b",
    re.IGNORECASE,
)
TRANSFER: Final = re.compile(
    r"(?:geostationary|geosynchronous) transfer|\bGTO\b|transfert géo(?:stationnaire|synchrone)|"
    r"천이 ?궤도|геопереходн|\bГПО\b",
    re.IGNORECASE,
)
#: A transfer to wherever it leads.
ANY_TRANSFER: Final = re.compile(r"transfer|transfert|천이|переходн", re.IGNORECASE)
GEOSTATIONARY: Final = re.compile(
    r"geostationary|\bGEO\b|géostationnaire|정지 ?궤도|геостационар|\bГСО\b", re.IGNORECASE
)
#: A length beside one of these is a height.
ANY: Final = re.compile(r"orbit|altitude|궤도|고도|орбит|высот", re.IGNORECASE)

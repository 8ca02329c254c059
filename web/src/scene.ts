/** What globe and flat map draw: degrees, kilometres, seconds; the words are finished. */
export interface Line {
  label: string;
  role: string;
  /** [longitude, latitude, altitude in km] */
  points: number[][];
}
export interface Spot {
  label: string;
  lat_deg: number;
  lon_deg: number;
}
export interface Mover {
  label: string;
  /** [seconds, longitude, latitude, altitude in km], in order of time */
  samples: number[][];
  /** Angle at the Earth's centre of what can be seen or photographed from there. */
  reach_deg?: number;
}
export interface Scene {
  lines: Line[];
  places: Spot[];
  movers: Mover[];
  /** Seconds that the clock plays. */
  span_s: number;
  events: { t_s: number; label: string }[];
}

export const EMPTY: Scene = { lines: [], places: [], movers: [], span_s: 0, events: [] };

/** Where a mover is: longitude, latitude, altitude in km. */
export function at(mover: Mover, t: number): number[] {
  const s = mover.samples;
  if (!s.length) return [0, 0, 0];
  if (t <= s[0][0]) return s[0].slice(1);
  let low = 0;
  let high = s.length - 1;
  if (t >= s[high][0]) return s[high].slice(1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (s[middle][0] <= t) low = middle;
    else high = middle;
  }
  const share = (t - s[low][0]) / (s[high][0] - s[low][0] || 1);
  const turn = ((s[high][1] - s[low][1] + 540) % 360) - 180;
  return [
    ((s[low][1] + share * turn + 540) % 360) - 180,
    s[low][2] + share * (s[high][2] - s[low][2]),
    s[low][3] + share * (s[high][3] - s[low][3]),
  ];
}

/** Ring of points at an angle from a place, degrees. */
export function ring(lon: number, lat: number, angle: number, count = 72): number[][] {
  const d = Math.PI / 180;
  const out = [];
  for (let k = 0; k <= count; k++) {
    const azimuth = (2 * Math.PI * k) / count;
    const sine =
      Math.sin(lat * d) * Math.cos(angle * d) +
      Math.cos(lat * d) * Math.sin(angle * d) * Math.cos(azimuth);
    const east = Math.atan2(
      Math.sin(azimuth) * Math.sin(angle * d) * Math.cos(lat * d),
      Math.cos(angle * d) - Math.sin(lat * d) * sine,
    );
    out.push([((lon + east / d + 540) % 360) - 180, Math.asin(sine) / d]);
  }
  return out;
}

/** Seconds as a person reads them. */
export function clock(seconds: number): string {
  const s = Math.round(seconds);
  const part = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(s / 3600);
  const days = Math.floor(hours / 24);
  const rest = `${part(hours % 24)}:${part(Math.floor(s / 60) % 60)}:${part(s % 60)}`;
  return days ? `${days} d ${rest}` : rest;
}

/** Longest label on a map, signs; the table has it whole. */
const LABEL = 30;

/** Places with labels that fit, those near to each other one below the other. */
export function labelled(places: Spot[]): (Spot & { short: string; row: number })[] {
  const rows: (Spot & { short: string; row: number })[] = [];
  for (const place of places) {
    const near = rows.filter(
      (other) =>
        Math.abs(other.lat_deg - place.lat_deg) < 6 && Math.abs(other.lon_deg - place.lon_deg) < 40,
    );
    const short = place.label.length > LABEL ? place.label.slice(0, LABEL - 1) + "…" : place.label;
    rows.push({ ...place, short, row: near.length });
  }
  return rows;
}

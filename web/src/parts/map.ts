/** The flat map: land outline, lines, areas, places and what moves, as SVG. */
import { html, svg, nothing } from "lit";
import { land } from "../api";
import { Part } from "../element";
import { at, EMPTY, labelled, ring, type Scene } from "../scene";
import { t } from "../words";

const X = (lon: number) => (lon + 180) * 3;
const Y = (lat: number) => (90 - lat) * 3;

/** Points as a path, cut where the line leaves one edge of the map and comes back on the other. */
export function path(points: number[][]): string {
  let out = "";
  let before: number[] | null = null;
  for (const [lon, lat] of points) {
    const turn = before ? lon - before[0] : 0;
    if (!before) out += `M${X(lon).toFixed(1)} ${Y(lat).toFixed(1)}`;
    else if (Math.abs(turn) > 180) {
      const edge = before[0] > 0 ? 180 : -180;
      const far = lon + 2 * edge;
      const share = far === before[0] ? 0 : (edge - before[0]) / (far - before[0]);
      const cut = before[1] + share * (lat - before[1]);
      out += `L${X(edge)} ${Y(cut).toFixed(1)}M${X(-edge)} ${Y(cut).toFixed(1)}`;
      out += `L${X(lon).toFixed(1)} ${Y(lat).toFixed(1)}`;
    } else out += `L${X(lon).toFixed(1)} ${Y(lat).toFixed(1)}`;
    before = [lon, lat];
  }
  return out;
}

let outline = "";
async function landPath(): Promise<string> {
  if (!outline) {
    const table = await land();
    outline = table.rings.map((ring: number[][]) => path(ring) + "z").join("");
  }
  return outline;
}

export class VvMap extends Part {
  static properties = { scene: { attribute: false }, time: { type: Number } };
  declare scene: Scene;
  declare time: number;
  private land = "";
  private still: unknown[] = [];
  private view = { x: 0, y: 0, w: 1080, h: 540 };

  constructor() {
    super();
    this.scene = EMPTY;
    this.time = 0;
    landPath()
      .then((text) => {
        this.land = text;
        this.requestUpdate();
      })
      .catch(() => undefined);
  }

  /** The whole world, or the part that everything lies in, where that is small. */
  private frame(): { x: number; y: number; w: number; h: number } {
    const whole = { x: 0, y: 0, w: 1080, h: 540 };
    const s = this.scene;
    const all = [...s.lines.flatMap((l) => l.points), ...s.places.map((p) => [p.lon_deg, p.lat_deg])];
    if (!all.length) return whole;
    const xs = all.map((p) => X(p[0]));
    const ys = all.map((p) => Y(p[1]));
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const w = Math.max(90, 1.4 * Math.max(right - left, 2 * (bottom - top)));
    if (w > 700) return whole;
    const x = Math.max(0, Math.min(1080 - w, (left + right - w) / 2));
    const y = Math.max(0, Math.min(540 - w / 2, (top + bottom - w / 2) / 2));
    return { x, y, w, h: w / 2 };
  }

  /** What stays while the clock runs is worked out once. */
  willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("scene")) return;
    this.view = this.frame();
    this.still = this.scene.lines.map(
      (line) =>
        svg`<path class="track ${line.role}" d=${path(line.points)}><title>${line.label}</title></path>`,
    );
  }

  render() {
    const s = this.scene;
    const f = this.view;
    const k = f.w / 1080;
    return html`<svg
      class="flat"
      style="--k: ${k.toFixed(4)}"
      viewBox="${f.x.toFixed(1)} ${f.y.toFixed(1)} ${f.w.toFixed(1)} ${f.h.toFixed(1)}"
      role="img"
      aria-label=${t("map.label", { names: s.lines.map((l) => l.label).join(", ") })}
    >
      <rect class="sea" width="1080" height="540" />
      <path class="land" d=${this.land} />
      ${[-120, -60, 0, 60, 120].map((d) => svg`<path class="grid" d="M${X(d)} 0v540" />`)}
      ${[-60, -30, 0, 30, 60].map((d) => svg`<path class="grid" d="M0 ${Y(d)}h1080" />`)}
      ${this.still}
      ${s.movers.map((mover) => {
        const [lon, lat] = at(mover, this.time);
        const reach = mover.reach_deg
          ? svg`<path class="reach" d=${path(ring(lon, lat, mover.reach_deg))} />`
          : nothing;
        return svg`${reach}<circle class="mover" cx=${X(lon)} cy=${Y(lat)} r=${7 * k} />`;
      })}
      ${labelled(s.places).map((place) => {
        const x = X(place.lon_deg);
        const left = x > f.x + 0.8 * f.w;
        return svg`<circle class="place" cx=${x} cy=${Y(place.lat_deg)} r=${4.5 * k} />
          <text class="halo place ${left ? "end" : "start"}" font-size=${17 * k} x=${x + (left ? -9 : 9) * k}
            y=${Y(place.lat_deg) + (6 + 19 * place.row) * k}>${place.short}</text>`;
      })}
    </svg>`;
  }
}
customElements.define("vv-map", VvMap);

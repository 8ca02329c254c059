/** The Moon: the road there in two frames, and how long an orbit lasts. */
import { html, nothing, svg } from "lit";
import { go, type Route } from "../address";
import { View } from "../element";
import { waiting } from "../parts/bits";
import "../parts/chart";
import "../parts/table";
import { number, t, type Lang } from "../words";

const ROADS = ["direct", "phasing", "ballistic"] as const;

export class VvMoon extends View {
  static properties = { route: { attribute: false }, lang: {}, share: { state: true } };
  declare route: Route;
  declare lang: Lang;
  declare share: number;

  constructor() {
    super();
    this.share = 1;
  }

  private submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    go("moon", "", {
      date: form.get("date"),
      road: form.getAll("road"),
      peri: form.get("peri"),
      apo: form.get("apo"),
      inc: form.get("inc"),
      days: form.get("days"),
      lang: this.route.query.get("lang"),
    });
  };

  render() {
    const q = this.route.query;
    const date = q.get("date") ?? "";
    const roads = ROADS.filter((r) => q.getAll("road").includes(r));
    const value = (key: string, other: number) => Number(q.get(key) || other);
    const target = {
      periselene_km: value("peri", 100),
      aposelene_km: value("apo", 100),
      inclination_deg: value("inc", 90),
    };
    const days = value("days", 30);
    const road = this.ask(
      "road",
      date && roads.length
        ? { command: "moon transfer", date, roads, ...target, lang: this.lang }
        : null,
    );
    const orbit = this.ask(
      "orbit",
      date ? { command: "moon orbit", date, days, ...target, lang: this.lang } : null,
    );
    const field = (name: string, label: string, shown: number, min: number, max: number) =>
      html`<label>${label}<input name=${name} type="number" min=${min} max=${max} step="any" .value=${String(shown)} /></label>`;
    return html`<h1>${t("view.moon")}</h1>
      <p class="lead">${t("moon.lead")}</p>
      <form class="ask" @submit=${this.submit}>
        <div class="row">
          <label>${t("moon.date")}<input type="date" name="date" required .value=${date || "2022-08-04"} /></label>
          ${field("peri", t("moon.peri"), target.periselene_km, 20, 20000)}
          ${field("apo", t("moon.apo"), target.aposelene_km, 20, 40000)}
          ${field("inc", t("moon.inc"), target.inclination_deg, 0, 180)}
          ${field("days", t("moon.days"), days, 0.1, 366)}
        </div>
        <fieldset>
          <legend>${t("moon.roads")}</legend>
          ${ROADS.map(
            (r) =>
              html`<label class="tick-box"
                ><input type="checkbox" name="road" value=${r} ?checked=${roads.length ? roads.includes(r) : r === "direct"} />
                ${t(`road.${r}`)}</label
              >`,
          )}
        </fieldset>
        <div class="row"><button type="submit" class="main">${t("moon.ask")}</button></div>
      </form>
      ${waiting(road, () => this.cancel("road"), () => this.again("road"))}
      ${road.job?.result ? this.roads(road.job) : nothing}
      ${waiting(orbit, () => this.cancel("orbit"), () => this.again("orbit"))}
      ${orbit.job?.result ? this.orbit(orbit.job) : nothing}`;
  }

  private roads(job: any) {
    const paths = Object.entries(job.view.paths) as [string, any[]][];
    return html`<section aria-labelledby="roads-h" data-roads=${job.result.roads.length}>
      <h2 id="roads-h">${t("moon.found")}</h2>
      <vv-table
        caption=${t("moon.found")}
        file="roads"
        .rows=${job.result.roads.map((r: any) => ({ ...r, road: t(`road.${r.road}`).split(" (")[0] }))}
        .headings=${job.view.columns}
        .keys=${["road", "tli_m_s", "loi_m_s", "days", "farthest_km", "propellant_kg", "arrival_utc", "reason"]}
      ></vv-table>
      ${paths.length
        ? html`<div class="frames">
              ${this.frame(paths, ["x_km", "y_km"], t("moon.inertial"), true)}
              ${this.frame(paths, ["turning_x_km", "turning_y_km"], t("moon.turning"), false)}
            </div>
            <label class="slide wide"
              ><span>${t("clock.time")}</span>
              <input
                type="range"
                min="0"
                max="1"
                step="0.005"
                .value=${String(this.share)}
                aria-valuetext=${this.when(paths[0][1])}
                @input=${(e: Event) => (this.share = Number((e.target as HTMLInputElement).value))}
              />
              <output>${this.when(paths[0][1])}</output>
            </label>`
        : nothing}
      ${paths.map(
        ([name, rows]) =>
          html`<details>
            <summary>${t("moon.path", { road: t(`road.${name}`) })}</summary>
            <vv-table caption=${t("moon.path", { road: t(`road.${name}`) })} file="path-${name}" .rows=${rows} .headings=${{}}></vv-table>
          </details>`,
      )}
    </section>`;
  }

  private when(rows: any[]): string {
    const row = rows[Math.round(this.share * (rows.length - 1))];
    return t("moon.before", { days: number(row.days_before_arrival, 4) });
  }

  /** A frame seen from above its x and y axes; lengths in thousands of kilometres. */
  private frame(paths: [string, any[]][], keys: string[], title: string, inertial: boolean) {
    const all = paths.flatMap(([, rows]) => rows);
    const far = Math.max(
      420e3,
      ...all.map((r) => Math.hypot(r[keys[0]], r[keys[1]])),
      ...all.map((r) => Math.hypot(r.moon_x_km, r.moon_y_km)),
    );
    const k = 250 / (1.05 * far);
    const line = (rows: any[], x: string, y: string) =>
      "M" + rows.map((r) => `${(r[x] * k).toFixed(1)} ${(-r[y] * k).toFixed(1)}`).join("L");
    const first = paths[0][1];
    const index = Math.round(this.share * (first.length - 1));
    const moon = inertial
      ? first[index]
      : { moon_x_km: Math.hypot(first[index].moon_x_km, first[index].moon_y_km, first[index].moon_z_km), moon_y_km: 0 };
    return html`<figure>
      <svg class="frame" viewBox="-250 -250 500 500" role="img" aria-label=${title}>
        <rect class="sea" x="-250" y="-250" width="500" height="500" />
        ${inertial ? svg`<path class="track target" d=${line(first, "moon_x_km", "moon_y_km")} />` : nothing}
        ${paths.map(
          ([name, rows], n) =>
            svg`<path class="track ${["orbit", "ascent", "target"][n]}" d=${line(rows, keys[0], keys[1])}><title>${t(`road.${name}`)}</title></path>`,
        )}
        <circle class="earth" r="7" />
        <text x="12" y="5" class="halo start">${t("moon.earth")}</text>
        <circle class="moon" r="5" cx=${moon.moon_x_km * k} cy=${-moon.moon_y_km * k} />
        <text class="halo ${moon.moon_x_km * k > 190 ? "end" : "start"}" x=${moon.moon_x_km * k + (moon.moon_x_km * k > 190 ? -9 : 9)} y=${-moon.moon_y_km * k + 18}>${t("moon.moon")}</text>
        ${paths.map(([, rows]) => {
          const row = rows[Math.round(this.share * (rows.length - 1))];
          return svg`<circle class="mover" r="5" cx=${row[keys[0]] * k} cy=${-row[keys[1]] * k} />`;
        })}
      </svg>
      <figcaption>${title}</figcaption>
    </figure>`;
  }

  private orbit(job: any) {
    const r = job.result;
    return html`<section aria-labelledby="orbit-h" data-lifetime=${r.lifetime_days ?? "none"}>
      <h2 id="orbit-h">${t("moon.orbit")}</h2>
      <p>
        ${r.lifetime_days === null
          ? t("moon.survives")
          : t("moon.lifetime", { days: number(r.lifetime_days, 4) })}
        ${r.upkeep_m_s_year === null ? "" : t("moon.upkeep", { value: number(r.upkeep_m_s_year, 3) })}
      </p>
      <vv-table caption=${t("moon.states")} file="states" .rows=${r.states} .headings=${job.view.columns}></vv-table>
    </section>`;
  }
}
customElements.define("vv-moon", VvMoon);

/** A launch that fails: pick the second and how, and see where the pieces come down. */
import { html, nothing } from "lit";
import { go, type Route } from "../address";
import { studies, type Question } from "../api";
import type { Failure } from "../openapi";
import { View } from "../element";
import { waiting } from "../parts/bits";
import "../parts/stage";
import "../parts/table";
import { EMPTY, type Scene } from "../scene";
import { number, t, type Lang } from "../words";
import { flightScene, flightTables } from "./flight";

const MODES: NonNullable<Failure["mode"]>[] = [
  "thrust-loss",
  "partial-thrust",
  "no-ignition",
  "wrong-ignition",
  "no-separation",
  "destruct",
  "fairing-stuck",
];

export class VvLaunch extends View {
  static properties = { route: { attribute: false }, lang: {}, rows: { state: true } };
  declare route: Route;
  declare lang: Lang;
  declare rows: any[];
  private scene: Scene = EMPTY;
  private made = "";

  constructor() {
    super();
    this.rows = [];
  }

  updated(changed: Map<string, unknown>): void {
    if (changed.has("lang")) {
      studies().then(
        (found) =>
          (this.rows = found.studies.filter((s: any) => ["mission", "failed-launch"].includes(s.kind))),
        () => undefined,
      );
    }
  }

  private submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    go("launch", String(form.get("study")), {
      mode: form.get("mode"),
      at: form.get("mode") ? form.get("at") : "",
      set: this.route.query.getAll("set"),
      lang: this.route.query.get("lang"),
    });
  };

  render() {
    const { name, query } = this.route;
    const mode = MODES.find((m) => m === query.get("mode"));
    const at = query.get("at") ?? "";
    const base = { study: name, set: query.getAll("set"), lang: this.lang };
    const question: Question | null = !name
      ? null
      : mode
        ? { command: "launch failure", ...base, mode, at_s: Number(at) }
        : { command: "launch drops", ...base };
    const wait = this.ask("fallen", question);
    const job = wait.job?.status === "done" ? wait.job : undefined;
    if (`${wait.key} ${!!job}` !== this.made) {
      this.made = `${wait.key} ${!!job}`;
      this.scene = job ? flightScene(job) : EMPTY;
    }
    return html`<h1>${t("view.launch")}</h1>
      <p class="lead">${t("launch.lead")}</p>
      <form class="ask" @submit=${this.submit}>
        <div class="row">
          <label
            >${t("view.study")}
            <select name="study" required>
              ${this.rows.map(
                (row) =>
                  html`<option value=${row.name} ?selected=${row.name === (name || "soyuz-iss")}>
                    ${row.name}
                  </option>`,
              )}
            </select></label
          >
          <label
            >${t("launch.mode")}
            <select name="mode">
              <option value="">${t("launch.none")}</option>
              ${MODES.map((m) => html`<option value=${m} ?selected=${m === mode}>${t(`mode.${m}`)}</option>`)}
            </select></label
          >
          <label
            >${t("launch.at")}
            <input name="at" type="number" min="0" max="20000" step="any" .value=${at || "120"} /></label
          >
          <button type="submit" class="main">${t("launch.ask")}</button>
        </div>
      </form>
      ${waiting(wait, () => this.cancel("fallen"), () => this.again("fallen"))}
      ${job ? this.found(job) : nothing}
      <vv-stage .scene=${this.scene}></vv-stage>
      ${job ? flightTables(job) : nothing}`;
  }

  private found(job: any) {
    const r = job.result;
    const items = r.items.map((i: any) => ({
      ...i,
      name: job.view.items[i.name] ?? i.name,
      ballistic_coefficient_kg_m2: undefined,
    }));
    return html`<section aria-labelledby="fallen-h" data-casualties=${r.casualty_expectation}>
      <h2 id="fallen-h">${t("launch.found")}</h2>
      <p>
        ${t("launch.casualties", {
          value: number(r.casualty_expectation, 2),
          limit: number(r.limit, 2),
        })}
      </p>
      <vv-table
        caption=${t("launch.found")}
        file="pieces"
        .rows=${items}
        .keys=${["name", "pieces", "mass_kg", "lat_deg", "lon_deg", "range_km", "t_s", "casualty_expectation"]}
        .headings=${{
          name: t("word.what"),
          pieces: t("word.count"),
          mass_kg: t("fact.mass"),
          lat_deg: t("word.lat"),
          lon_deg: t("word.lon"),
          range_km: t("word.range"),
          t_s: t("word.after"),
          casualty_expectation: t("word.casualties"),
        }}
      ></vv-table>
      <details>
        <summary>${t("study.method")}</summary>
        <ul lang="en">
          ${r.assumptions.map((a: string) => html`<li>${a}</li>`)}
        </ul>
      </details>
    </section>`;
  }
}
customElements.define("vv-launch", VvLaunch);

/** A study: claim, verdict, the number that decides, where it happens, and what may be changed. */
import { html, nothing } from "lit";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import { go, pack, unpack, write, type Route } from "../address";
import { choices } from "../api";
import { View } from "../element";
import { said, sign, waiting } from "../parts/bits";
import "../parts/stage";
import "../parts/table";
import { save } from "../parts/table";
import { EMPTY, type Line, type Mover, type Scene } from "../scene";
import { t, type Lang } from "../words";
import { flightScene, flightTables } from "./flight";
import { end, facts, findings, inputTable, tiles, whatif } from "./study_parts";

/** What may be changed by choice: path, its word, and the kinds of facts that it may name. */
const CHOSEN: [string, string, string[]][] = [
  ["launch.site", "site", ["site"]],
  ["launch.vehicle", "vehicle", ["vehicle"]],
  ["spacecraft.name", "ship", ["ship", "satellite"]],
  ["target.station", "station", ["station"]],
];

export class VvStudy extends View {
  static properties = { route: { attribute: false }, lang: {}, options: { state: true } };
  declare route: Route;
  declare lang: Lang;
  declare options: Record<string, { slug: string; name: string }[]> | null;
  private scene: Scene = EMPTY;
  private made = "";
  private form = "";

  constructor() {
    super();
    this.options = null;
  }

  private get settings(): string[] {
    return this.route.query.getAll("set");
  }

  /** The study file that was edited, where it was; it stands in the address whole. */
  private get toml(): string {
    const packed = this.route.query.get("toml");
    try {
      return packed ? unpack(packed) : "";
    } catch {
      return "";
    }
  }

  /** The same study with other settings, as a link. */
  private link(set: string[]): string {
    const { name, query } = this.route;
    return write("study", name, { toml: query.get("toml"), set, lang: query.get("lang") });
  }

  private edited = (event: SubmitEvent) => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get("toml") ?? "");
    go("study", "-", { toml: pack(text), lang: this.route.query.get("lang") });
  };

  private question<C extends "assess" | "assess report" | "launch drops" | "launch failure">(command: C) {
    const toml = this.toml;
    const which = toml ? { study_toml: toml } : { study: this.route.name };
    return { command, ...which, set: this.settings, lang: this.lang };
  }

  updated(changed: Map<string, unknown>): void {
    if (changed.has("lang") || !this.options) {
      choices().then(
        (found) => (this.options = found),
        () => undefined,
      );
    }
  }

  render() {
    const name = this.route.name;
    if (!name) return html`<h1>${t("view.study")}</h1><p class="told">${t("study.none")}</p>`;
    const wait = this.ask("assess", this.question("assess"));
    const view = wait.job?.view;
    const launches = view && "launch.site" in (view.study?.names ?? {});
    // A study of a failure draws that failure; any other launch draws what is planned to fall.
    const fails = view?.study?.kind === "failed-launch";
    const fallen = fails ? this.question("launch failure") : this.question("launch drops");
    const flight = this.ask("flight", launches ? fallen : null);
    const page = view?.page;
    return html`${page
        ? this.answer(page, view, flight)
        : html`<h1>${t("article.study", { name })}</h1>`}
      ${waiting(wait, () => this.cancel("assess"), () => this.again("assess"))}
      ${page ? nothing : this.stage(null, flight)}`;
  }

  private stage(view: any, flight: any) {
    const fails = view?.study?.kind === "failed-launch";
    const key = `${flight.key} ${flight.job?.status} ${!!view} ${this.lang}`;
    if (key !== this.made) {
      this.made = key;
      const base = view?.scene ?? { lines: [], places: [], movers: [] };
      const flown = flight.job?.status === "done" ? flightScene(flight.job) : EMPTY;
      this.scene = {
        ...flown,
        // The areas of a study of a failure are among its own lines already; an orbit that was
        // flown to stands in place of the circle that is drawn without a flight.
        lines: [
          ...base.lines.filter(
            (l: Line) => l.role !== "orbit" || !flown.lines.some((f) => f.role === "orbit"),
          ),
          ...flown.lines.filter((l) => !fails || l.role !== "area" || !base.lines.length),
        ],
        places: base.places.length ? base.places : flown.places,
        // A launch that was flown moves by itself; the others go once round.
        movers: flown.movers.length
          ? [...flown.movers, ...base.movers.filter((m: Mover) => !base.lines.some((l: Line) => l.role === "orbit" && l.label === m.label))]
          : base.movers,
        span_s: Math.max(flown.span_s, ...base.movers.map((m: Mover) => m.samples[m.samples.length - 1][0]), 0),
      };
    }
    const empty = view && !flight.key && !this.scene.lines.length && !this.scene.places.length;
    return empty ? nothing : html`<vv-stage .scene=${this.scene}></vv-stage>`;
  }

  private answer(page: any, view: any, flight: any) {
    const f = page.deciding;
    return html`<div class="verdict-${page.verdict}" data-verdict=${page.verdict} data-study=${page.name}>
      <p class="eyebrow">${t("study.claim")}</p>
      <h1>${said(page.claim)}</h1>
      <p class="said">${page.said}</p>
      <section class="verdict" aria-labelledby="verdict-h">
        <h2 class="eyebrow" id="verdict-h">${t("word.verdict")}</h2>
        <div class="answer">
          <p class="word">${sign(page.verdict)}${page.word}</p>
          <div class="why">
            <p class="sentence">${page.sentence.text ? said(page.sentence) : page.general}</p>
            <p class="probability">
              <span>${t("study.probability")}</span><strong>${page.probability}</strong>
              <span class="basis">${page.basis}</span>
            </p>
          </div>
        </div>
      </section>
      <section aria-labelledby="deciding-h">
        <h2 id="deciding-h">${t("study.deciding")}</h2>
        ${f ? html`<p class="lead">${said(f.question)}</p>${tiles(page, f)}` : nothing}
        ${page.margin_svg.wide
          ? html`<figure>
              ${unsafeSVG(page.margin_svg.wide)}${unsafeSVG(page.margin_svg.narrow)}
              <figcaption>${page.labels["margin.caption"]}</figcaption>
            </figure>`
          : html`<p class="empty">${t("study.nomargin")}</p>`}
      </section>
      <section aria-labelledby="map-h">
        <h2 id="map-h">${t("study.where")}</h2>
        ${this.stage(view, flight)}
        ${flight.error
          ? html`<p class="small">${t("study.noflight")} <span lang="en">${flight.error}</span></p>`
          : waiting(flight, () => this.cancel("flight"), () => this.again("flight"))}
        ${view.study?.kind === "lunar"
          ? html`<p><a href=${write("moon", "", {})}>${t("study.moon")}</a></p>`
          : nothing}
        ${flight.job?.status === "done" ? flightTables(flight.job) : nothing}
        ${facts(view)}
        ${page.moments.length
          ? html`<h3>${t("study.times")}</h3>
              <ol class="moments">
                ${page.moments.map((m: any) => html`<li><time>${m.when}</time> ${said(m.label)}</li>`)}
              </ol>`
          : nothing}
      </section>
      ${this.change(view)} ${findings(page.findings, t("study.findings"), "findings")}
      ${page.outside.length ? findings(page.outside, t("study.outside"), "outside") : nothing}
      ${whatif(page, (set) => this.link([...this.settings, set]))} ${this.inputs(page)} ${end(page)}
    </div>`;
  }

  private change(view: any) {
    const names = view.study.names;
    const set = Object.fromEntries(
      this.settings.map((s) => [s.slice(0, s.indexOf("=")), s.slice(s.indexOf("=") + 1)]),
    );
    const other = this.settings.filter(
      (s) => !CHOSEN.some(([path]) => s.startsWith(path + "=")) && !s.startsWith("spacecraft.mass_kg="),
    );
    const options = CHOSEN.filter(([path]) => names[path] && this.options);
    return html`<section aria-labelledby="change-h">
      <h2 id="change-h">${t("study.change")}</h2>
      <p class="lead">${t("study.change_lead")}</p>
      <form class="ask change" @submit=${this.changed}>
        ${options.map(([path, word, kinds]) => {
          const now = set[path] ?? names[path];
          const known = kinds.flatMap((kind) => this.options![kind] ?? []);
          // A fact of the user's own is in no list.
          const all = known.some((o) => o.slug === now) ? known : [{ slug: now, name: now }, ...known];
          return html`<label
            >${t(`fact.${word}`)}
            <select name=${path}>
              ${all.map(
                (o) => html`<option value=${o.slug} ?selected=${o.slug === now}>${o.name}</option>`,
              )}
            </select></label
          >`;
        })}
        ${"spacecraft.mass_kg" in names && names["spacecraft.name"]
          ? html`<label
              >${t("fact.mass")}
              <input
                name="spacecraft.mass_kg"
                type="number"
                min="1"
                max="500000"
                step="any"
                .value=${String(set["spacecraft.mass_kg"] ?? "")}
                placeholder=${t("fact.as_known")}
              />
            </label>`
          : nothing}
        <label
          >${t("study.set")}
          <input name="other" .value=${other.join("; ")} placeholder="launch.blind=true" />
        </label>
        <div class="row">
          <button type="submit" class="main">${t("study.ask")}</button>
          ${this.settings.length
            ? html`<a href=${this.link([])}>${t("study.reset")}</a>`
            : nothing}
        </div>
      </form>
      <details>
        <summary>${t("study.edit")}</summary>
        <form class="ask" @submit=${this.edited}>
          <label
            >${t("study.file")}
            <textarea name="toml" rows="16" spellcheck="false" maxlength="60000" .value=${view.study.toml}></textarea>
          </label>
          <div class="row"><button type="submit">${t("study.ask_file")}</button></div>
        </form>
      </details>
    </section>`;
  }

  private changed = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const names = this.waits.get("assess")?.job?.view?.study?.names ?? {};
    const shipped = this.shipped(names);
    const set: string[] = [];
    for (const [path] of CHOSEN) {
      const value = form.get(path);
      if (value && value !== shipped[path]) set.push(`${path}=${value}`);
    }
    const mass = String(form.get("spacecraft.mass_kg") ?? "");
    if (mass) set.push(`spacecraft.mass_kg=${mass}`);
    for (const one of String(form.get("other") ?? "").split(";")) {
      if (one.includes("=")) set.push(one.trim());
    }
    location.hash = this.link(set);
  };

  /** What the study itself names, before anything was set. */
  private shipped(names: Record<string, unknown>): Record<string, unknown> {
    const toml: string = this.waits.get("assess")?.job?.view?.study?.toml ?? "";
    const out = { ...names };
    for (const [path] of CHOSEN) {
      const [table, key] = path.split(".");
      const found = toml.match(new RegExp(`\\[${table}\\][^\\[]*?^${key}\\s*=\\s*"([^"]*)"`, "m"));
      if (found) out[path] = found[1];
    }
    return out;
  }

  private inputs(page: any) {
    return html`<section aria-labelledby="inputs-h">
      <h2 id="inputs-h">${t("study.inputs")}</h2>
      ${inputTable(page)}
      <p class="tools">
        <button type="button" @click=${() => this.saveJson()}>${t("study.json")}</button>
        ${(this.options?.report ?? [])
          .filter((o) => o.slug !== "json")
          .map(
            (o) =>
              html`<button type="button" @click=${() => this.wantReport(o.slug)}>
                ${t("study.report", { form: o.name })}
              </button>`,
          )}
      </p>
      ${this.report()}
    </section>`;
  }

  /** A report is worked out when it is wanted, and saved once. */
  private report() {
    const wait = this.ask(
      "report",
      this.form ? { ...this.question("assess report"), form: this.form } : null,
    );
    const found = wait.job?.status === "done" ? wait.job.result : null;
    if (found && this.form) {
      this.form = "";
      const bytes = Uint8Array.from(atob(found.base64), (c) => c.charCodeAt(0));
      save(found.name, bytes, found.media_type);
    }
    return this.form
      ? waiting(wait, () => this.wantReport(""), () => this.again("report"))
      : nothing;
  }

  private wantReport(form: string): void {
    if (!form) this.cancel("report");
    this.form = form;
    this.requestUpdate();
  }

  private saveJson(): void {
    const job = this.waits.get("assess")?.job;
    if (job?.result) save(`${this.route.name}.json`, JSON.stringify(job.result, null, 2), "application/json");
  }

}
customElements.define("vv-study", VvStudy);

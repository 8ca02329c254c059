/** A satellite by its element sets: heights with burns, passes, chances of a picture, decay. */
import { html, nothing } from "lit";
import { go, type Route } from "../address";
import { choices, stored, upload } from "../api";
import { View } from "../element";
import { waiting } from "../parts/bits";
import "../parts/chart";
import "../parts/stage";
import "../parts/table";
import { EMPTY, type Scene } from "../scene";
import { t, type Lang } from "../words";

/** The largest upload that the server takes, bytes. */
const MOST = 16_000_000;

export class VvSatellite extends View {
  static properties = { route: { attribute: false }, lang: {}, error: { state: true }, busy: { state: true }, cameras: { state: true }, kept: { state: true } };
  declare route: Route;
  declare lang: Lang;
  declare error: string;
  declare busy: boolean;
  declare cameras: { slug: string; name: string }[];
  declare kept: { object: number; name: string; epoch_utc: string }[];
  private scene: Scene = EMPTY;
  private made = "";

  constructor() {
    super();
    this.cameras = [];
    this.kept = [];
    this.error = "";
    this.busy = false;
  }

  updated(changed: Map<string, unknown>): void {
    if (!changed.has("lang")) return;
    choices().then(
      (found) => (this.cameras = found.camera ?? []),
      () => undefined,
    );
    stored().then(
      (found) => (this.kept = found),
      () => undefined,
    );
  }

  private submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const file = form.get("file") as File;
    const text = String(form.get("text") ?? "").trim();
    const q = this.route.query;
    this.error = "";
    this.busy = true;
    try {
      let key = this.route.name;
      const sent = file?.size ? file : text ? new Blob([text]) : null;
      if (sent) {
        if (sent.size > MOST) throw new Error(t("satellite.large", { most: MOST / 1e6 }));
        key = await upload(sent);
      }
      const object = String(form.get("object") ?? "");
      if (!key && !object) throw new Error(t("satellite.nothing"));
      go("satellite", key || "-", {
        object,
        site: form.get("site"),
        start: form.get("start"),
        days: form.get("days"),
        off: form.get("off"),
        camera: form.get("camera"),
        lang: q.get("lang"),
      });
    } catch (err) {
      this.error = (err as Error).message;
    }
    this.busy = false;
  };

  render() {
    const { name, query } = this.route;
    const key = /^[0-9a-f]{64}$/.test(name) ? name : null;
    const object = query.get("object") || undefined;
    const source = key || object ? { elements: key ?? undefined, object, lang: this.lang } : null;
    const site = query.get("site") || "";
    const start = query.get("start") || "";
    const days = Number(query.get("days") || 3);
    const off = Number(query.get("off") || 45);
    const camera = query.get("camera") || "";
    const dossier = this.ask("dossier", source && { command: "track dossier", ...source });
    // Without a start, what follows begins where the element sets end.
    const last = dossier.job?.result?.last_epoch_utc;
    const from = start || last;
    const ready = source && from ? { ...source, start: from } : null;
    const seen = ready && site ? { ...ready, site, days } : null;
    const where = this.ask("where", ready && { command: "observe where", ...ready, days: 0.13, step_s: 30 });
    const passes = this.ask("passes", seen && { command: "observe passes", ...seen });
    const images = this.ask(
      "images",
      seen && {
        command: "observe images",
        ...seen,
        max_off_nadir_deg: off,
        ...(camera ? { camera } : {}),
      },
    );
    return html`<h1>${t("view.satellite")}</h1>
      <p class="lead">${t("satellite.lead")}</p>
      <form class="ask" @submit=${this.submit}>
        <div class="row">
          <label>${t("satellite.file")}<input type="file" name="file" /></label>
          <label>${t("satellite.object")}<input name="object" list="stored" .value=${object ?? ""} maxlength="200" /></label>
          <datalist id="stored">
            ${this.kept.map((k) => html`<option value=${k.object}>${k.name}, ${k.epoch_utc.slice(0, 10)}</option>`)}
          </datalist>
        </div>
        <label>${t("satellite.text")}<textarea name="text" rows="3" spellcheck="false"></textarea></label>
        <div class="row">
          <label>${t("satellite.site")}<input name="site" .value=${site} placeholder="Pyongyang; 39.04,125.71" maxlength="200" /></label>
          <label>${t("satellite.start")}<input name="start" .value=${start} placeholder=${last ?? "2024-06-07"} maxlength="40" /></label>
          <label>${t("satellite.days")}<input name="days" type="number" min="0.1" max="30" step="any" .value=${String(days)} /></label>
          <label>${t("satellite.off")}<input name="off" type="number" min="1" max="80" step="any" .value=${String(off)} /></label>
          <label>${t("satellite.camera")}
            <select name="camera">
              <option value="">${t("satellite.no_camera")}</option>
              ${this.cameras.map((c) => html`<option value=${c.slug} ?selected=${c.slug === camera}>${c.name}</option>`)}
            </select></label>
          <button type="submit" class="main" ?disabled=${this.busy}>${t("satellite.ask")}</button>
        </div>
      </form>
      ${this.error ? html`<p class="told" role="alert">${this.error}</p>` : nothing}
      ${waiting(dossier, () => this.cancel("dossier"), () => this.again("dossier"))}
      ${dossier.job?.result ? this.dossier(dossier.job) : nothing} ${this.stage(where, off)}
      ${waiting(where, () => this.cancel("where"), () => this.again("where"))}
      ${where.job?.result ? this.table("where", where.job) : nothing}
      ${waiting(passes, () => this.cancel("passes"), () => this.again("passes"))}
      ${passes.job?.result ? this.table("passes", passes.job) : nothing}
      ${waiting(images, () => this.cancel("images"), () => this.again("images"))}
      ${images.job?.result ? this.table("images", images.job) : nothing}`;
  }

  private dossier(job: any) {
    const r = job.result;
    const v = job.view;
    const i = r.identity;
    return html`<section aria-labelledby="dossier-h" data-object=${r.catalog_number}>
      <h2 id="dossier-h">${r.name}</h2>
      <p class="lead">${v.summary}</p>
      ${i
        ? html`<dl class="tiles">
            <div><dt>${t("word.perigee")}</dt><dd><b>${i.perigee_km.toFixed(1)} km</b></dd></div>
            <div><dt>${t("word.apogee")}</dt><dd><b>${i.apogee_km.toFixed(1)} km</b></dd></div>
            <div><dt>${t("word.inclination")}</dt><dd><b>${i.inclination_deg.toFixed(3)}°</b></dd></div>
            ${r.decay?.decay_utc
              ? html`<div><dt>${t("satellite.decay")}</dt><dd><b>${r.decay.decay_utc.slice(0, 10)}</b><small>${(r.decay.interval_90_utc ?? []).map((x: string | null) => x?.slice(0, 10) ?? "–").join(" – ")}</small></dd></div>`
              : nothing}
          </dl>`
        : nothing}
      ${v.heights
        ? html`<h3>${t("satellite.heights")}</h3>
            <vv-chart
              label=${t("satellite.heights")}
              unit="km"
              .x=${v.heights.unix_s}
              .marks=${v.burns.map((b: any) => b.unix_s)}
              .series=${[
                { label: t("word.apogee"), values: v.heights.apogee_km, colour: "#0b62a8" },
                { label: t("word.perigee"), values: v.heights.perigee_km, colour: "#b3621e" },
              ]}
            ></vv-chart>`
        : nothing}
      ${v.decay?.unix_s.length
        ? html`<h3>${t("satellite.fan")}</h3>
            <vv-chart
              label=${t("satellite.fan")}
              unit="%"
              .x=${v.decay.unix_s}
              .series=${[
                { label: t("satellite.down"), values: v.decay.share_down.map((x: number) => 100 * x), colour: "#b3261e", dots: true },
              ]}
            ></vv-chart>`
        : nothing}
      ${r.maneuvers.length
        ? html`<vv-table
            caption=${t("satellite.burns")}
            file="maneuvers"
            .rows=${r.maneuvers}
            .headings=${v.columns}
            .keys=${["time_utc", "delta_v_m_s", "radial_m_s", "in_track_m_s", "cross_track_m_s", "confidence", "purpose"]}
          ></vv-table>`
        : html`<p class="empty">${t("satellite.noburns")}</p>`}
      ${v.heights
        ? html`<details>
            <summary>${t("satellite.heights")}</summary>
            <vv-table
              caption=${t("satellite.heights")}
              file="heights"
              .rows=${v.heights.unix_s.map((s: number, k: number) => ({
                utc: new Date(s * 1000).toISOString().slice(0, 19) + "Z",
                perigee_km: v.heights.perigee_km[k],
                apogee_km: v.heights.apogee_km[k],
              }))}
              .headings=${{ utc: "UTC", perigee_km: `${t("word.perigee")} (km)`, apogee_km: `${t("word.apogee")} (km)` }}
            ></vv-table>
          </details>`
        : nothing}
      ${r.open.map((o: any) => html`<p class="small" lang="en">${o.part}: ${o.reason}</p>`)}
    </section>`;
  }

  private stage(where: any, off: number) {
    const job = where.job?.status === "done" ? where.job : undefined;
    const mark = `${where.key} ${!!job} ${off}`;
    if (mark !== this.made) {
      this.made = mark;
      this.scene = EMPTY;
      if (job) {
        const rows: any[] = job.result.rows;
        const start = Date.parse(rows[0].utc);
        const samples = rows.map((r) => [
          (Date.parse(r.utc) - start) / 1000,
          r.lon_deg,
          r.lat_deg,
          r.altitude_km,
        ]);
        // What the camera reaches on the ground at its largest angle off the nadir.
        const ratio = (1 + rows[0].altitude_km / 6371) * Math.sin((off * Math.PI) / 180);
        const reach = ratio < 1 ? (Math.asin(ratio) * 180) / Math.PI - off : 0;
        this.scene = {
          lines: [{ label: t("satellite.track"), role: "orbit", points: samples.map((s) => s.slice(1)) }],
          places: [],
          movers: [{ label: t("satellite.object_short"), samples, reach_deg: reach > 0 ? reach : undefined }],
          span_s: samples[samples.length - 1][0],
          events: [],
        };
      }
    }
    return job ? html`<vv-stage .scene=${this.scene}></vv-stage>` : nothing;
  }

  private table(name: string, job: any) {
    const rows = job.result[job.view.rows];
    const title = t(`satellite.${name}`);
    const keys: Record<string, string[]> = {
      where: ["utc", "lat_deg", "lon_deg", "altitude_km", "sunlit"],
      passes: ["rise_utc", "peak_utc", "set_utc", "peak_elevation_deg", "sigma_s"],
      images: ["utc", "off_nadir_deg", "incidence_deg", "side", "sun_elevation_deg", "sun_azimuth_deg", ...(rows[0]?.gsd_m ? ["gsd_m", "niirs"] : [])],
    };
    return html`<section aria-label=${title} data-rows=${rows.length} data-table=${name}>
      <h2>${title}</h2>
      ${rows.length
        ? html`<vv-table caption=${title} file=${name} .rows=${rows} .headings=${job.view.columns} .keys=${keys[name]}></vv-table>`
        : html`<p class="empty">${t("table.empty")}</p>`}
    </section>`;
  }
}
customElements.define("vv-satellite", VvSatellite);

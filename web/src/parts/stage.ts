/** Globe and flat map side by side, with a clock that plays, and every fact of them in words. */
import { html, nothing } from "lit";
import { Part } from "../element";
import { at, clock, EMPTY, type Scene } from "../scene";
import { number, t } from "../words";
import "./map";

function webgl(): boolean {
  try {
    return !!document.createElement("canvas").getContext("webgl2");
  } catch {
    return false;
  }
}
const GLOBE = webgl() && !new URLSearchParams(location.search).has("flat");
/** Seconds of the flight in one second of the clock. */
const RATES = [1, 10, 60, 300, 1800];

export class VvStage extends Part {
  static properties = {
    scene: { attribute: false },
    time: { type: Number },
    playing: { state: true },
    rate: { state: true },
    ready: { state: true },
  };
  declare scene: Scene;
  declare time: number;
  declare playing: boolean;
  declare rate: number;
  declare ready: boolean;
  private frame = 0;
  private last = 0;

  constructor() {
    super();
    this.scene = EMPTY;
    this.time = 0;
    this.playing = false;
    this.rate = 60;
    this.ready = false;
  }

  connectedCallback(): void {
    super.connectedCallback();
    // The flat map is drawn first; the globe is large and comes after it.
    if (GLOBE) setTimeout(() => import("./globe").then(() => (this.ready = true), () => undefined), 50);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has("scene")) return;
    // A flight of minutes is played in half a minute, one of hours faster.
    const wanted = this.scene.span_s / 40;
    this.rate = RATES.find((r) => r >= wanted) ?? RATES[RATES.length - 1];
    this.time = Math.min(this.time, this.scene.span_s);
  }

  private play(): void {
    this.playing = !this.playing;
    if (!this.playing) return cancelAnimationFrame(this.frame);
    if (this.time >= this.scene.span_s) this.time = 0;
    this.last = performance.now();
    const step = (now: number) => {
      this.time = Math.min(this.scene.span_s, this.time + ((now - this.last) / 1000) * this.rate);
      this.last = now;
      if (this.time >= this.scene.span_s) this.playing = false;
      if (this.playing) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  render() {
    const s = this.scene;
    const legend = new Map(s.lines.map((line) => [`${line.role} ${line.label}`, line]));
    return html`<figure class="stage">
        <div class="both">
          ${this.ready ? html`<vv-globe .scene=${s} .time=${this.time}></vv-globe>` : nothing}
          <vv-map .scene=${s} .time=${this.time}></vv-map>
        </div>
        <figcaption>
          <ul class="legend">
            ${[...legend.values()].map(
              (line) =>
                html`<li>
                  <svg width="34" height="10" aria-hidden="true">
                    <line class="track ${line.role}" x1="1" x2="33" y1="5" y2="5" />
                  </svg>
                  ${line.label}
                </li>`,
            )}
          </ul>
          ${GLOBE ? nothing : html`<p>${t("globe.none")}</p>`}
        </figcaption>
      </figure>
      ${s.span_s > 0 ? this.clock() : nothing}`;
  }

  private clock() {
    const s = this.scene;
    return html`<div class="clock">
      <button type="button" @click=${() => this.play()}>
        ${this.playing ? t("clock.pause") : t("clock.play")}
      </button>
      <label class="slide"
        ><span>${t("clock.time")}</span>
        <input
          type="range"
          min="0"
          max=${Math.ceil(s.span_s)}
          step="1"
          .value=${String(Math.round(this.time))}
          aria-valuetext=${clock(this.time)}
          @input=${(e: Event) => (this.time = Number((e.target as HTMLInputElement).value))}
        />
      </label>
      <output class="now">${clock(this.time)}</output>
      <label
        >${t("clock.rate")}
        <select @change=${(e: Event) => (this.rate = Number((e.target as HTMLSelectElement).value))}>
          ${RATES.map((r) => html`<option value=${r} ?selected=${r === this.rate}>× ${r}</option>`)}
        </select>
      </label>
      <p class="position">
        ${s.movers.map((mover) => {
          const [lon, lat, km] = at(mover, this.time);
          return html`${mover.label}: ${number(lat, 4)}°, ${number(lon, 5)}°, ${number(km, 4)} km. `;
        })}
      </p>
      ${s.events.length
        ? html`<ul class="chips">
            ${s.events.map(
              (e) =>
                html`<li>
                  <button type="button" class="link" @click=${() => (this.time = e.t_s)}>
                    ${clock(e.t_s)} ${e.label}
                  </button>
                </li>`,
            )}
          </ul>`
        : nothing}
    </div>`;
  }
}
customElements.define("vv-stage", VvStage);

/** The first page: paste an article, or pick a study. */
import { html } from "lit";
import { go, write } from "../address";
import { studies } from "../api";
import { View } from "../element";
import { chip } from "../parts/bits";
import { currentLang, percent, t, type Lang } from "../words";
import { keep } from "./article";

export class VvHome extends View {
  static properties = { lang: {}, rows: { state: true }, error: { state: true } };
  declare lang: Lang;
  declare rows: any[];
  declare error: string;
  private timer = 0;

  constructor() {
    super();
    this.rows = [];
    this.error = "";
  }

  connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  updated(changed: Map<string, unknown>): void {
    if (changed.get("lang")) void this.load();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async load(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.rows = (await studies()).studies;
      this.error = "";
    } catch (err) {
      this.error = (err as Error).message;
    }
    // Verdicts come one by one while the server works them out.
    if (this.isConnected && (this.error || this.rows.some((row) => !row.verdict))) {
      this.timer = window.setTimeout(() => void this.load(), 2000);
    }
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = String(form.get("text") ?? "").trim();
    if (!text) return;
    void keep(text).then((key) => go("article", key, { date: form.get("date") }));
  }

  render() {
    return html`<h1>${t("home.title")}</h1>
      <p class="lead">${t("home.lead")}</p>
      <section aria-labelledby="article-h">
        <h2 id="article-h">${t("home.article")}</h2>
        <form class="ask" @submit=${this.submit}>
          <label>${t("article.text")}<textarea name="text" rows="6" required maxlength="200000"></textarea></label>
          <div class="row">
            <label>${t("article.date")}<input type="date" name="date" /></label>
            <button type="submit" class="main">${t("article.read")}</button>
          </div>
        </form>
      </section>
      <section aria-labelledby="studies-h">
        <h2 id="studies-h">${t("home.studies")}</h2>
        ${this.error ? html`<p class="told" role="alert">${this.error}</p>` : ""}
        <ul class="cards studies" data-count=${this.rows.length}>
          ${this.rows.map(
            (row) =>
              html`<li class="tone-${row.verdict ?? "unknown"}">
                <p class="then">
                  ${chip(row.verdict)}
                  ${row.probability === null ? "" : html`<span>${percent(row.probability)}</span>`}
                </p>
                <p class="what"><a href=${write("study", row.name, {})}>${row.claim}</a></p>
                <p class="small">${row.said_by}, <time>${row.said_on}</time></p>
              </li>`,
          )}
        </ul>
        <p class="small">${t("home.note", { lang: currentLang() })}</p>
      </section>`;
  }
}
customElements.define("vv-home", VvHome);

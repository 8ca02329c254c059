/** An article: its statements, each with what was found or why nothing can be. */
import { html, nothing } from "lit";
import { go, pack, unpack, write, type Route } from "../address";
import type { Question } from "../api";
import { View } from "../element";
import { chip, waiting } from "../parts/bits";
import { save } from "../parts/table";
import "../parts/table";
import { t, type Lang } from "../words";

/** The text stays in this browser: the address holds its hash, or the text itself where it is short. */
const SHORT = 1500;

export async function keep(text: string): Promise<string> {
  if (text.length <= SHORT) return "t" + pack(text);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const key = [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, "0")).join("");
  try {
    localStorage.setItem(`article ${key}`, text);
  } catch {
    for (const old of Object.keys(localStorage)) {
      if (old.startsWith("article ")) localStorage.removeItem(old);
    }
    localStorage.setItem(`article ${key}`, text);
  }
  return key;
}

function kept(key: string): string | null {
  try {
    return key.startsWith("t") ? unpack(key.slice(1)) : localStorage.getItem(`article ${key}`);
  } catch {
    return null;
  }
}

export class VvArticle extends View {
  static properties = { route: { attribute: false }, lang: {} };
  declare route: Route;
  declare lang: Lang;

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = String(form.get("text") ?? "").trim();
    if (text) void keep(text).then((key) => go("article", key, { date: form.get("date") }));
  }

  render() {
    const text = this.route.name ? kept(this.route.name) : null;
    const date = this.route.query.get("date");
    const question: Question | null =
      text === null ? null : { command: "read", text, ...(date ? { date } : {}), lang: this.lang };
    const wait = this.ask("read", question);
    const found = wait.job?.result;
    return html`<h1>${t("view.article")}</h1>
      ${this.route.name && text === null ? html`<p class="told" role="alert">${t("article.gone")}</p>` : ""}
      ${found ? this.dossier(found, wait.job?.view) : nothing}
      ${waiting(wait, () => this.cancel("read"), () => this.again("read"))}
      <section aria-labelledby="paste-h">
        <h2 id="paste-h">${found ? t("article.another") : t("home.article")}</h2>
        <form class="ask" @submit=${this.submit}>
          <label>${t("article.text")}<textarea name="text" rows=${found ? 3 : 10} required maxlength="200000"></textarea></label>
          <div class="row">
            <label>${t("article.date")}<input type="date" name="date" .value=${date ?? ""} /></label>
            <button type="submit" class="main">${t("article.read")}</button>
          </div>
        </form>
      </section>`;
  }

  private dossier(found: any, view: any) {
    const rows = found.claims.map((c: any) => ({ ...c, settings: c.settings.join(" "), facts: c.facts.join(" ") }));
    const studies = Object.entries(view?.studies ?? {}) as [string, string][];
    return html`<p class="lead">
        ${t("article.read_as", { language: found.language, date: found.article_date ?? "–" })}
      </p>
      <section aria-labelledby="claims-h">
        <h2 id="claims-h">${t("article.claims", { count: found.claims.length })}</h2>
        <ol class="claims">
          ${found.claims.map(
            (c: any) =>
              html`<li class="tone-${c.verdict ?? "unknown"}">
                <p class="then">
                  ${c.verdict ? chip(c.verdict) : html`<span class="tag">${t("article.unchecked")}</span>`}
                  <span class="tag">${t(`kind.${c.kind}`)}</span>
                  ${c.negated ? html`<span class="tag">${t("article.negated")}</span>` : ""}
                </p>
                <blockquote lang=${found.language}>${c.text}</blockquote>
                ${c.finding || c.why_not ? html`<p>${c.finding ?? c.why_not}</p>` : ""}
                ${c.study
                  ? html`<p class="small">
                      <a href=${write("study", c.study, { set: c.settings })}>${t("article.study", { name: c.study })}</a>
                    </p>`
                  : ""}
              </li>`,
          )}
        </ol>
        ${studies.length
          ? html`<p class="tools">
              ${studies.map(
                ([name, body]) =>
                  html`<button type="button" @click=${() => save(name, body, "text/plain")}>${name}</button>`,
              )}
            </p>`
          : ""}
        <details><summary>${t("table.show")}</summary>
          <vv-table caption=${t("article.claims", { count: rows.length })} file="claims" .rows=${rows}
            .keys=${["verdict", "kind", "text", "finding", "why_not", "study"]}
            .headings=${{ verdict: t("word.verdict"), kind: t("word.kind"), text: t("word.text"), finding: t("word.finding"), why_not: t("word.why_not"), study: t("word.study") }}></vv-table>
        </details>
      </section>`;
  }
}
customElements.define("vv-article", VvArticle);

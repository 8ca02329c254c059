/** The frame of the page: where one is, the languages, and the view of the address. */
import { html, nothing } from "lit";
import { go, read, write, type Route } from "./address";
import { Part } from "./element";
import { asLang, currentLang, LANGS, speak, t, type Lang } from "./words";

const VIEWS: Record<string, (() => Promise<unknown>) | undefined> = {
  home: () => import("./views/home"),
  study: () => import("./views/study"),
  article: () => import("./views/article"),
  satellite: () => import("./views/satellite"),
  launch: () => import("./views/launch"),
  moon: () => import("./views/moon"),
};

export class VvApp extends Part {
  static properties = { route: { state: true }, ready: { state: true }, failed: { state: true } };
  declare route: Route;
  declare ready: string;
  declare failed: boolean;

  constructor() {
    super();
    this.route = read(location.hash);
    this.ready = "";
    this.failed = false;
  }

  connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.moved);
    void this.arrive();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.moved);
  }

  private moved = () => {
    const before = this.route.view;
    this.route = read(location.hash);
    void this.arrive().then(() => {
      if (before !== this.route.view) {
        scrollTo(0, 0);
        (this.querySelector("main") as HTMLElement | null)?.focus();
      }
    });
  };

  private async arrive(): Promise<void> {
    const wanted =
      asLang(this.route.query.get("lang")) ??
      asLang(localStorage.getItem("lang")) ??
      asLang(navigator.language.slice(0, 2)) ??
      "en";
    await speak(wanted);
    const view = VIEWS[this.route.view];
    this.failed = false;
    try {
      await view?.();
    } catch {
      this.failed = true;
    }
    document.title = `${t(`view.${view ? this.route.view : "home"}`)} – visviva`;
    this.ready = `${this.route.view} ${wanted}`;
    this.requestUpdate();
  }

  private choose(lang: Lang): void {
    localStorage.setItem("lang", lang);
    const query: Record<string, unknown> = {};
    for (const key of new Set(this.route.query.keys())) query[key] = this.route.query.getAll(key);
    go(this.route.view === "home" ? "" : this.route.view, this.route.name, { ...query, lang });
  }

  private body() {
    const route = this.route;
    if (route.newer) return html`<h1>${t("error.title")}</h1><p class="told">${t("error.newer")}</p>`;
    if (this.failed) return html`<h1>${t("error.title")}</h1><p class="told">${t("error.gone")}</p>`;
    switch (route.view) {
      case "home":
        return html`<vv-home .route=${route} lang=${currentLang()}></vv-home>`;
      case "study":
        return html`<vv-study .route=${route} lang=${currentLang()}></vv-study>`;
      case "article":
        return html`<vv-article .route=${route} lang=${currentLang()}></vv-article>`;
      case "satellite":
        return html`<vv-satellite .route=${route} lang=${currentLang()}></vv-satellite>`;
      case "launch":
        return html`<vv-launch .route=${route} lang=${currentLang()}></vv-launch>`;
      case "moon":
        return html`<vv-moon .route=${route} lang=${currentLang()}></vv-moon>`;
      default:
        return html`<h1>${t("error.title")}</h1><p class="told">${t("error.view")}</p>`;
    }
  }

  render() {
    if (!this.ready) return nothing;
    const lang = currentLang();
    return html`<a class="skip" href="#main" @click=${this.skip}>${t("app.skip")}</a>
      <header class="top">
        <a class="mark" href=${write("", "", {})}>visviva</a>
        <nav aria-label=${t("app.nav")}>
          ${["home", "article", "launch", "satellite", "moon"].map(
            (view) =>
              html`<a
                href=${write(view === "home" ? "" : view, "", {})}
                aria-current=${this.route.view === view ? "page" : "false"}
                >${t(`view.${view}`)}</a
              >`,
          )}
        </nav>
        <label class="langs"
          ><span class="unseen">${t("app.language")}</span>
          <select @change=${(e: Event) => this.choose((e.target as HTMLSelectElement).value as Lang)}>
            ${Object.entries(LANGS).map(
              ([code, name]) =>
                html`<option value=${code} ?selected=${code === lang} lang=${code}>${name}</option>`,
            )}
          </select>
        </label>
      </header>
      <main id="main" tabindex="-1" data-lang=${lang}>${this.body()}</main>
      <footer><p>${t("app.footer")}</p></footer>`;
  }

  private skip = (event: Event) => {
    event.preventDefault();
    (this.querySelector("main") as HTMLElement).focus();
  };
}
customElements.define("vv-app", VvApp);

/** A table that can be copied and saved as CSV. */
import { html } from "lit";
import { Part } from "../element";
import { number, t } from "../words";

export type Row = Record<string, unknown>;

const plain = (value: unknown): string =>
  value === null || value === undefined
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** A cell of CSV; a text that a spreadsheet would run as a formula gets an apostrophe. */
export function cell(value: unknown): string {
  let text = plain(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text))) {
    text = "'" + text;
  }
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

export function csv(rows: Row[], keys: string[]): string {
  return [keys, ...rows.map((row) => keys.map((key) => row[key]))]
    .map((line) => line.map(cell).join(","))
    .join("\n");
}

export function save(name: string, text: BlobPart, type = "text/csv"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: typeof text === "string" ? `${type};charset=utf-8` : type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export class VvTable extends Part {
  static properties = {
    rows: { attribute: false },
    headings: { attribute: false },
    keys: { attribute: false },
    caption: {},
    file: {},
    all: { state: true },
  };
  declare rows: Row[];
  declare headings: Record<string, string>;
  declare keys: string[] | undefined;
  declare caption: string;
  declare file: string;
  declare all: boolean;

  constructor() {
    super();
    this.rows = [];
    this.headings = {};
    this.caption = "";
    this.file = "table";
    this.all = false;
  }

  render() {
    const keys = this.keys ?? Object.keys(this.rows[0] ?? {});
    const shown = this.all ? this.rows : this.rows.slice(0, 60);
    const numeric = new Set(keys.filter((k) => this.rows.some((r) => typeof r[k] === "number")));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("table.label", { caption: this.caption })}>
        <table>
          <caption>${this.caption}</caption>
          <thead>
            <tr>
              ${keys.map(
                (k) =>
                  html`<th scope="col" class=${numeric.has(k) ? "n" : ""}>${this.headings[k] ?? k}</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (row) =>
                html`<tr>
                  ${keys.map((k) =>
                    typeof row[k] === "number"
                      ? html`<td class="n">${/^(tdb|catalog_number)$/.test(k) ? row[k] : number(row[k])}</td>`
                      : html`<td>${plain(row[k]) || "–"}</td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="tools">
        ${shown.length < this.rows.length
          ? html`<button type="button" @click=${() => (this.all = true)}>
              ${t("table.all", { count: this.rows.length })}
            </button>`
          : ""}
        <button
          type="button"
          @click=${() => save(`${this.file}.csv`, csv(this.rows, Object.keys(this.rows[0] ?? {})))}
        >
          ${t("table.csv")}
        </button>
      </p>`;
  }
}
customElements.define("vv-table", VvTable);

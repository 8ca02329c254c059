/** The parts of a study's page that only show: figures, findings, changes, inputs, the end. */
import { html, nothing } from "lit";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import { chip, linked, said } from "../parts/bits";
import "../parts/table";
import { t } from "../words";

/** The deciding figure, its limit and the margin between them. */
export function tiles(page: any, f: any) {
  const tile = (label: string, value: string, small: string, accent = false) =>
    value
      ? html`<div class=${accent ? "accent" : ""}>
          <dt>${label}</dt>
          <dd><b>${value}</b>${small ? html`<small>${small}</small>` : nothing}</dd>
        </div>`
      : nothing;
  return html`<dl class="tiles">
    ${tile(t("word.value"), f.value, f.interval_phrase, page.margin_is_value)}
    ${tile(t("word.limit"), f.limit, "")}
    ${page.margin_is_value ? nothing : tile(t("word.margin"), page.margin, page.margin_interval, true)}
  </dl>`;
}

/** What globe and map show, in words. */
export function facts(view: any) {
  const rows = [
    ...view.scene.places.map((p: any) => ({ what: p.label, lat: p.lat_deg, lon: p.lon_deg })),
    ...view.scene.lines.map((l: any) => ({
      what: l.label,
      lat: Math.max(...l.points.map((p: number[]) => p[1])),
      lon: l.points[0]?.[0],
    })),
  ];
  return rows.length
    ? html`<details>
        <summary>${t("study.facts")}</summary>
        <vv-table
          caption=${t("study.facts")}
          file="map"
          .rows=${rows}
          .headings=${{ what: t("word.what"), lat: t("word.northmost"), lon: t("word.lon") }}
        ></vv-table>
      </details>`
    : nothing;
}

/** One article a finding: question, verdict, figure, table, method. */
export function findings(list: any[], heading: string, id: string) {
  return html`<section class=${id} aria-labelledby="${id}-h">
    <h2 id="${id}-h">${heading}</h2>
    ${list.map(
      (f) =>
        html`<article class="finding tone-${f.verdict}" id="f-${f.id}">
          <header>
            <h3>${said(f.question)}</h3>
            <p class="marks">
              ${chip(f.verdict, f.word)}
              ${f.decides ? html`<span class="tag decides">${t("study.decides")}</span>` : nothing}
            </p>
          </header>
          <p class="summary">${said(f.summary)}</p>
          ${f.value
            ? html`<div class="held">
                <dl>
                  <div><dt>${t("word.value")}</dt><dd><b>${f.value}</b></dd></div>
                  ${f.interval ? html`<div><dt>${t("word.interval")}</dt><dd>${f.interval}</dd></div>` : nothing}
                  ${f.limit_phrase ? html`<div><dt>${t("word.limit")}</dt><dd>${f.limit_phrase}</dd></div>` : nothing}
                </dl>
                ${f.svg ? unsafeSVG(f.svg) : nothing}
              </div>`
            : nothing}
          ${f.rows.length
            ? html`<vv-table
                caption=${f.question.text}
                file=${f.id}
                .keys=${f.columns.map((c: any) => c.key)}
                .headings=${Object.fromEntries(f.columns.map((c: any) => [c.key, c.heading]))}
                .rows=${f.rows.map((row: string[]) =>
                  Object.fromEntries(f.columns.map((c: any, k: number) => [c.key, row[k]])),
                )}
              ></vv-table>`
            : nothing}
          <details>
            <summary>${t("study.method")}</summary>
            <p>${said(f.method)}</p>
            ${f.sources.length
              ? html`<ul>
                  ${f.sources.map((s: any) => html`<li>${s.quoted ? html`<span lang="en">${linked(s.text)}</span>` : linked(s.text)}</li>`)}
                </ul>`
              : nothing}
          </details>
        </article>`,
    )}
  </section>`;
}

/** Changes that turn the verdict, then those that leave it. */
export function whatif(page: any, link: (set: string) => string) {
  const rows = [...page.turning, ...page.staying];
  if (!rows.length) return nothing;
  return html`<section aria-labelledby="changes-h">
    <h2 id="changes-h">${t("study.whatif")}</h2>
    <ul class="cards">
      ${rows.map(
        (c: any) =>
          html`<li class="tone-${c.verdict}">
            <p class="what">
              ${c.label}
              <a href=${link(`${c.path}=${c.value}`)}
                ><b>${c.value}</b></a
              >
            </p>
            <p class="then">${chip(c.verdict, c.word)} <span>${c.chance}</span></p>
            <p class="small">${said(c.summary)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The command again, notes and warnings. */
export function end(page: any) {
  return html`<section aria-labelledby="again-h">
    <h2 id="again-h">${t("study.reproduce")}</h2>
    <pre class="command" tabindex="0">${page.reproduce}</pre>
    ${page.notes.length
      ? html`<h3>${t("study.notes")}</h3>
          <ul class="plain">${page.notes.map((n: any) => html`<li>${said(n)}</li>`)}</ul>`
      : nothing}
    ${page.warnings.length
      ? html`<div class="warnings">
          <h3>${t("study.warnings")}</h3>
          <ul class="plain">${page.warnings.map((n: any) => html`<li>${said(n)}</li>`)}</ul>
        </div>`
      : nothing}
    <p class="small">${page.labels["map.caption"]} ${page.labels["footer.coast"]}</p>
  </section>`;
}

/** Every figure that went in, with its spread and source. */
export function inputTable(page: any) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("table.label", { caption: t("study.inputs") })}>
  <table class="inputs">
    <thead>
      <tr>
        ${["what", "value", "spread", "how", "source", "date"].map(
          (k) => html`<th scope="col">${t(`word.${k}`)}</th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${page.inputs.map(
        (i: any) =>
          html`<tr class=${i.overridden ? "overridden" : ""}>
            <th scope="row">
              ${i.label} <code>${i.path}</code>
              ${i.overridden ? html`<span class="tag over">${t("study.set_by_you")}</span>` : nothing}
            </th>
            <td data-label=${t("word.value")}>${i.value}</td>
            <td data-label=${t("word.spread")}>${i.spread || "–"}</td>
            <td data-label=${t("word.how")}>${i.how}</td>
            <td data-label=${t("word.source")} class="source">
              ${i.source.quoted ? html`<span lang="en">${linked(i.source.text)}</span>` : linked(i.source.text)}
            </td>
            <td data-label=${t("word.date")} class="date">${i.as_of}</td>
          </tr>`,
      )}
    </tbody>
  </table>
</div>`;
}

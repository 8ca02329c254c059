/** Small parts that several views show. */
import { html, nothing, type TemplateResult } from "lit";
import { unsafeSVG } from "lit/directives/unsafe-svg.js";
import type { Waiting } from "../element";
import { percent, t } from "../words";

const SIGNS: Record<string, string> = {
  yes: '<path d="M4.5 12.5l5 5 10-11"/>',
  no: '<path d="M5.5 5.5l13 13M18.5 5.5l-13 13"/>',
  marginal: '<path d="M4 10c3-4 5.5-4 8-1.5s5 2.5 8-1.5M4 17c3-4 5.5-4 8-1.5s5 2.5 8-1.5"/>',
  unknown: '<path d="M8 8.5a4 4 0 1 1 5.8 3.6c-1.3.7-1.8 1.4-1.8 2.9M12 19v.4"/>',
};

export function sign(verdict: string): TemplateResult {
  return html`<svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
    ${unsafeSVG(SIGNS[verdict] ?? SIGNS.unknown)}
  </svg>`;
}

export function chip(verdict: string | null, word?: string): TemplateResult {
  if (!verdict) return html`<span class="chip tone-unknown">${t("verdict.pending")}</span>`;
  return html`<span class="chip tone-${verdict}">${sign(verdict)}${word ?? t(`verdict.${verdict}`)}</span>`;
}

export interface Said {
  text: string;
  quoted: boolean;
}

/** A finished text; one that stays in English says so to a screen reader. */
export function said(line: Said | null | undefined): TemplateResult | string {
  if (!line || !line.text) return "";
  return line.quoted ? html`<span lang="en">${line.text}</span>` : line.text;
}

/** A text whose web addresses are links. */
export function linked(text: string): (TemplateResult | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/)
    .map((part) =>
      /^https?:\/\//.test(part)
        ? html`<a href=${part} rel="noopener noreferrer" target="_blank">${part}</a>`
        : part,
    );
}

/** Progress of a question, or why it has no answer; nothing once it is answered. */
export function waiting(
  wait: Waiting | undefined,
  cancel: () => void,
  again: () => void,
): TemplateResult | typeof nothing {
  if (!wait || !wait.key) return nothing;
  const job = wait.job;
  if (wait.error) {
    return html`<div class="told" role="alert">
      <p>${wait.error}</p>
      <button type="button" @click=${again}>${t("job.again")}</button>
    </div>`;
  }
  if (job?.status === "cancelled") {
    return html`<div class="told" role="status">
      <p>${t("job.cancelled")}</p>
      <button type="button" @click=${again}>${t("job.again")}</button>
    </div>`;
  }
  if (job?.status === "done") return nothing;
  const share = job?.progress ?? 0;
  return html`<div class="told">
    <p role="status">
      ${job?.status === "running" ? t("job.running") : t("job.queued")} ${share ? percent(share) : ""}
    </p>
    <progress max="1" .value=${share} aria-label=${t("job.progress")}></progress>
    <button type="button" @click=${cancel}>${t("job.cancel")}</button>
  </div>`;
}

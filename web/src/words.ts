/** The page's own words; sentences about answers come finished from the server. */
import en from "../messages/en.json";

export type Lang = "en" | "fr" | "ko";
export const LANGS: Record<Lang, string> = { en: "English", fr: "Français", ko: "한국어" };

type Words = Record<string, string>;
let words: Words = en;
let lang: Lang = "en";

export function currentLang(): Lang {
  return lang;
}

export function asLang(text: string | null): Lang | null {
  return text && text in LANGS ? (text as Lang) : null;
}

export async function speak(wanted: Lang): Promise<void> {
  if (wanted === "fr") words = (await import("../messages/fr.json")).default;
  else if (wanted === "ko") words = (await import("../messages/ko.json")).default;
  else words = en;
  lang = wanted;
  document.documentElement.lang = wanted;
}

/** A message with its `{placeholders}` filled. */
export function t(key: string, fields: Record<string, unknown> = {}): string {
  const text = words[key] ?? (en as Words)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(fields[name] ?? whole));
}

export function number(value: unknown, digits = 6): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return value == null ? "–" : String(value);
  const absolute = Math.abs(value);
  if (absolute !== 0 && (absolute < 1e-4 || absolute >= 1e9)) {
    return value.toExponential(2).replace("-", "−");
  }
  return new Intl.NumberFormat(lang, { maximumSignificantDigits: digits })
    .format(value)
    .replace("-", "−");
}

export function percent(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 1 }).format(value);
}

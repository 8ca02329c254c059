/** The whole state of a view stands in the address, so that every view has a link that lasts. */

/** Version of the links that this page makes and reads. */
export const LINK = 1;

export interface Route {
  view: string;
  name: string;
  query: URLSearchParams;
  /** The link was made by a newer page. */
  newer: boolean;
}

/** `#/study/soyuz-iss?set=launch.site%3Djiuquan&v=1` as a route. */
export function read(hash: string): Route {
  const text = hash.replace(/^#\/?/, "");
  const cut = text.indexOf("?");
  const path = cut < 0 ? text : text.slice(0, cut);
  const query = new URLSearchParams(cut < 0 ? "" : text.slice(cut + 1));
  const [view, name] = path.split("/").map((part) => safe(part));
  const version = Number(query.get("v") ?? LINK);
  return {
    view: view || "home",
    name: name ?? "",
    query,
    newer: !Number.isInteger(version) || version > LINK,
  };
}

function safe(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A route as the part of the address behind `#`. */
export function write(view: string, name: string, query: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") out.append(key, String(one));
    }
  }
  out.set("v", String(LINK));
  const path = [view, name].filter(Boolean).map(encodeURIComponent).join("/");
  return `#/${path}?${out}`;
}

export function go(view: string, name: string, query: Record<string, unknown>): void {
  location.hash = write(view, name, query);
}

/** A text as a part of an address, and back. */
export function pack(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let out = "";
  for (const b of bytes) out += String.fromCharCode(b);
  return btoa(out).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function unpack(text: string): string {
  const bytes = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
}

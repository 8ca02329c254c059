/** A launch as a scene: the way up, the orbit after it, and where its pieces come down. */
import { html } from "lit";
import type { Job } from "../api";
import "../parts/table";
import type { Scene } from "../scene";
import { number, t } from "../words";

/** Areas of these shares of the falls are drawn. */
const SHARES = [0.5, 0.97];

export function flightScene(job: Job): Scene {
  const rows: any[] = job.view.path.rows;
  const insertion = job.view.path.insertion_s;
  const failed = job.result.mode !== "none" ? job.result.at_s : null;
  const end = failed ?? Infinity;
  const point = (r: any) => [r.lon_deg, r.lat_deg, r.altitude_km];
  const flown = rows.filter((r) => r.t_s <= end);
  const up = flown.filter((r) => r.t_s <= insertion).map(point);
  const lines = [{ label: t("flight.ascent"), role: "ascent", points: up }];
  if (failed === null) {
    const after = rows.filter((r) => r.t_s >= insertion).map(point);
    if (after.length > 1) lines.push({ label: t("flight.orbit"), role: "orbit", points: after });
  }
  const impacts = job.result.instantaneous_impact.filter((r: any) => r.t_s <= end);
  if (impacts.length > 1) {
    lines.push({
      label: t("flight.impact"),
      role: "impact",
      points: impacts.map((r: any) => [r.lon_deg, r.lat_deg, 0]),
    });
  }
  for (const area of job.result.areas) {
    if (!SHARES.includes(area.probability)) continue;
    const ring = area.polygon.map(([lat, lon]: number[]) => [lon, lat, 0]);
    lines.push({
      label: t("flight.area", { item: job.view.items[area.item] ?? area.item, share: number(100 * area.probability, 3) }),
      role: "area",
      points: [...ring, ring[0]],
    });
  }
  return {
    lines,
    places: [{ label: t("flight.pad"), ...job.view.pad }],
    movers: [
      {
        label: t("flight.vehicle"),
        samples: flown.map((r) => [r.t_s, ...point(r)]),
      },
    ],
    span_s: flown.length ? flown[flown.length - 1].t_s : 0,
    events: job.view.events.filter((e: any) => e.t_s <= end),
  };
}

export function flightTables(job: Job) {
  const headings = job.view.columns;
  return html`<details>
      <summary>${t("flight.areas_table")}</summary>
      <vv-table
        caption=${t("flight.areas_table")}
        file="areas"
        .rows=${job.result.areas.map((a: any) => ({ ...a, item: job.view.items[a.item] ?? a.item }))}
        .headings=${headings}
        .keys=${["item", "probability", "center", "semi_major_km", "semi_minor_km", "area_km2"]}
      ></vv-table>
    </details>
    <details>
      <summary>${t("flight.path_table")}</summary>
      <vv-table
        caption=${t("flight.path_table")}
        file="path"
        .rows=${job.view.path.rows}
        .headings=${headings}
      ></vv-table>
    </details>`;
}

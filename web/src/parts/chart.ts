/** Series against time, drawn by uPlot. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { html } from "lit";
import { Part } from "../element";

export interface Series {
  label: string;
  values: (number | null)[];
  colour: string;
  dots?: boolean;
}

export class VvChart extends Part {
  static properties = {
    x: { attribute: false },
    series: { attribute: false },
    marks: { attribute: false },
    label: {},
    unit: {},
  };
  declare x: number[];
  declare series: Series[];
  declare marks: number[];
  declare label: string;
  declare unit: string;
  private plot?: uPlot;
  private watcher?: ResizeObserver;

  constructor() {
    super();
    this.x = [];
    this.series = [];
    this.marks = [];
    this.label = "";
    this.unit = "";
  }

  render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }

  updated(): void {
    this.plot?.destroy();
    const box = this.querySelector(".chart") as HTMLElement;
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue("--soft").trim() || "#59616b";
    const line = style.getPropertyValue("--line").trim() || "#dfe1e4";
    const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
    const marks = this.marks;
    this.plot = new uPlot(
      {
        width: Math.max(280, box.clientWidth),
        height: 260,
        cursor: { y: false },
        scales: { x: { time: true } },
        tzDate: (ts) => uPlot.tzDate(new Date(ts * 1e3), "Etc/UTC"),
        axes: [axis, { ...axis, label: this.unit, size: 70 }],
        series: [
          {},
          ...this.series.map((s) => ({
            label: s.label,
            stroke: s.colour,
            width: 1.5,
            points: { show: !!s.dots, size: 5 },
          })),
        ],
        hooks: {
          draw: [
            (u) => {
              u.ctx.save();
              u.ctx.strokeStyle = style.getPropertyValue("--no").trim() || "#b3261e";
              u.ctx.globalAlpha = 0.55;
              for (const mark of marks) {
                const x = u.valToPos(mark, "x", true);
                u.ctx.beginPath();
                u.ctx.moveTo(x, u.bbox.top);
                u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
                u.ctx.stroke();
              }
              u.ctx.restore();
            },
          ],
        },
      },
      [this.x, ...this.series.map((s) => s.values)] as uPlot.AlignedData,
      box,
    );
    this.watcher ??= new ResizeObserver(() =>
      this.plot?.setSize({ width: Math.max(280, box.clientWidth), height: 260 }),
    );
    this.watcher.observe(box);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
    this.plot?.destroy();
  }
}
customElements.define("vv-chart", VvChart);

/** The globe: CesiumJS with its own picture of the Earth, and buttons that do what a mouse would. */
import {
  Cartesian3,
  CesiumWidget,
  Color,
  ColorGeometryInstanceAttribute,
  Credit,
  CreditDisplay,
  GeometryInstance,
  HorizontalOrigin,
  ImageryLayer,
  LabelCollection,
  Material,
  Math as CesiumMath,
  PerInstanceColorAppearance,
  PointPrimitiveCollection,
  PolygonGeometry,
  PolygonHierarchy,
  PolylineCollection,
  Primitive,
  PrimitiveCollection,
  TileMapServiceImageryProvider,
  Transforms,
  buildModuleUrl,
  Cartesian2,
} from "@cesium/engine";
import { html } from "lit";
import { Part } from "../element";
import { at, EMPTY, labelled, ring, type Scene } from "../scene";
import { t } from "../words";

/** Colours that stand out on the picture of the Earth, in light and dark alike. */
const COLOURS: Record<string, string> = {
  ascent: "#ff6b5e",
  area: "#ffb347",
  announced: "#f4f4f0",
  orbit: "#7cc4ff",
  target: "#e3a6ff",
  impact: "#ffe08a",
};
/** Lines lie a little over the ground, so that the globe does not swallow them. */
const LIFT_KM = 12;
const STEP_DEG = 12;
/** How much of an area's tint covers the ground. */
const FILL = 0.35;

// The sign of a service that this page does not use, and tables that only a finer sky would need,
// are not asked for.
CreditDisplay.cesiumCredit = new Credit("CesiumJS", false);
(Transforms as any).iau2006XysData.computeXysRadians = () => undefined;

function place(lon: number, lat: number, km = 0): Cartesian3 {
  return Cartesian3.fromDegrees(lon, lat, Math.max(km, LIFT_KM) * 1000);
}

/** Points close enough that a straight piece between them does not cut through the Earth. */
function dense(points: number[][]): number[][] {
  const out: number[][] = [];
  points.forEach((p, k) => {
    const before = points[k - 1];
    if (before) {
      const turn = ((p[0] - before[0] + 540) % 360) - 180;
      const far = Math.hypot(turn * Math.cos((p[1] * Math.PI) / 180), p[1] - before[1]);
      const parts = Math.ceil(far / 2);
      for (let i = 1; i < parts; i++) {
        const share = i / parts;
        out.push([
          before[0] + share * turn,
          before[1] + share * (p[1] - before[1]),
          (before[2] ?? 0) + share * ((p[2] ?? 0) - (before[2] ?? 0)),
        ]);
      }
    }
    out.push(p);
  });
  return out;
}

/** Whether the browser draws without a graphics card: then fewer pixels are drawn. */
function software(canvas: HTMLCanvasElement): boolean {
  const gl = canvas.getContext("webgl2");
  const info = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|software/i.test(name);
}

export class VvGlobe extends Part {
  static properties = { scene: { attribute: false }, time: { type: Number } };
  declare scene: Scene;
  declare time: number;
  private widget?: CesiumWidget;
  private lines?: PolylineCollection;
  private points?: PointPrimitiveCollection;
  private labels?: LabelCollection;
  private moving?: PolylineCollection;
  private fills?: PrimitiveCollection;
  private movers?: PointPrimitiveCollection;
  private broken = false;
  private looked = false;

  constructor() {
    super();
    this.scene = EMPTY;
    this.time = 0;
  }

  render() {
    if (this.broken) return html`<p class="empty">${t("globe.none")}</p>`;
    const act = (label: string, sign: string, run: () => void) =>
      html`<button type="button" class="round" title=${label} aria-label=${label} @click=${run}>
        ${sign}
      </button>`;
    const turn = (east: number, north: number) => () => this.turn(east, north);
    return html`<div class="globe" aria-hidden="true"></div>
      <div class="buttons" role="group" aria-label=${t("globe.controls")}>
        ${act(t("globe.in"), "+", () => this.zoom(0.7))}
        ${act(t("globe.out"), "−", () => this.zoom(1.4))}
        ${act(t("globe.west"), "←", turn(-STEP_DEG, 0))} ${act(t("globe.east"), "→", turn(STEP_DEG, 0))}
        ${act(t("globe.north"), "↑", turn(0, STEP_DEG))} ${act(t("globe.south"), "↓", turn(0, -STEP_DEG))}
        ${act(t("globe.home"), "⌂", () => this.look(true))}
      </div>`;
  }

  firstUpdated(): void {
    try {
      this.start();
    } catch (err) {
      console.info("no globe:", err);
      this.broken = true;
      this.requestUpdate();
    }
  }

  private start(): void {
    const box = this.querySelector(".globe") as HTMLElement;
    const widget = new CesiumWidget(box, {
      baseLayer: ImageryLayer.fromProviderAsync(
        TileMapServiceImageryProvider.fromUrl(buildModuleUrl("Assets/Textures/NaturalEarthII"), {
          maximumLevel: 2,
          credit: new Credit("Natural Earth", false),
        }),
        {},
      ),
      skyBox: false,
      skyAtmosphere: false,
      requestRenderMode: true,
      maximumRenderTimeChange: Infinity,
      showRenderLoopErrors: false,
      msaaSamples: 1,
      creditContainer: document.createElement("div"),
    });
    const scene = widget.scene;
    scene.globe.showGroundAtmosphere = false;
    scene.globe.baseColor = Color.fromCssColorString("#27445c");
    scene.fog.enabled = false;
    if (scene.sun) scene.sun.show = false;
    if (scene.moon) scene.moon.show = false;
    scene.backgroundColor = Color.fromCssColorString("#0d1115");
    scene.screenSpaceCameraController.minimumZoomDistance = 20e3;
    scene.screenSpaceCameraController.maximumZoomDistance = 1e9;
    scene.canvas.tabIndex = -1;
    if (software(scene.canvas)) {
      widget.resolutionScale = 0.7;
      scene.globe.maximumScreenSpaceError = 4;
    }
    this.fills = scene.primitives.add(new PrimitiveCollection());
    this.lines = scene.primitives.add(new PolylineCollection());
    this.points = scene.primitives.add(new PointPrimitiveCollection());
    this.moving = scene.primitives.add(new PolylineCollection());
    this.movers = scene.primitives.add(new PointPrimitiveCollection());
    this.labels = scene.primitives.add(new LabelCollection());
    this.widget = widget;
    this.draw();
    this.look(true);
    scene.postRender.addEventListener(() => this.setAttribute("data-drawn", ""));
  }

  updated(changed: Map<string, unknown>): void {
    if (!this.widget) return;
    if (changed.has("scene")) {
      this.draw();
      this.look(!this.looked);
    }
    if (changed.has("time") || changed.has("scene")) this.move();
    this.widget.scene.requestRender();
  }

  private colour(role: string): Color {
    return Color.fromCssColorString(COLOURS[role] ?? "#ffffff");
  }

  private draw(): void {
    this.lines?.removeAll();
    this.points?.removeAll();
    this.labels?.removeAll();
    this.fills?.removeAll();
    for (const line of this.scene.lines) {
      const points = dense(line.points).map((p) => place(p[0], p[1], p[2] ?? 0));
      if (points.length < 2) continue;
      if (line.role === "area") this.fill(line.points);
      this.lines?.add({
        positions: points,
        width: line.role === "ascent" ? 4 : 2.5,
        material: Material.fromType("Color", { color: this.colour(line.role) }),
      });
    }
    for (const spot of labelled(this.scene.places)) {
      const position = place(spot.lon_deg, spot.lat_deg);
      this.points?.add({ position, pixelSize: 8, color: Color.WHITE, outlineWidth: 2 });
      this.labels?.add({
        position,
        text: spot.short,
        font: "600 15px system-ui, sans-serif",
        fillColor: Color.WHITE,
        outlineColor: Color.BLACK,
        outlineWidth: 4,
        style: 2,
        horizontalOrigin: HorizontalOrigin.LEFT,
        pixelOffset: new Cartesian2(9, 18 * spot.row),
      });
    }
  }

  /** An area is tinted, a little under its outline. */
  private fill(outline: number[][]): void {
    const open = outline.slice(0, -1);
    if (open.length < 3) return;
    const geometry = new PolygonGeometry({
      polygonHierarchy: new PolygonHierarchy(open.map((p) => Cartesian3.fromDegrees(p[0], p[1]))),
      height: LIFT_KM * 500,
      vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
    });
    const color = ColorGeometryInstanceAttribute.fromColor(this.colour("area").withAlpha(FILL));
    this.fills?.add(
      new Primitive({
        geometryInstances: new GeometryInstance({ geometry, attributes: { color } }),
        appearance: new PerInstanceColorAppearance({ flat: true, translucent: true }),
        asynchronous: false,
      }),
    );
  }

  private move(): void {
    this.movers?.removeAll();
    this.moving?.removeAll();
    for (const mover of this.scene.movers) {
      const [lon, lat, km] = at(mover, this.time);
      this.movers?.add({
        position: place(lon, lat, km),
        pixelSize: 12,
        color: Color.YELLOW,
        outlineColor: Color.BLACK,
        outlineWidth: 2,
      });
      if (mover.reach_deg) {
        this.moving?.add({
          positions: ring(lon, lat, mover.reach_deg).map((p) => place(p[0], p[1])),
          width: 2,
          material: Material.fromType("Color", { color: Color.YELLOW }),
        });
      }
    }
  }

  /** Look at the first place, or at the middle of the first line. */
  private look(move: boolean): void {
    const camera = this.widget?.camera;
    if (!camera || !move) return;
    const spot = this.scene.places[0];
    const line = this.scene.lines[0]?.points;
    const middle = line?.[Math.floor(line.length / 2)];
    const [lon, lat] = spot ? [spot.lon_deg, spot.lat_deg] : (middle ?? [100, 30]);
    this.looked = !!(spot || middle);
    // Far enough that the Earth fills three quarters of the height.
    camera.setView({ destination: Cartesian3.fromDegrees(lon, Math.max(-70, Math.min(70, lat)), 1.55e7) });
    this.widget?.scene.requestRender();
  }

  private turn(east: number, north: number): void {
    const camera = this.widget?.camera;
    if (!camera) return;
    const here = camera.positionCartographic;
    camera.setView({
      destination: Cartesian3.fromRadians(
        here.longitude + CesiumMath.toRadians(east),
        Math.max(-1.5, Math.min(1.5, here.latitude + CesiumMath.toRadians(north))),
        here.height,
      ),
    });
    this.widget?.scene.requestRender();
  }

  private zoom(factor: number): void {
    const camera = this.widget?.camera;
    if (!camera) return;
    const here = camera.positionCartographic;
    camera.setView({
      destination: Cartesian3.fromRadians(
        here.longitude,
        here.latitude,
        Math.max(5e4, Math.min(5e8, here.height * factor)),
      ),
    });
    this.widget?.scene.requestRender();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.widget?.destroy();
    this.widget = undefined;
  }
}
customElements.define("vv-globe", VvGlobe);

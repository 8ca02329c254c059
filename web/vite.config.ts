import { cpSync, mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const engine = resolve(import.meta.dirname, "node_modules/@cesium/engine");
const out = resolve(import.meta.dirname, "../src/visviva/web/static");

/** What the globe loads while it runs: its workers and its own picture of the Earth, no more. */
function cesiumFiles(): Plugin {
  return {
    name: "cesium-files",
    closeBundle() {
      const to = resolve(out, "cesium");
      rmSync(to, { recursive: true, force: true });
      mkdirSync(resolve(to, "Assets/Textures"), { recursive: true });
      cpSync(resolve(engine, "Build/Workers"), resolve(to, "Workers"), { recursive: true });
      cpSync(
        resolve(engine, "Source/Assets/Textures/NaturalEarthII"),
        resolve(to, "Assets/Textures/NaturalEarthII"),
        { recursive: true },
      );
      cpSync(
        resolve(engine, "Source/Assets/approximateTerrainHeights.json"),
        resolve(to, "Assets/approximateTerrainHeights.json"),
      );
    },
  };
}

export default defineConfig({
  base: "./",
  define: { CESIUM_BASE_URL: JSON.stringify("./cesium/") },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 5000,
    assetsInlineLimit: 0,
  },
  plugins: [cesiumFiles()],
});

declare module "*.j2?raw" {
  const text: string;
  export default text;
}
declare const CESIUM_BASE_URL: string;

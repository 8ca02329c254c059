import sheet from "../../src/visviva/report/templates/style.css.j2?raw";

// The report's sheet: page and report are of one family. The page's own rules come after it.
const style = document.createElement("style");
style.textContent = sheet;
document.head.prepend(style);

void import("./app");

// A chart as a picture for a report: what is drawn, with headline, subtitle, filter, source and address around it; PNG at twice the size, or SVG.
const FAMILY = "'Source Sans', Calibri, Carlito, 'Segoe UI', sans-serif";
const EDGE = 32, NARROWEST = 640, SHARPNESS = 2;
const MARK = [[0, 0, "#0072B2"], [13, 0, "#E69F00"], [0, 13, "#009E73"], [13, 13, ""]]; // four squares, three filled: the mark of the product

const STYLE = `
.chart-picture { position: relative; font-size: .875rem; }
.chart-picture summary { cursor: pointer; list-style: none; display: flex; gap: .3rem; align-items: center; line-height: 1.6; }
.chart-picture summary::-webkit-details-marker { display: none; }
.chart-picture div { position: absolute; right: 0; z-index: 4; display: flex; gap: .4rem; padding: .5rem; border: 1px solid; border-radius: 8px; background: var(--st-secondary-background-color); }
.chart-picture button { font: inherit; color: inherit; padding: .2rem .8rem; border: 1px solid; border-radius: 6px; background: none; cursor: pointer; }
`;

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const ruler = document.createElement("canvas").getContext("2d");
const lines = (text, font, width) => {
  ruler.font = `${font} ${FAMILY}`;
  return String(text).split(/\s+/).filter(Boolean).reduce((all, word) => {
    const longer = all.length ? `${all.at(-1)} ${word}` : word;
    if (all.length && ruler.measureText(longer).width <= width) all[all.length - 1] = longer;
    else all.push(word);
    return all;
  }, []);
};

// Words below each other, and how far down they reach.
const block = (texts, { size, weight = 400, colour, width, top }) => {
  const all = texts.filter(Boolean).flatMap((text) => lines(text, `${weight} ${size}px`, width));
  const rows = all.map((line, number) =>
    `<text x="${EDGE}" y="${top + size + number * size * 1.3}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escaped(line)}</text>`);
  return { markup: rows.join(""), bottom: top + all.length * size * 1.3 };
};

const mark = (colour) => MARK.map(([x, y, fill]) =>
  `<rect x="${EDGE + x + 0.75}" y="${EDGE + y + 0.75}" width="9.5" height="9.5" rx="2" fill="${fill || "none"}" stroke="${fill || colour}" stroke-width="1.5"/>`).join("");

export const svgOf = async (place, { words, alt, dark, isDark }) => {
  const tone = (colour) => (isDark ? dark[colour] ?? colour : colour);
  const ink = tone("#1B2530"), muted = tone("#56626E"), ground = tone("#FFFFFF");
  const { clientWidth: wide, clientHeight: high } = place, width = Math.max(NARROWEST, wide + 2 * EDGE), inner = width - 2 * EDGE;
  const drawn = decodeURIComponent((await window.Plotly.toImage(place, { format: "svg", width: wide, height: high })).split(",").slice(1).join(","));
  const name = `<text x="${EDGE + 34}" y="${EDGE + 17}" font-size="16" font-weight="600" fill="${ink}">${escaped(words.product)}</text>`;
  const title = block([words.headline], { size: 24, weight: 700, colour: ink, width: inner, top: EDGE + 40 });
  const subtitle = block([words.caption], { size: 16, colour: muted, width: inner, top: title.bottom + 4 });
  const chart = drawn.replace(/^[^<]*<svg /, `<svg x="${EDGE}" y="${subtitle.bottom + 18}" `);
  const foot = block([...words.notes, words.filter, `${words.source} ${location.href}`], { size: 14, colour: muted, width: inner, top: subtitle.bottom + high + 30 });
  const height = Math.ceil(foot.bottom + EDGE);
  return { width, height, svg:
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FAMILY}">`
    + `<title>${escaped(words.headline)}</title><desc>${escaped(alt)}</desc><rect width="${width}" height="${height}" fill="${ground}"/>`
    + `${mark(muted)}${name}${title.markup}${subtitle.markup}${chart}${foot.markup}</svg>` };
};

// A picture loads nothing: the letters of the page are put into it, where the browser lets them be read; else its substitutes are used.
const letters = async () => {
  const faces = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } })
    .filter((rule) => rule instanceof CSSFontFaceRule && /Source Sans/.test(rule.style.fontFamily) && !/italic/.test(rule.style.fontStyle));
  const rules = await Promise.all(faces.map(async (rule) => {
    const address = rule.style.src.match(/url\("?([^")]+)"?\)/)?.[1];
    const bytes = await (await fetch(new URL(address, rule.parentStyleSheet.href ?? document.baseURI))).blob();
    const data = await new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result); reader.readAsDataURL(bytes); });
    return `@font-face{font-family:'Source Sans';font-weight:${rule.style.fontWeight || 400};src:url(${data})}`;
  }));
  return `<style>${rules.join("")}</style>`;
};

export const pngOf = async ({ svg, width, height }) => {
  const fonts = await letters().catch(() => "");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.replace("<title>", `${fonts}<title>`))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SHARPNESS * width;
  canvas.height = SHARPNESS * height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
};

const save = (blob, name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const styled = () => {
  if (document.getElementById("chart-picture")) return;
  const style = document.createElement("style");
  style.id = "chart-picture";
  style.textContent = STYLE;
  document.head.append(style);
};

// The button stands with the other buttons of the card; it is made once, and takes what was given last.
export const pictureButton = (chart, place, given) => {
  const isThere = chart.pictured;
  chart.pictured = given;
  if (isThere) return;
  styled();
  const box = document.createElement("details"), summary = document.createElement("summary"), menu = document.createElement("div");
  box.className = "chart-picture";
  summary.innerHTML = '<span class="icon" aria-hidden="true" translate="no">image</span>';
  summary.append("Picture");
  for (const kind of ["PNG", "SVG"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind;
    button.onclick = async () => {
      box.open = false;
      const picture = await svgOf(place, chart.pictured()), name = `${chart.pictured().words.file}.${kind.toLowerCase()}`;
      save(kind === "PNG" ? await pngOf(picture) : new Blob([picture.svg], { type: "image/svg+xml" }), name);
    };
    menu.append(button);
  }
  box.append(summary, menu);
  chart.around.acts.lastElementChild.before(box);
};

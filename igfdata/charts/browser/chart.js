import { cardAround } from "./acts.js";
import { drawCards } from "./cards.js";
import { listOfMarks } from "./marks.js";
import { drawMenu } from "./menu.js";
import { pictureButton } from "./picture.js";

// What is not seen waits until what comes first is.
const whenSeen = (work) => (document.hidden ? work() : requestAnimationFrame(() => setTimeout(work)));

// Charts outside the window wait two frames: until those in it are drawn and can be seen. Nobody scrolls that fast.
const afterTheWindow = () => new Promise((done) => whenSeen(() => whenSeen(done)));

// Draws a figure; a newer one is drawn into the same chart, so that only what differs is changed.
// The chart is marked as Streamlit marks its own, so that style sheets and tests hold for both.
const loading = {};

const plotlyFrom = (address) => (loading[address] ??= new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = new URL(address, document.baseURI);
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => { delete loading[address]; reject(new Error(`no answer from ${script.src}`)); };
  whenSeen(() => document.head.append(script)); // reading it holds up the browser: what stands around the charts is painted first
}));

const newChart = (parent) => {
  const chart = document.createElement("div");
  chart.className = "stPlotlyChart";
  chart.dataset.testid = "stPlotlyChart";
  chart.setAttribute("role", "figure");
  chart.append(document.createElement("div"));
  parent.append(chart);
  return chart;
};

// Labels of which the figure knows more words show as many as the chart is wide.
const shortened = (words, most) => (words.length <= most ? words : `${words.slice(0, most).replace(/\s+\S{0,20}$/, "")}…`);
const asWideAs = (width, traces) => traces.map((trace) => {
  const { whole } = trace.meta ?? {};
  return whole ? { ...trace, text: whole.map((words) => shortened(words, Math.floor(width / (0.48 * trace.textfont.size)))) } : trace;
});

// These begin at their mark; one that would end outside the chart is moved as far as it must.
const keptInside = (place) => {
  if (!place.data.some((trace) => trace.meta?.whole)) return;
  const frame = place.querySelector(".main-svg").getBoundingClientRect();
  for (const text of place.querySelectorAll(".textpoint text")) {
    text.removeAttribute("dx");
    const { left, right } = text.getBoundingClientRect();
    const move = Math.max(frame.left - left, 0) - Math.max(right - frame.right, 0);
    if (move) text.setAttribute("dx", move);
  }
};

// On paper the style sheet makes a drawing as narrow as its place: it is scaled, not cut.
const scalable = (place) => {
  for (const svg of place.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
};

// A figure has the colours of a light page; data.dark says which they are on a dark one.
const lightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
const coloured = ({ figure, dark }, isDark) =>
  JSON.parse(dark && isDark ? figure.replace(/#[0-9A-F]{6}\b/g, (colour) => dark[colour] ?? colour) : figure);

// What a drawing takes from its place. It is read at once and before anything is written: each time it is read after that, the browser lays the page out.
const surroundings = (chart) => {
  const { fontFamily: family, color } = getComputedStyle(chart), { top, bottom } = chart.getBoundingClientRect();
  return { family, color, isDark: lightness(color) > 128, width: chart.clientWidth, isInWindow: top < innerHeight && bottom > 0 };
};

// A figure laid out in pixels has a second layout for a narrow place. Where there is a little less room than meant, squares and letters shrink;
// where there is more, all of it grows as a picture does, letters less.
const SMALLEST_TEXT = 14, MOST_GROWTH = 1.5, MOST_LETTERS = 1.25, NARROW_PLACE = 400;
const lettered = (trace, scale) => (scale === 1 || trace.mode !== "text" ? trace
  : { ...trace, textfont: { ...trace.textfont, size: trace.textfont.size.map((size) => (scale > 1 ? size * Math.min(scale, MOST_LETTERS) : Math.max(Math.min(size, SMALLEST_TEXT), size * scale))) } });
const signed = (trace, growth) => (growth === 1 || trace.mode !== "markers" ? trace
  : { ...trace, marker: { ...trace.marker, size: trace.marker.size.map((size) => size * growth) } });
// Plotly is not given what it does not draw: the other layout, and what bars would say inside.
const laidOut = ({ data, layout: { meta, ...layout } }, width) => {
  const wide = meta?.pixels;
  if (!wide) return { data, layout };
  const isNarrow = width < wide.least * wide.width, { narrow } = wide;
  const used = isNarrow ? narrow : wide, scale = Math.min(1, width / used.width);
  const growth = wide.stretched ? 1 : Math.min(MOST_GROWTH, Math.max(1, width / Math.max(used.width, isNarrow ? NARROW_PLACE : wide.place)));
  const [bars, ...others] = isNarrow ? data.map((trace, number) => ({ ...trace, ...narrow.data[number] })) : data;
  return {
    data: [{ ...bars, text: undefined, y: bars.y.map((height) => height * scale) }, ...others.map((trace) => signed(lettered(trace, growth > 1 ? growth : scale), growth))],
    layout: {
      ...layout, height: Math.round(used.height * growth), shapes: isNarrow ? narrow.shapes : layout.shapes,
      xaxis: { ...layout.xaxis, range: [0, wide.stretched ? used.width : Math.max(width / growth, used.width)] }, yaxis: { ...layout.yaxis, range: [used.height, 0] },
    },
  };
};

// Streamlit calls this for every new figure, and what it gives back when the chart goes, or at once when a newer figure has come.
export default async function draw({ data, parentElement, setTriggerValue }) {
  if (data.cards) return drawCards({ data, parentElement, setTriggerValue });
  if (data.menu) return drawMenu({ data, parentElement, setTriggerValue });
  const chart = parentElement.querySelector(":scope > .stPlotlyChart") ?? newChart(parentElement);
  const place = chart.firstElementChild;
  const turn = chart.turn = {};
  const isNewest = () => chart.turn === turn;
  const leave = () => {
    if (!isNewest()) return;
    chart.sizes?.disconnect();
    chart.themes?.disconnect();
    chart.around?.remove();
    window.Plotly?.purge(place);
    chart.remove();
  };
  let around = surroundings(chart), figure = coloured(data, around.isDark);
  chart.ariaLabel = data.alt;
  chart.ariaBusy = true;
  chart.style.minHeight = `${laidOut(figure, around.width).layout.height ?? 0}px`; // what stands below does not jump when the chart comes
  chart.clicked = (mark) => setTriggerValue("click", mark);
  chart.act = (act) => setTriggerValue("act", act);
  if (data.card) cardAround(chart, data.card);
  try {
    const isWaited = !window.Plotly, Plotly = await plotlyFrom(data.plotly);
    if (!isNewest()) return leave;
    chart.drawn = async (now = surroundings(chart)) => {
      if (now.isDark !== around.isDark) figure = coloured(data, now.isDark);
      around = now;
      const { family, color, width } = now, { data: traces, layout } = laidOut(figure, width);
      layout.font = { ...layout.font, family, color };
      layout.hoverlabel = { ...layout.hoverlabel, font: { ...layout.hoverlabel?.font, family } };
      if (figure.layout.meta?.pixels) chart.style.minHeight = `${layout.height}px`;
      await Plotly.react(place, asWideAs(width, traces), layout, { ...data.config, responsive: false }); // the observer below is
      scalable(place);
      keptInside(place); // measures, hence after: until then a drawing of another size is scaled to its old one
      chart.width = width;
    };
    chart.dressed = async () => { // in the colours of another theme
      const now = surroundings(chart);
      if (now.isDark !== around.isDark) await chart.drawn(now);
    };
    if (chart.figure !== data.figure || around.width !== chart.width) { // else a button was answered, and the chart stays as it is
      let now = isWaited ? surroundings(chart) : around;
      if (!now.isInWindow) {
        await afterTheWindow();
        if (!isNewest() || !chart.isConnected) return leave;
        now = surroundings(chart);
      }
      await chart.drawn(now);
      chart.figure = data.figure;
    }
    if (data.card) pictureButton(chart, place, () => ({ words: data.card, alt: data.alt, dark: data.dark ?? {}, isDark: around.isDark }));
    if (!chart.sizes) {
      place.on("plotly_click", ({ points }) => { if (points.at(-1)?.customdata) chart.clicked(points.at(-1).customdata); });
      chart.sizes = new ResizeObserver(() => {
        if (!chart.clientWidth || chart.clientWidth === chart.width) return; // hidden, or as it was drawn
        chart.ariaBusy = true;
        Plotly.Plots.resize(place).then(() => chart.drawn()).then(() => { chart.ariaBusy = false; });
      });
      chart.sizes.observe(chart);
      chart.themes = new MutationObserver(() => chart.dressed());
      const app = chart.closest(".stApp");
      if (app) chart.themes.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
    }
  } catch (error) {
    place.textContent = `The chart cannot be drawn (${error.message}). Its figures are in the table below.`;
  }
  whenSeen(() => {
    if (!isNewest()) return;
    if (chart.listed !== chart.figure) listOfMarks(chart, place, figure.data);
    chart.listed = chart.figure;
    chart.ariaBusy = false;
  });
  return leave;
}

// Draws a figure; a newer one is drawn into the same chart, so that only what differs is changed.
// The chart is marked as Streamlit marks its own, so that style sheets and tests hold for both.
const loading = {};

const plotlyFrom = (address) => (loading[address] ??= new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = new URL(address, document.baseURI);
  script.onload = () => resolve(window.Plotly);
  script.onerror = () => { delete loading[address]; reject(new Error(`no answer from ${script.src}`)); };
  document.head.append(script);
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

// Letters in cells are as large as the cells allow; where they would be too small to read the cell keeps its shade and tooltip.
const SMALLEST = 9, WIDTH_OF_LETTER = 0.57;
const sizeIn = (place, { letters, columns, most }) => {
  const size = Math.floor(Math.min(most, place._fullLayout.xaxis._length / columns / (Math.max(1, letters) * WIDTH_OF_LETTER + 0.4)));
  return size < SMALLEST ? 0 : size;
};
const fitted = (place) => Promise.all(place.data.map((trace, number) => {
  if (!trace.meta?.fit) return null;
  const size = sizeIn(place, trace.meta.fit), now = trace.visible === false ? 0 : trace.textfont.size;
  return size === now ? null : Plotly.restyle(place, size ? { visible: true, "textfont.size": size } : { visible: false }, [number]);
}));

// Labels of which the figure knows more words show as many as the chart is wide.
const shortened = (words, most) => (words.length <= most ? words : `${words.slice(0, most).replace(/\s+\S{0,20}$/, "")}…`);
const asWideAs = (width, traces, before) => traces.map((trace, number) => {
  const { whole, fit } = trace.meta ?? {}, old = fit && before?.[number];
  if (whole) return { ...trace, text: whole.map((words) => shortened(words, Math.floor(width / (0.48 * trace.textfont.size)))) };
  // Most figures have the cells of the one before.
  return old?.meta?.fit ? { ...trace, visible: old.visible ?? true, textfont: { ...trace.textfont, size: old.textfont.size } } : trace;
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

const sizeOf = (chart) => `${chart.clientWidth} × ${chart.clientHeight}`;

// Streamlit calls this for every new figure, and what it gives back when the chart goes, or at once when a newer figure has come.
export default async function draw({ data, parentElement, setTriggerValue }) {
  const chart = parentElement.querySelector(":scope > .stPlotlyChart") ?? newChart(parentElement);
  const place = chart.firstElementChild;
  const turn = chart.turn = {};
  const isNewest = () => chart.turn === turn;
  const leave = () => {
    if (!isNewest()) return;
    chart.sizes?.disconnect();
    window.Plotly?.purge(place);
    chart.remove();
  };
  const figure = JSON.parse(data.figure);
  chart.ariaLabel = data.alt;
  chart.ariaBusy = true;
  chart.style.minHeight = `${figure.layout.height ?? 0}px`; // what stands below does not jump when the chart comes
  chart.clicked = (mark) => setTriggerValue("click", mark);
  try {
    const Plotly = await plotlyFrom(data.plotly);
    if (!isNewest()) return leave;
    const { layout } = figure, family = getComputedStyle(chart).fontFamily;
    layout.font = { ...layout.font, family };
    layout.hoverlabel = { ...layout.hoverlabel, font: { ...layout.hoverlabel?.font, family } };
    chart.drawn = async () => {
      await Plotly.react(place, asWideAs(chart.clientWidth, figure.data, place.data), layout, { ...data.config, responsive: false }); // the observer below is
      await fitted(place);
      scalable(place);
      keptInside(place); // measures, hence after: until then a drawing of another size is scaled to its old one
      chart.size = sizeOf(chart);
    };
    await chart.drawn();
    if (!chart.sizes) {
      place.on("plotly_click", ({ points }) => { if (points.at(-1)?.customdata) chart.clicked(points.at(-1).customdata); });
      chart.sizes = new ResizeObserver(() => {
        if (!chart.clientWidth || sizeOf(chart) === chart.size) return; // hidden, or as it was drawn
        chart.ariaBusy = true;
        Plotly.Plots.resize(place).then(() => chart.drawn()).then(() => { chart.ariaBusy = false; });
      });
      chart.sizes.observe(chart);
    }
  } catch (error) {
    place.textContent = `The chart cannot be drawn (${error.message}). Its figures are in the table below.`;
  }
  if (isNewest()) chart.ariaBusy = false;
  return leave;
}

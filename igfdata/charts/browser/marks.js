// The marks of a chart as a list of buttons, for the keyboard and for screen readers. It is not seen until one has the focus:
// then its words stand below the chart and its mark shows its tooltip. One stop of the Tab key; arrows go on from there.
const STYLE = `
.chart-marks { position: absolute; left: 0; right: 0; top: 100%; margin: 0; padding: 0; list-style: none; opacity: 0; pointer-events: none; }
.chart-marks:focus-within { opacity: 1; z-index: 3; }
.chart-marks li { position: absolute; left: 0; right: 0; top: 0; margin: 0; }
.chart-marks:focus-within li:not(:focus-within) { opacity: 0; }
.chart-marks li:focus-within { pointer-events: auto; }
.chart-marks button { max-width: 100%; padding: .35rem .7rem; border: 1px solid; border-radius: 6px; font: inherit; text-align: left; white-space: normal;
  color: inherit; background: var(--st-secondary-background-color); }
`;

const read = document.createElement("template"); // inert, and quicker than a document of its own for each
const wordsOf = (html) => {
  read.innerHTML = String(html ?? "").replaceAll("<br>", ", ");
  return read.content.textContent.trim();
};

const styled = () => {
  if (document.getElementById("chart-marks")) return;
  const style = document.createElement("style");
  style.id = "chart-marks";
  style.textContent = STYLE;
  document.head.append(style);
};

// One entry for each thing that a click opens, however many marks it has.
const entriesOf = (traces) => {
  const found = new Map();
  traces.forEach(({ customdata, hovertext }, curveNumber) => customdata?.forEach((mark, pointNumber) => {
    const words = wordsOf(hovertext?.[pointNumber]);
    if (mark && words && !found.has(mark)) found.set(mark, { words, curveNumber, pointNumber });
  }));
  return [...found];
};

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export const listOfMarks = (chart, place, traces) => {
  styled();
  chart.style.position = "relative";
  chart.querySelector(":scope > .chart-marks")?.remove();
  const entries = entriesOf(traces);
  if (!entries.length) return;
  const list = document.createElement("ul");
  list.className = "chart-marks";
  list.ariaLabel = "Marks of this chart";
  list.append(...entries.map(([mark, { words, curveNumber, pointNumber }], number) => {
    const item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.tabIndex = number ? -1 : 0;
    button.onclick = () => chart.clicked(mark);
    button.onfocus = () => window.Plotly.Fx.hover(place, [{ curveNumber, pointNumber }]);
    button.onblur = () => window.Plotly.Fx.unhover(place);
    item.append(button);
    return item;
  }));
  list.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...list.querySelectorAll("button")], now = buttons.indexOf(document.activeElement);
    const next = Math.max(0, Math.min(buttons.length - 1, now + step));
    buttons[now].tabIndex = -1;
    buttons[next].tabIndex = 0;
    buttons[next].focus();
  };
  chart.append(list);
};

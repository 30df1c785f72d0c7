// Buttons that the server answers, and the words behind “About”, which come when they are asked for.
const ICONS = { about: "info", table: "table", add: "library_add", rows: "list", open: "list" };
let nBoxes = 0;

export const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

export const actButton = ({ act, label, help = "", isBare = false }, send) => {
  const button = element("button", "act");
  if (ICONS[act]) {
    const icon = button.appendChild(element("span", "icon", ICONS[act]));
    icon.ariaHidden = "true";
    icon.translate = false;
  }
  button.type = "button";
  button.title = help;
  button.dataset.act = act;
  if (isBare) button.ariaLabel = label;
  else button.append(label);
  button.onclick = () => send(act);
  return button;
};

// A button with its box, which Escape or a click elsewhere closes.
export const aboutButton = (given, send) => {
  const button = actButton(given, send), box = element("div", "act-about");
  box.popover = "auto";
  box.role = "dialog";
  box.ariaLabel = given.label;
  button.style.anchorName = box.style.positionAnchor = `--about-${nBoxes += 1}`;
  button.popoverTargetElement = box;
  button.onclick = () => {
    if (box.matches(":popover-open")) return;
    box.replaceChildren("…");
    send(given.act);
  };
  return [button, box];
};

// rows: a button that opens what is counted.
export const fill = (box, lines, rows) => {
  box.replaceChildren(...lines.map(([head, text]) => element("p", "", element("b", "", `${head}.`), ` ${text}`)));
  if (!rows) return;
  rows.addEventListener("click", () => box.hidePopover());
  box.append(rows);
};

// What stands around a chart on its card. It is made once, so that who is at a button stays there.
export const cardAround = (chart, card) => {
  const around = chart.around ??= (() => {
    const title = element("h4", ""), subtitle = element("p", "chart-subtitle"), head = element("div", "chart-head", title, subtitle);
    const send = (act) => chart.act(act);
    const [about, box] = aboutButton(card.acts[0], send), others = card.acts.slice(1).map((act) => actButton(act, send));
    const acts = element("div", "chart-acts", about, box, ...others);
    chart.before(head);
    chart.after(acts);
    return { title, subtitle, acts, box, table: others[0], remove: () => { head.remove(); acts.remove(); } };
  })();
  around.title.textContent = card.title;
  around.subtitle.textContent = card.subtitle;
  around.table.ariaExpanded = card.isOpen;
  if (card.about) fill(around.box, card.about);
  return around;
};

// The slides of a briefing, small, in a frame of their own: which are in the deck, and in which order? By mouse, touch and keys.
const figures = (page) => [...page.querySelectorAll("figure[data-key]")];
const picked = (page) => figures(page).filter((figure) => figure.querySelector("input")?.checked ?? true); // without a box it stays

// The numbers of the slides as they are shown, and what can be done now: the last one stays, the first has nothing before it.
const numbered = (page) => {
  const deck = picked(page);
  let next = 1;
  for (const figure of figures(page)) {
    const at = deck.indexOf(figure), isIn = at >= 0, parts = Number(figure.dataset.parts);
    figure.classList.toggle("picked", isIn);
    figure.draggable = isIn;
    figure.querySelector(":scope > b").textContent = isIn ? (parts > 1 ? `${next}–${next + parts - 1}` : `${next}`) : "";
    if (isIn) next += parts;
    const box = figure.querySelector("input");
    if (box) box.disabled = isIn && deck.length === 1;
    for (const button of figure.querySelectorAll("button")) button.disabled = !isIn || !deck[at + Number(button.dataset.by)];
  }
};

const listen = (frame) => {
  const page = frame.contentDocument.body;
  const send = () => { numbered(page); frame.chosen(picked(page).map((figure) => figure.dataset.key).join(",")); };
  let dragged = null;
  const over = ({ target }) => {
    const figure = target.closest?.("figure.picked");
    return dragged && figure && figure !== dragged ? figure : null;
  };
  const mark = (figure) => { for (const one of figures(page)) one.classList.toggle("target", one === figure); };
  page.addEventListener("change", send);
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const figure = button.closest("figure"), deck = picked(page), other = deck[deck.indexOf(figure) + Number(button.dataset.by)];
    other[button.dataset.by < 0 ? "before" : "after"](figure);
    send();
    (button.disabled ? figure.querySelector("button:enabled") : button)?.focus(); // moved in the page, it has lost the focus
  });
  page.addEventListener("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest("figure.picked");
    if (!dragged) return;
    dragged.classList.add("dragged");
    dataTransfer.setData("text/plain", dragged.dataset.key);
  });
  page.addEventListener("dragover", (event) => { const figure = over(event); mark(figure); if (figure) event.preventDefault(); });
  page.addEventListener("drop", (event) => {
    const figure = over(event);
    if (!figure) return;
    event.preventDefault();
    const all = figures(page);
    figure[all.indexOf(dragged) < all.indexOf(figure) ? "after" : "before"](dragged);
    send();
  });
  page.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); dragged = null; mark(null); });
  const fitted = () => { frame.style.height = `${page.scrollHeight}px`; };
  frame.sizes = new ResizeObserver(fitted);
  frame.sizes.observe(page);
  numbered(page);
  fitted();
};

// Streamlit calls this for every new set of slides, and what it gives back when they go.
export default function show({ data, parentElement, setTriggerValue }) {
  let frame = parentElement.querySelector(":scope > iframe");
  const isNew = !frame;
  if (isNew) {
    frame = document.createElement("iframe");
    frame.style.cssText = "width: 100%; border: 0; display: block;";
    frame.onload = () => listen(frame);
  }
  frame.title = data.alt;
  frame.chosen = (keys) => { frame.sent = keys; setTriggerValue("slides", keys); };
  if (frame.page !== data.page) {
    frame.page = data.page;
    const page = frame.contentDocument?.body;
    if (isNew || !page?.querySelector("figure")) frame.srcdoc = data.page;
    else { // only what the frame shows changes: it does not blink, and the keyboard stays where it was
      const read = new DOMParser().parseFromString(data.page, "text/html"), kept = frame.contentDocument.activeElement;
      const [key, by] = [kept?.closest("figure")?.dataset.key, kept?.dataset.by];
      frame.contentDocument.documentElement.className = read.documentElement.className;
      page.innerHTML = read.body.innerHTML;
      numbered(page);
      const figure = figures(page).find((one) => one.dataset.key === key);
      (figure?.querySelector(by ? `button[data-by="${by}"]:enabled` : "input") ?? figure?.querySelector("button:enabled"))?.focus({ preventScroll: true });
    }
  }
  if (isNew) parentElement.append(frame);
  return () => { frame.sizes?.disconnect(); frame.remove(); };
}

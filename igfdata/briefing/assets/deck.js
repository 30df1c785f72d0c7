"use strict";
// One slide at a time: keys, touch, address, rotation. Everything shown is already in the page.
(() => {
  const find = (id) => document.getElementById(id);
  const root = document.documentElement;
  const deck = find("deck");
  const slides = [...deck.querySelectorAll(".slide")];
  const figures = JSON.parse(find("figures").textContent);
  const phone = matchMedia("(max-width: 700px), (max-height: 480px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const options = { displayModeBar: false, doubleClick: false, responsive: false, scrollZoom: false };
  let at = 0;
  let timer = 0;

  const press = (id, isOn) => find(id).setAttribute("aria-pressed", String(isOn));

  // Figures are made for a slide 1280 pixels wide; type, marks and margins grow with the projector.
  function scaled(value, factor, key) {
    if (Array.isArray(value)) return value.map((item) => scaled(item, factor, ""));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, key === "margin" ? item * factor : scaled(item, factor, name)]));
    return key === "size" && typeof value === "number" ? value * factor : value;
  }

  function draw(slide) {
    const place = slide.querySelector(".figure");
    if (!place) return;
    const { wide, narrow } = figures[place.dataset.figure];
    const figure = phone.matches ? narrow : wide;
    let factor = 1;
    const layout = { ...figure.layout, autosize: false, width: place.clientWidth };
    if (!phone.matches) {
      const unit = Math.min(innerWidth, (innerHeight * 16) / 9) / 1280;
      layout.height = place.clientHeight;
      factor = Math.min(unit, place.clientHeight / figure.layout.height);
    }
    Plotly.react(place, scaled(figure.data, factor, ""), scaled(layout, factor, ""), options);
  }

  // Type shrinks a little where a typeface is wider than expected, so that nothing is cut.
  function fit(slide) {
    slide.style.setProperty("--fit", 1);
    if (phone.matches) return;
    const body = slide.querySelector(".body");
    const isTooLong = () => slide.scrollHeight > slide.clientHeight || body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
    if (slide.querySelector(".figure")) return;
    for (let size = 0.97; size > 0.4 && isTooLong(); size -= 0.03) slide.style.setProperty("--fit", size);
  }

  function arrange() {
    fit(slides[at]);
    draw(slides[at]);
  }

  function show(to, isByItself = false) {
    at = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((slide, position) => slide.classList.toggle("shown", position === at));
    const slide = slides[at];
    arrange();
    deck.scrollTop = 0;
    find("count").textContent = `${at + 1} / ${slides.length}`;
    find("previous").disabled = at === 0;
    find("next").disabled = at === slides.length - 1;
    if (!isByItself) find("said").textContent = `Slide ${at + 1} of ${slides.length}: ${slide.querySelector("h1").textContent}`;
    const hash = "#" + encodeURIComponent(slide.dataset.key);
    if (location.hash !== hash) history.replaceState(null, "", hash);
  }

  function fromAddress() {
    let key = location.hash.slice(1);
    try { key = decodeURIComponent(key); } catch { /* not an address of ours: the first slide */ }
    return Math.max(0, slides.findIndex((slide) => slide.dataset.key === key));
  }

  function rotate(isOn) {
    clearInterval(timer);
    timer = isOn ? setInterval(() => show((at + 1) % slides.length, true), 1000 * Number(find("seconds").value)) : 0;
    press("rotate-button", isOn);
  }

  function go(to) {
    show(to);
    if (timer) rotate(true); // the slide chosen by hand gets its full time
  }

  function toggleNotes(isOn = !root.classList.contains("with-notes")) {
    root.classList.toggle("with-notes", isOn);
    press("notes-button", isOn);
    if (isOn && phone.matches) slides[at].querySelector(".notes").scrollIntoView();
  }

  const isDark = () => (root.classList.contains("dark") || root.classList.contains("light") ? root.classList.contains("dark") : dark.matches);

  function toggleTheme() {
    const to = isDark() ? "light" : "dark";
    root.classList.remove("dark", "light");
    root.classList.add(to);
    press("theme-button", to === "dark");
  }

  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen?.().catch(() => {});
  }

  function toggleContents() {
    const dialog = find("contents");
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  function leave() {
    if (timer) rotate(false);
    else toggleNotes(false);
  }

  const keys = {
    ArrowRight: () => go(at + 1), ArrowDown: () => go(at + 1), PageDown: () => go(at + 1), " ": () => go(at + 1),
    ArrowLeft: () => go(at - 1), ArrowUp: () => go(at - 1), PageUp: () => go(at - 1),
    Home: () => go(0), End: () => go(slides.length - 1), Escape: leave,
    n: () => toggleNotes(), r: () => rotate(!timer), t: toggleTheme, f: toggleFull, c: toggleContents,
  };

  addEventListener("keydown", (event) => {
    const isOnControl = event.target.closest("select") || (event.target.closest("button, a, summary") && [" ", "Enter"].includes(event.key));
    const isReading = event.target.closest(".notes") && event.key.startsWith("Arrow");
    const isScrolling = phone.matches && ["ArrowDown", "ArrowUp"].includes(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey || isOnControl || isReading || isScrolling) return;
    if (find("contents").open && event.key.toLowerCase() !== "c") return;
    const act = event.key === " " && event.shiftKey ? keys.PageUp : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    if (event.key !== "Escape") event.preventDefault();
    act();
  });

  // A swipe to the side goes on or back; up and down scrolls.
  let from = null;
  deck.addEventListener("touchstart", (event) => { from = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true, capture: true });
  deck.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    if (!from || !to) return;
    const [x, y] = [to.clientX - from.clientX, to.clientY - from.clientY];
    from = null;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
  }, { passive: true, capture: true });

  find("previous").addEventListener("click", () => go(at - 1));
  find("next").addEventListener("click", () => go(at + 1));
  find("contents-button").addEventListener("click", toggleContents);
  find("contents").addEventListener("click", (event) => { if (event.target.closest("a")) find("contents").close(); });
  find("notes-button").addEventListener("click", () => toggleNotes());
  find("rotate-button").addEventListener("click", () => rotate(!timer));
  find("seconds").addEventListener("change", () => { if (timer) rotate(true); });
  find("theme-button").addEventListener("click", toggleTheme);
  find("full-button").addEventListener("click", toggleFull);
  find("full-button").hidden = !document.fullscreenEnabled;
  addEventListener("hashchange", () => go(fromAddress()));
  addEventListener("resize", arrange);
  phone.addEventListener("change", arrange);
  dark.addEventListener("change", () => press("theme-button", isDark()));

  press("theme-button", isDark());
  root.classList.add("ready");
  show(fromAddress());
})();

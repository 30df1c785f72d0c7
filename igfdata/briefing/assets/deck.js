"use strict";
// One slide at a time: keys, touch, address, rotation, and the presenter's window. Everything shown is already in the page.
(() => {
  const find = (id) => document.getElementById(id);
  const root = document.documentElement;
  const deck = find("deck");
  const slides = [...deck.querySelectorAll(".slide")];
  const phone = matchMedia("(max-width: 700px), (max-height: 480px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isPresenter = root.classList.contains("presenter");
  const page = pageAround();
  let at = 0;
  let timer = 0;

  const press = (id, isOn) => find(id).setAttribute("aria-pressed", String(isOn));

  // In the dashboard the slides stand in a frame; its address names the slide, and its buttons leave and list sessions.
  function pageAround() {
    try {
      return parent !== window && parent.document.querySelector(".st-key-slides") ? parent : null;
    } catch { return null; }
  }

  const inPage = (key) => page?.document.querySelector(`.st-key-slide_${key} button`);

  // The page may still be drawing its buttons when the slides already stand there: wait for one up to ten seconds.
  function pressInPage(key, tries = 100) {
    const button = inPage(key);
    if (button) button.click();
    else if (page && tries) setTimeout(() => pressInPage(key, tries - 1), 100);
  }
  const given = (name) => (page ? new URL(page.location.href).searchParams.get(name) : null);

  function tell(name, value) {
    if (!page || isPresenter) return;
    const address = new URL(page.location.href);
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
    page.history.replaceState(page.history.state, "", address);
  }

  // Type shrinks a little where a typeface is wider than expected, so that nothing is cut.
  function fit(slide) {
    slide.style.setProperty("--fit", 1);
    if (phone.matches) return;
    const body = slide.querySelector(".body");
    const isTooLong = () => slide.scrollHeight > slide.clientHeight + 1 || body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1;
    for (let size = 0.97; size > 0.4 && isTooLong(); size -= 0.03) slide.style.setProperty("--fit", size);
  }

  function arrange() {
    fit(slides[at]);
    if (isPresenter && slides[at + 1]) fit(slides[at + 1]);
  }

  // On paper every slide is seen, so each must fit.
  addEventListener("beforeprint", () => {
    for (const slide of slides) {
      slide.classList.add("next");
      fit(slide);
      if (!isPresenter || slide !== slides[at + 1]) slide.classList.remove("next");
    }
  });

  function show(to, isByItself = false) {
    at = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((slide, position) => {
      slide.classList.toggle("shown", position === at);
      slide.classList.toggle("next", isPresenter && position === at + 1);
    });
    const slide = slides[at];
    arrange();
    deck.scrollTop = 0;
    find("count").textContent = `${at + 1} / ${slides.length}`;
    find("previous").disabled = at === 0;
    find("next").disabled = at === slides.length - 1;
    find("rows-button").hidden = !page || isPresenter || !slide.dataset.sessions;
    if (!isByItself) find("said").textContent = `Slide ${at + 1} of ${slides.length}: ${slide.querySelector("h1").textContent}`;
    const hash = "#" + encodeURIComponent(slide.dataset.key);
    if (page) tell("present", slide.dataset.key);
    else if (!isPresenter && location.protocol !== "about:" && location.hash !== hash) history.replaceState(null, "", hash);
  }

  function fromAddress() {
    let key = given("present") ?? location.hash.slice(1);
    try { key = decodeURIComponent(key); } catch { /* not an address of ours: the first slide */ }
    return Math.max(0, slides.findIndex((slide) => slide.dataset.key === key));
  }

  function rotate(isOn) {
    clearInterval(timer);
    const seconds = find("seconds").value;
    timer = isOn ? setInterval(() => { show((at + 1) % slides.length, true); share(); }, 1000 * Number(seconds)) : 0;
    press("rotate-button", isOn);
    tell("rotate", isOn ? seconds : "");
  }

  function go(to) {
    show(to);
    share();
    if (timer) rotate(true); // the slide chosen by hand gets its full time
  }

  function toggleNotes(isOn = !root.classList.contains("with-notes")) {
    root.classList.toggle("with-notes", isOn);
    press("notes-button", isOn);
    tell("notes", isOn ? "1" : "");
    if (isOn && phone.matches) slides[at].querySelector(".notes").scrollIntoView();
  }

  function isDark() {
    if (root.classList.contains("dark") || root.classList.contains("light")) return root.classList.contains("dark");
    return dark.matches;
  }

  function paint(isDarkNow) {
    root.classList.toggle("dark", isDarkNow);
    root.classList.toggle("light", !isDarkNow);
    press("theme-button", isDarkNow);
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
    else if (root.classList.contains("with-notes")) toggleNotes(false);
    else if (isPresenter) window.close();
    else pressInPage("leave");
  }

  // Both windows follow each other, without a server: each says where it is, the other goes there.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(`slides ${document.title}`) : null;
  let other = isPresenter ? window.opener : null;
  const share = () => {
    const message = { slide: at, deck: document.title };
    if (channel) channel.postMessage(message);
    else other?.postMessage(message, "*");
  };
  const follow = ({ data }) => {
    if (data?.deck !== document.title || !Number.isInteger(data.slide)) return;
    if (data.slide === -1) share();
    else if (data.slide !== at) show(data.slide);
  };
  if (channel) channel.onmessage = follow;
  else addEventListener("message", (event) => { if (event.source === other) follow(event); });

  function openPresenter() {
    other = window.open("", "igf-presenter", "popup,width=1280,height=720");
    if (!other) return;
    const copy = document.documentElement.cloneNode(true);
    copy.className = "presenter dark";
    copy.dataset.at = at;
    other.document.open();
    other.document.write(`<!doctype html>${copy.outerHTML}`);
    other.document.close();
  }

  const keys = {
    ArrowRight: () => go(at + 1), ArrowDown: () => go(at + 1), PageDown: () => go(at + 1), " ": () => go(at + 1),
    ArrowLeft: () => go(at - 1), ArrowUp: () => go(at - 1), PageUp: () => go(at - 1),
    Home: () => go(0), End: () => go(slides.length - 1), Escape: leave,
    n: () => toggleNotes(), r: () => rotate(!timer), t: () => paint(!isDark()), f: toggleFull, c: toggleContents, p: openPresenter,
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

  const on = (id, act) => find(id).addEventListener("click", act);
  on("previous", () => go(at - 1));
  on("next", () => go(at + 1));
  on("contents-button", toggleContents);
  on("contents", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    go([...find("contents").querySelectorAll("a")].indexOf(link));
    find("contents").close();
  });
  on("notes-button", () => toggleNotes());
  on("presenter-button", openPresenter);
  on("rotate-button", () => rotate(!timer));
  find("seconds").addEventListener("change", () => { if (timer) rotate(true); });
  on("theme-button", () => paint(!isDark()));
  on("full-button", toggleFull);
  on("rows-button", () => pressInPage(`rows_${slides[at].dataset.sessions}`));
  on("leave-button", () => { if (timer) rotate(false); toggleNotes(false); leave(); });
  find("full-button").hidden = !document.fullscreenEnabled;
  find("leave-button").hidden = !page && !isPresenter;
  addEventListener("hashchange", () => go(fromAddress()));
  addEventListener("resize", arrange);
  document.addEventListener("fullscreenchange", () => { root.classList.toggle("full", Boolean(document.fullscreenElement)); arrange(); });
  phone.addEventListener("change", arrange);
  dark.addEventListener("change", () => press("theme-button", isDark()));

  if (page) {
    const [red, green, blue] = getComputedStyle(page.document.querySelector(".stApp")).backgroundColor.match(/\d+/g).map(Number);
    paint(red + green + blue < 384);
    if ([...find("seconds").options].some((option) => option.value === given("rotate"))) find("seconds").value = given("rotate");
  }
  press("theme-button", isDark());
  root.classList.add("ready");
  if (isPresenter) {
    const start = Date.now();
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    const tick = () => {
      const now = new Date(), seconds = (Date.now() - start) / 1000;
      find("clock").textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
      find("elapsed").textContent = `${two(seconds / 60)}:${two(seconds % 60)}`;
    };
    tick();
    setInterval(tick, 1000);
    show(Number(root.dataset.at));
  } else show(fromAddress());
  if (given("rotate")) rotate(true);
  if (given("notes")) toggleNotes(true);
  if (page) { window.focus(); deck.focus({ preventScroll: true }); }
})();

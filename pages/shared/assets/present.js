// Keys of the presentation press the buttons of its bar, so that keyboard, mouse and touch do the same.
(() => {
  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
    Home: "first", End: "last", n: "notes", N: "notes", Escape: "leave",
  };
  const press = (name) => document.querySelector(`.st-key-slide_${name} button`)?.click();
  const swipe = {};
  if (window.igfPresentation) return;
  window.igfPresentation = true;
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.altKey || event.metaKey || document.querySelector('[data-testid="stDialog"]');
    const typing = event.target.closest('input, textarea, [role="listbox"], [role="combobox"]');
    if (!document.querySelector(".st-key-slide_bar") || busy || typing) return;
    if (event.key === "f" || event.key === "F") document.documentElement.requestFullscreen?.();
    if (event.key === " " && event.target.closest("button")) return;
    if (keys[event.key]) { event.preventDefault(); press(keys[event.key]); }
  });
  document.addEventListener("touchstart", (event) => { swipe.x = event.touches[0].clientX; swipe.y = event.touches[0].clientY; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!document.querySelector(".st-key-slide_bar")) return;
    const dx = event.changedTouches[0].clientX - swipe.x, dy = event.changedTouches[0].clientY - swipe.y;
    if (Math.abs(dx) > 70 && Math.abs(dx) > 2 * Math.abs(dy)) press(dx < 0 ? "next" : "back");
  }, { passive: true });
})();

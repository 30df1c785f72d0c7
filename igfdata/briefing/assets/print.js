"use strict";
// The page is planned before it gets here. Where a typeface is wider than planned, smaller type and then fewer rows keep it one page.
(() => {
  const sheet = document.querySelector(".sheet");
  const rows = [...sheet.querySelectorAll(".programme tbody tr")];
  const isTooLong = () => sheet.scrollHeight > sheet.clientHeight;
  let size = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--size"));
  while (isTooLong() && size > 8.5) {
    size = Math.max(8.5, size - 0.25);
    document.documentElement.style.setProperty("--size", `${size}pt`);
  }
  const count = document.getElementById("n-more");
  while (isTooLong() && rows.length) {
    rows.pop().remove();
    count.textContent = Number(count.textContent) + 1;
    document.getElementById("more").hidden = false;
  }
  document.getElementById("print").addEventListener("click", () => print());
})();

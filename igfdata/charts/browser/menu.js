// The identity and the links to all pages. A plain click asks the server for the page; one that opens another tab or window is the browser's own.
import { element } from "./acts.js";

// On a phone the sidebar lies over the page that was asked for.
const closeSidebar = () => {
  if (matchMedia("(max-width: 768px)").matches) document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
};

const newLink = (nav, { act, label, icon, isCurrent }) => {
  const link = element("a", "", element("span", "icon", icon), element("span", "", label));
  link.firstElementChild.ariaHidden = "true";
  link.firstElementChild.translate = false;
  if (isCurrent) link.ariaCurrent = "page";
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    nav.act(act);
    closeSidebar();
  };
  return link;
};

// The links are made once, so that who is at one stays there; only their addresses follow the filter.
const newMenu = (parent, groups) => {
  const identity = element("div", ""), nav = element("nav", "menu");
  nav.ariaLabel = "Pages";
  nav.links = groups.flatMap(({ name, links }) => {
    const made = links.map((link) => newLink(nav, link));
    nav.append(element("p", "", name), ...made);
    return made.map((link, number) => ({ link, address: links[number].address }));
  });
  parent.append(identity, nav);
  return Object.assign(nav, { identity });
};

export const drawMenu = ({ data, parentElement, setTriggerValue }) => {
  const kind = JSON.stringify(data.menu);
  let nav = parentElement.querySelector(":scope > .menu");
  if (nav && nav.kind !== kind) {
    nav.identity.remove();
    nav.remove();
    nav = null;
  }
  nav ??= newMenu(parentElement, data.menu);
  const turn = nav.turn = {};
  nav.kind = kind;
  nav.act = (act) => setTriggerValue("act", act);
  if (nav.html !== data.identity) nav.identity.innerHTML = nav.html = data.identity; // escaped where it is made
  for (const { link, address } of nav.links) link.href = `./${address}?${data.query}`;
  return () => {
    if (nav.turn !== turn) return;
    nav.identity.remove();
    nav.remove();
  };
};

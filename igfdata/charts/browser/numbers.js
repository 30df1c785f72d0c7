// The numbers of a page as cards, each with the box behind its i.
import { aboutButton, actButton, element, fill } from "./acts.js";

const newCard = (row, { key, rows }, label) => {
  const send = (act) => row.act(`${act} ${key}`), body = element("div", "number");
  const [about, box] = aboutButton({ act: "about", label, isBare: true }, send);
  return { key, body, box, place: element("div", `number-card number_${key}`, body, about, box), rows: rows && (() => actButton({ act: "rows", label: rows }, send)) };
};

export const drawNumbers = ({ data: { cards, about, label }, parentElement, setTriggerValue }) => {
  const row = parentElement.querySelector(":scope > .numbers") ?? parentElement.appendChild(element("div", "numbers")), turn = row.turn = {};
  row.act = (act) => setTriggerValue("act", act);
  if (row.cards?.map(({ key }) => key).join() !== cards.map(({ key }) => key).join()) {
    row.cards = cards.map((card) => newCard(row, card, label));
    row.replaceChildren(...row.cards.map(({ place }) => place));
  }
  row.cards.forEach((card, number) => {
    if (card.html !== cards[number].html) card.body.innerHTML = card.html = cards[number].html; // escaped where it is made
    if (about?.of === card.key) fill(card.box, about.lines, card.rows?.());
  });
  return () => { if (row.turn === turn) row.remove(); };
};

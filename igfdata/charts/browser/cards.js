// Cards of a page, such as its numbers and findings: text, the box behind an i, and buttons.
import { aboutButton, actButton, element, fill } from "./acts.js";

const newCard = (row, { key, rows, acts = [] }, { name, label }) => {
  const send = (act) => row.act(`${act} ${key}`), body = element("div", name), card = { key, body, place: element("div", `${name}-card ${name}_${key}`, body) };
  if (label) {
    const [about, box] = aboutButton({ act: "about", label, isBare: true }, send);
    card.place.append(about, box);
    card.fill = (lines) => fill(box, lines, rows && actButton({ act: "rows", label: rows }, send));
  }
  if (acts.length) card.place.append(element("div", "card-acts", ...acts.map((act) => actButton(act, send))));
  return card;
};

// What tells whether the cards that stand there can stay, and take the new text.
const kindOf = (cards) => JSON.stringify(cards.map(({ html, ...rest }) => rest));

export const drawCards = ({ data, parentElement, setTriggerValue }) => {
  const { cards, about, name } = data, row = parentElement.querySelector(`:scope > .${name}s`) ?? parentElement.appendChild(element("div", `${name}s`));
  const turn = row.turn = {};
  row.act = (act) => setTriggerValue("act", act);
  if (row.kind !== kindOf(cards)) {
    row.kind = kindOf(cards);
    row.cards = cards.map((card) => newCard(row, card, data));
    row.replaceChildren(...row.cards.map(({ place }) => place));
  }
  row.cards.forEach((card, number) => {
    if (card.html !== cards[number].html) card.body.innerHTML = card.html = cards[number].html; // escaped where it is made
    if (about?.of === card.key) card.fill(about.lines);
  });
  return () => { if (row.turn === turn) row.remove(); };
};

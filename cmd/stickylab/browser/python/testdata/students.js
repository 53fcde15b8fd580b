// playCase runs programs on the page as it stands, and returns what each printed, or null where
// they did not end in time. Given are their names, texts and the lines to type; goesOn: the first
// one serves until it is stopped.
async (files, goesOn, mostMs) => {
  const all = () => [...document.querySelectorAll("[data-file]")];
  const late = performance.now() + mostMs;
  const soon = async (holds, moreMs = 0) => {
    for (const end = Math.max(late, performance.now() + moreMs); !holds(); await new Promise((r) => setTimeout(r, 5)))
      if (performance.now() > end) return false;
    return true;
  };
  const write = (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const going = (card) => card.hasAttribute("data-going");
  const stands = () => document.querySelector("#python").hasAttribute("data-running");
  const stop = () => document.querySelector("[data-stop]").click();

  const begun = (card) => going(card) || card.querySelector("[data-file-state]").textContent.includes("ended");
  const over = () => !all().some((card, i) => going(card) && !(goesOn && i === 0));
  const typed = async () => {
    for (const [i, { Typed }] of files.entries()) {
      const [card, lines] = [all()[i], Typed.split("\n").slice(0, -1)];
      const asks = (n) => card.querySelectorAll(".typed").length === n && !card.querySelector("[data-ask]").hidden;
      for (const [n, line] of lines.entries()) {
        if (!(await soon(() => asks(n) || !going(card)))) return false;
        card.querySelector("[data-input]").value = line;
        card.querySelector("[data-send]").click();
      }
      if (lines.length === 0) continue;
      if (!(await soon(() => asks(lines.length) || !going(card)))) return false;
      if (going(card)) card.querySelector("[data-eof]").click();
    }
    return true;
  };

  while (all().length > files.length) all().at(-1).querySelector("[data-remove]").click();
  while (all().length < files.length) document.querySelector("[data-add]").click();
  for (const card of all()) card.querySelector("[data-file-state]").textContent = "";
  for (const [i, { Name, Text }] of files.entries()) {
    write(all()[i].querySelector("[data-name]"), Name);
    write(all()[i].querySelector("[data-text]"), Text);
  }
  document.querySelector("[data-run]").click();
  const ended = (await soon(() => all().every(begun))) && (await typed()) && (await soon(over));
  if (goesOn || !ended) stop();
  if (!(await soon(() => !stands(), 5_000)) || !ended) return null;

  // All that was printed is on the page soon after the run has ended.
  const run = document.querySelector("[data-export]").href.match(/\/api\/runs\/[^/?]+/)[0];
  const { events } = await (await fetch(run)).json();
  const isSaid = ({ call, err }) => call === "print" || (call === "input" && !err);
  const isShown = (card, i) =>
    (goesOn && i === 0) || // how far it came is luck
    card.querySelectorAll("[data-lines] [data-seq]").length >=
      events.filter((event) => event.peer === files[i].Name && isSaid(event)).length;
  if (!(await soon(() => all().every(isShown), 5_000))) return null;
  const pieces = (line) => [...line.querySelectorAll("button:not(.typed, [hidden])")].map((one) => one.textContent.replace(/\u200b/g, ""));
  return all().map((card) =>
    [...card.querySelectorAll("[data-lines] > div")].map((line) => pieces(line).join("") + (line.querySelector(".typed") ? "" : "\n")).join(""),
  );
}

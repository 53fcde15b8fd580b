// The command that runs the programs of the page under stickylab trace, to be copied.

/** @typedef {import("../text.js").Text} Text */

/**
 * commandOf is for the shell of whoever copies it.
 * @param {readonly string[]} names
 */
export const commandOf = (names) =>
  `stickylab trace -- ${names.map((name) => `python3 ${quoted(name)}`).join(" ::: ")}`;

/** @param {string} name */
const quoted = (name) => (/^[\w.][\w.-]*$/.test(name) ? name : `'./${name.replaceAll("'", `'\\''`)}'`);

/**
 * @param {HTMLFormElement} form
 * @param {import("./files.js").PythonFiles} files
 * @param {Text} text
 */
export function wireTerminal(form, files, text) {
  const box = form.querySelector("[data-terminal]");
  const command = box?.querySelector("[data-terminal-command]");
  const note = box?.querySelector("[data-terminal-note]");
  if (!box || !command || !note) return;
  const draw = () => (command.textContent = commandOf(files.programs().map(({ name }) => name)));
  box.addEventListener("toggle", draw);
  form.addEventListener("change", draw);
  box.querySelector("[data-terminal-copy]")?.addEventListener("click", async () => {
    draw();
    try {
      await navigator.clipboard.writeText(command.textContent ?? "");
      note.textContent = text("python.terminal.copied");
    } catch {
      getSelection()?.selectAllChildren(command);
      note.textContent = text("python.terminal.select");
    }
  });
}

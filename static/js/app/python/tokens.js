// Python in colours: a line is cut into pieces of one kind each. What goes on over
// lines is a string in three quotes, so a line begins in a state and ends in one.

/** @typedef {"" | "'''" | '"""'} State the quotes of the string that a line begins in */
/** @typedef {{ kind: string, text: string }} Piece kind is "" for what has no colour */

const keywords = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from " +
    "global if import in is lambda nonlocal not or pass raise return try while with yield match case"
  ).split(" "),
);

const token =
  /(?<comment>#.*)|(?<string>\b[rbfutRBFUT]{0,2}(?:'''|"""|'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)|'''|"""|'(?:[^'\\]|\\.)*'?|"(?:[^"\\]|\\.)*"?)|(?<number>\b\d[\w.]*)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<other>[^\p{L}\p{N}_#'"]+|.)/gu;

/**
 * piecesOf cuts a line.
 * @param {string} line
 * @param {State} state
 * @returns {{ pieces: Piece[], state: State }}
 */
export function piecesOf(line, state) {
  /** @type {Piece[]} */
  const pieces = [];
  const add = (/** @type {string} */ kind, /** @type {string} */ text) => {
    if (!text) return;
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let at = 0;
  if (state) {
    at = closing(line, 0, state);
    add("string", line.slice(0, at < 0 ? line.length : at));
    if (at < 0) return { pieces, state };
  }
  token.lastIndex = at;
  for (let found = token.exec(line); found; found = token.exec(line)) {
    const { comment, string, number, name } = found.groups ?? {};
    const quotes = /** @type {State} */ (string?.match(/'''$|"""$/)?.[0] ?? "");
    if (quotes && string.replace(/^[a-zA-Z]+/, "") === quotes) {
      const end = closing(line, token.lastIndex, quotes);
      if (end < 0) {
        add("string", line.slice(found.index));
        return { pieces, state: quotes };
      }
      add("string", line.slice(found.index, end));
      token.lastIndex = end;
    } else if (comment) add("comment", comment);
    else if (string) add("string", string);
    else if (number) add("number", number);
    else add(name && keywords.has(name) ? "keyword" : "", found[0]);
  }
  return { pieces, state: "" };
}

/**
 * closing returns where a string in three quotes has ended, -1 where it goes on.
 * @param {string} line
 * @param {number} from
 * @param {string} quotes
 */
function closing(line, from, quotes) {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line.startsWith(quotes, at)) return at + quotes.length;
  }
  return -1;
}

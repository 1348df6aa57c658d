// What a script adds to reading one comment.

// Quoting: words selected in the comment go, exactly as written, to the list of what justifies a removal.

const field = document.querySelector("[data-quotes]");
const source = document.querySelector("[data-quotable]");

const button = document.createElement("button");
button.type = "button";
button.className = "button quote-button";
button.dataset.size = "small";
button.dataset.key = "q";
button.textContent = "Citer ces mots ";
button.append(Object.assign(document.createElement("kbd"), { textContent: "q" }));
button.hidden = true;

/* Range.toString gives the text itself; Selection.toString gives what is rendered. */
function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  return source.contains(range.startContainer) && source.contains(range.endContainer) ? range : null;
}

const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

function offer() {
  const range = selected();
  button.hidden = !range || !lines(range.toString()).length;
  if (button.hidden) return;
  const boxes = range.getClientRects();
  const last = boxes[boxes.length - 1];
  const left = Math.min(last.right, document.documentElement.clientWidth - button.offsetWidth - 16);
  button.style.insetBlockStart = `${window.scrollY + last.bottom + 6}px`;
  button.style.insetInlineStart = `${Math.max(16, left)}px`;
}

function quote() {
  const range = selected();
  if (!range) return;
  const known = new Set(lines(field.value));
  const added = lines(range.toString()).filter((line) => !known.has(line));
  field.value = [...lines(field.value), ...added].join("\n");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.getSelection().removeAllRanges();
  button.hidden = true;
}

if (field && source) {
  document.body.append(button);
  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", quote);
  document.addEventListener("selectionchange", offer);
}

// Enter in a field presses the form's first button, which decides nothing: no need to ask the server.
document.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-idle]")) event.preventDefault();
});

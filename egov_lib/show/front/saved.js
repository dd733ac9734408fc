// Brings a view of a saved notebook alive where no kernel runs: in JupyterLab, or on a page made by
// nbconvert. What views share is in the notebook once, packed; a view waits for parts that are in
// the output of another cell, and until then its still is shown.

// The parts of all views of this window, by name: { whole, fill }.
function shelf() {
  window.egovSaved ??= { parts: new Map() };
  return window.egovSaved;
}

function part(name) {
  const { parts } = shelf();
  if (!parts.has(name)) {
    const one = {};
    one.whole = new Promise((fill) => { one.fill = fill; });
    parts.set(name, one);
  }
  return parts.get(name);
}

// The text that Python packed: gzip, written in base64.
async function unpacked(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

// What the front end's script makes; a script element, since some hosts allow no other way.
function made(code) {
  const element = document.createElement("script");
  element.textContent = `window.egovSaved.made = ${code};`;
  document.head.append(element);
  element.remove();
  return shelf().made;
}

// script: the element that calls, within the box of the output
// carried: parts that this output brings, {name: packed text}
// view: {name, state, code, look, data: {key: name of a part}}
export async function wake(script, carried, view) {
  const box = script.parentElement;
  for (const [name, packed] of Object.entries(carried)) part(name).fill(unpacked(packed));
  const [code, look, ...values] = await Promise.all(
    [view.code, view.look, ...Object.values(view.data)].map((name) => part(name).whole));
  const data = Object.fromEntries(Object.keys(view.data).map((key, number) => [key, JSON.parse(values[number])]));
  const front = made(code), style = document.createElement("style"), el = document.createElement("div");
  style.textContent = look;
  box.classList.remove("jp-RenderedHTMLCommon"); // what JupyterLab does to results is not for views
  box.replaceChildren(style, el);
  front.renderers[view.name]({ model: front.pageModel({ ...view.state, host: "saved", data }, { keep: false }), el });
}

// Compile archives with the Python that will run them: Pyodide, under Node.
//   node compile.mjs PYODIDE FROM TO SCRIPT [WITH_SOURCES ...]
// PYODIDE: the folder with Pyodide; FROM: a folder of wheels and zips; TO: the folder for the
// compiled ones, under the same names; SCRIPT: lite_bytecode.py; WITH_SOURCES: names of the files
// whose modules stay beside their bytecode.
import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodideFolder, from, to, script, ...withSources] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodideFolder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodideFolder}/` });
for (const [place, root] of [["/from", from], ["/to", to]]) {
  python.FS.mkdirTree(place);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, place);
}
python.runPython(readFileSync(script, "utf8"));
const compile = python.globals.get("compile_archive");
const path = python.globals.get("Path");
for (const name of readdirSync(from)) {
  compile.callKwargs(path(`/from/${name}`), path(`/to/${name}`), {
    with_sources: withSources.includes(name),
  });
}
process.exit(0);

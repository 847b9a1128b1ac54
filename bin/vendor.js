/**
 * Copies the front end's libraries from npm into frontend/static/frontend/vendor/, one minified ES module each,
 * with their origin in vendor.json and their licences in LICENCES.txt. `--check` only tells whether they are what
 * package-lock.json would give.
 *
 * To add one: pin it in package.json (`npm install --save-dev --save-exact NAME`), name it in LIBRARIES, `make vendor`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDER = join(ROOT, 'frontend/static/frontend/vendor');

/**
 * The libraries, by the name they are imported under.
 * `file`: what it is called in vendor/. `copy`: a file of the package taken as it is, instead of a module.
 * @type {Record<string, {file: string, copy?: string}>}
 */
const LIBRARIES = {
  '@mapbox/vector-tile': { file: 'vector-tile.js' },
  pbf: { file: 'pbf.js' },
  // Written into the map that opens without a network, for Leaflet of the same file.
  'leaflet.markercluster': { file: 'leaflet.markercluster.js', copy: 'dist/leaflet.markercluster.js' },
  '@fontsource-variable/source-sans-3': { file: 'source-sans-3.woff2', copy: 'files/source-sans-3-latin-wght-normal.woff2' },
};

/** @typedef {{version: string, license: string}} Manifest */
/** @typedef {{name: string, file: string, version: string, licence: string, module: boolean, contains: string[], sha256: string}} Entry */

/** @param {string} name @returns {Manifest} what the installed package says of itself */
function manifest(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
}

/** @param {string} path a file below node_modules @returns {string} the package it belongs to */
function packageOf(path) {
  const parts = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length).split('/');
  return parts.slice(0, parts[0].startsWith('@') ? 2 : 1).join('/');
}

/** @param {string} name @returns {string} the text of the package's licence */
function licenceText(name) {
  const folder = join(ROOT, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^(mit-)?(licen[cs]e|copying)/i.test(entry));
  const { version, license } = manifest(name);
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  return `${name} ${version}\n\n${text}\n`;
}

/** @param {string} name @returns {Promise<{content: Uint8Array, packages: string[]}>} the module, and whose code is in it */
async function bundle(name) {
  const { version, license } = manifest(name);
  const result = await build({
    absWorkingDir: ROOT,
    stdin: { contents: `export * from '${name}';${await defaultExport(name)}`, resolveDir: ROOT },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'inline',
    // What is vendored by itself stays an import, found through the import map: one copy in the page.
    external: Object.keys(LIBRARIES).filter((other) => other !== name),
    banner: { js: `/*! ${name} ${version}, ${license}, see LICENCES.txt */` },
  });
  const inputs = Object.keys(result.metafile.inputs).filter((path) => path.includes('node_modules/'));
  return { content: result.outputFiles[0].contents, packages: [...new Set(inputs.map(packageOf))].sort() };
}

/** @param {string} name @returns {Promise<string>} a line that passes the default export on, if there is one */
async function defaultExport(name) {
  const exported = await import(name);
  return 'default' in exported ? `export { default } from '${name}';` : '';
}

/** @returns {Promise<Map<string, Uint8Array>>} every file of the folder, as the lock file would give it */
async function expectedFiles() {
  const files = new Map();
  /** @type {Entry[]} */
  const entries = [];
  const owners = new Set();
  for (const [name, { file, copy }] of Object.entries(LIBRARIES)) {
    const made = copy
      ? { content: readFileSync(join(ROOT, 'node_modules', name, copy)), packages: [name] }
      : await bundle(name);
    made.packages.forEach((owner) => owners.add(owner));
    const { version, license } = manifest(name);
    const contains = made.packages.filter((owner) => owner !== name).map((owner) => `${owner} ${manifest(owner).version}`);
    const sha256 = createHash('sha256').update(made.content).digest('hex');
    entries.push({ name, file, version, licence: license, module: !copy, contains, sha256 });
    files.set(file, made.content);
  }
  const licences = [...owners].sort().map(licenceText);
  files.set('LICENCES.txt', new TextEncoder().encode(licences.join(`\n${'-'.repeat(72)}\n\n`)));
  files.set('vendor.json', new TextEncoder().encode(`${JSON.stringify(entries, null, 2)}\n`));
  return files;
}

/** @param {Map<string, Uint8Array>} expected @returns {string[]} one sentence for each file that differs */
function differences(expected) {
  const present = existsSync(FOLDER) ? readdirSync(FOLDER) : [];
  const found = present.filter((file) => !expected.has(file)).map((file) => `${file} comes from no library`);
  for (const [file, content] of expected) {
    if (!present.includes(file)) found.push(`${file} is missing`);
    else if (!readFileSync(join(FOLDER, file)).equals(content)) found.push(`${file} is not what npm gives`);
  }
  return found;
}

const expected = await expectedFiles();
if (process.argv.includes('--check')) {
  const found = differences(expected);
  console.log(found.length ? `${found.join('\n')}\nRun make vendor.` : `${expected.size} files as expected.`);
  process.exitCode = found.length ? 1 : 0;
} else {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [file, content] of expected) writeFileSync(join(FOLDER, file), content);
  console.log([...expected.keys()].join('\n'));
}

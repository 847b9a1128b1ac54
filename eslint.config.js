import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['.data/', '.venv/', 'node_modules/', 'frontend/static/frontend/vendor/'] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': ['error', { allow: ['error'] }],
      'no-implicit-globals': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 200 }],
      // What people wrote enters the page as text, never as HTML.
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Use textContent or append().' },
        { property: 'outerHTML', message: 'Use replaceWith().' },
        { property: 'insertAdjacentHTML', message: 'Use append().' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name=/^bind(Tooltip|Popup)$/]:not([arguments.0.callee.name='inWords'])",
          message: 'Leaflet takes a string for HTML: give it inWords(…).',
        },
      ],
    },
  },
  { files: ['frontend/static/frontend/js/**'], languageOptions: { globals: globals.browser } },
  {
    // Only js/map/leaflet.js reads Leaflet's global; only js/map/ imports that module.
    files: ['frontend/static/frontend/js/**'],
    ignores: ['frontend/static/frontend/js/map/leaflet.js'],
    rules: { 'no-restricted-globals': ['error', { name: 'L', message: 'Import it from map/leaflet.js.' }] },
  },
  // Written into the map that opens without a network, where Leaflet stands beside it.
  { files: ['frontend/sharing/*.js'], languageOptions: { sourceType: 'script', globals: { ...globals.browser, L: 'readonly' } } },
  {
    files: ['frontend/static/frontend/js/geo/**'],
    languageOptions: { globals: Object.fromEntries(Object.keys(globals.browser).map((name) => [name, 'off'])) },
  },
  layer('geo', ['api', 'state', 'map', 'ui', 'pages']),
  layer('state', ['map', 'ui', 'pages']),
  layer('api', ['map', 'ui', 'pages']),
  layer('map', ['pages']),
  layer('ui', ['map', 'pages']),
  {
    files: ['bin/**', 'tests/js/**', '*.config.js'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
];

/**
 * The direction of imports: pages → map, ui → state, api → geo.
 * @param {string} folder a folder of js/
 * @param {string[]} forbidden the folders it must not import from
 */
function layer(folder, forbidden) {
  const group = forbidden.map((other) => `**/${other}/**`);
  if (folder !== 'map') group.push('**/map/leaflet.js');
  return {
    files: [`frontend/static/frontend/js/${folder}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group, message: `${folder}/ stands below: pages → map, ui → state, api → geo.` }] },
      ],
    },
  };
}

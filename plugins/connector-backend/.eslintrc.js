const createConfig = require('@backstage/cli/config/eslint-factory');

// The stages by what they may import of src/; the whole table, packages included,
// is in ARCHITECTURE.md and kept by src/architecture.test.ts.
const stages = {
  extract: [],
  map: ['plan/types.ts', 'plan/fingerprint.ts'],
  plan: ['archives/format/entityPath.ts'],
  apply: ['database', 'extract/untilAborted.ts'],
  report: [],
  database: ['nameKey.ts'],
};

const config = createConfig(__dirname, {
  // Without it the paths of TypeScript files are unknown, and the zones idle.
  settings: { 'import/resolver': { node: { extensions: ['.ts', '.js'] } } },
  rules: {
    'import/no-restricted-paths': [
      'error',
      {
        basePath: `${__dirname}/src`,
        zones: [
          ...Object.entries(stages).map(([stage, others]) => ({
            target: stage,
            from: '.',
            except: [stage, ...others, '__testUtils__'].map(it => `./${it}`),
            message: `${stage} knows no other stage, see ARCHITECTURE.md.`,
          })),
          ...['database', ...Object.keys(stages)].map(from => ({
            target: 'router',
            from,
            message: 'Routers know services only, see ARCHITECTURE.md.',
          })),
        ],
      },
    ],
  },
});

module.exports = {
  ...config,
  overrides: [
    ...config.overrides,
    {
      files: ['src/{map,plan,report}/**/*.ts'],
      excludedFiles: ['**/*.test.ts'],
      rules: {
        'no-restricted-globals': [
          'error',
          ...['Date', 'fetch', 'performance', 'process', 'setTimeout'].map(
            name => ({
              name,
              message: 'This stage is pure: no clock, no I/O.',
            }),
          ),
        ],
        'no-restricted-properties': [
          'error',
          {
            object: 'Math',
            property: 'random',
            message: 'This stage is pure.',
          },
        ],
      },
    },
  ],
};

// Builds the frontend of the sample portal into packages/app/dist, unless the
// build there was made from the same files.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
const stamp = 'packages/app/dist/.built-from';

const sources = globSync(
  [
    'packages/app/{src,public}/**/*.*',
    'plugins/*/src/**/*.*',
    '{packages/app,plugins/*}/package.json',
    'app-config.yaml',
    'yarn.lock',
  ],
  { exclude: file => /\.test\.|__fixtures__|testUtils/.test(file) },
).sort();
const hash = createHash('sha256');
for (const source of sources) {
  hash.update(source).update(readFileSync(source));
}
const builtFrom = hash.digest('hex');

function lastBuiltFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return undefined;
  }
}

if (lastBuiltFrom() !== builtFrom) {
  const { status, stdout, stderr } = spawnSync(
    'yarn',
    ['workspace', 'app', 'build'],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    // Only now: a good build lists hundreds of files.
    process.stderr.write(`${stdout}${stderr}`);
    process.exit(1);
  }
  writeFileSync(stamp, builtFrom);
}

// node script/lib/awaitPortal.mjs <url> <pid>: waits until the portal's page is
// served and both sample users can enter, or its process is gone.
import { setTimeout as sleep } from 'node:timers/promises';

const [url, pid] = process.argv.slice(2);
const deadline = Date.now() + 300_000;

async function answers(path, headers) {
  try {
    return (await fetch(`${url}${path}`, { headers })).ok;
  } catch {
    return false; // nothing listens yet
  }
}

const ready = async () =>
  (await answers('/')) &&
  (await answers('/.backstage/health/v1/readiness')) &&
  // Signing in needs the people to be in the catalog.
  (await answers('/api/auth/sample/refresh', {
    'x-sample-user': 'ada.admin',
  })) &&
  answers('/api/auth/sample/refresh', { 'x-sample-user': 'rita.reader' });

while (!(await ready())) {
  try {
    process.kill(Number(pid), 0);
  } catch {
    process.exit(1);
  }
  if (Date.now() > deadline) process.exit(1);
  await sleep(250);
}

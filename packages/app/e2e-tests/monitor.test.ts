import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { choose, dropDown, runState } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

const runsTable = (page: Page) =>
  page.getByRole('table').filter({ hasText: 'Started by' });
const today = new Date().toISOString().slice(0, 10);

test('the filters of the monitor stand in the address', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Watched shop', shop);
  await run(id, 'preview');
  await run(id);
  await signIn(page, 'ada', '/connector/monitor');
  await page.getByRole('link', { name: 'Watched shop' }).first().click();
  await expect(page).toHaveURL(new RegExp(`connection=${id}`));
  await expect(runsTable(page).getByRole('row')).toHaveCount(3);
  await choose(page, 'Kind', 'Preview');
  await choose(page, 'State', 'Succeeded');
  await choose(page, 'Trigger', 'By hand');
  await page.getByLabel('From', { exact: true }).fill(today);
  await expect(page).toHaveURL(new RegExp(`from=${today}`));
  await expect(runsTable(page).getByRole('row')).toHaveCount(2);
  await page.reload();
  await expect(runsTable(page).getByRole('row')).toHaveCount(2);
  await expect(dropDown(page, 'Kind')).toContainText('Preview');
  await expect(dropDown(page, 'Connection')).toContainText('Watched shop');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByText('Before the first day')).toBeVisible();
  await expect(page.getByText('No run matches the filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/monitor$/);
});

test('charts and strips show the runs of a connection, with words for all', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Charted shop', shop);
  await run(id);
  await shop.query('CREATE TABLE sales.voucher (voucher_id integer)');
  await run(id);
  await run(id, 'preview');
  await signIn(page, 'ada', `/connector/monitor?connection=${id}`);
  const durations = page.getByRole('figure', {
    name: 'Duration of each import',
  });
  await expect(durations.locator('.recharts-bar-rectangle')).toHaveCount(2);
  await takeScreenshots(page, 'monitor');
  await page.setViewportSize({ width: 1024, height: 800 });
  await expect(durations).toBeVisible();
  await takeScreenshots(page, 'monitor-narrow', 1024);
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(durations).toHaveCount(0);
  await expect(
    page.getByRole('row', { name: /Succeeded .* 1 Create/ }).first(),
  ).toBeVisible();

  // The strip is one stop of the tabulator, and the arrows go along it.
  const strip = page.getByRole('list', { name: /^Runs of Charted shop/ });
  const mark = strip.getByRole('link').last();
  await expect(mark).toHaveAccessibleName(/runs?, shown: .* Succeeded/);
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(runState(page)).toHaveText('Succeeded');
});

test('two runs are compared: settings, counts and the first difference', async ({
  page,
  shop,
  connect,
  run,
  api,
}) => {
  const connection = await connect('Compared shop', shop);
  const params = { id: connection.id };
  const first = await run(connection.id);
  await shop.query(`
    CREATE TABLE sales.voucher (voucher_id integer);
    COMMENT ON TABLE sales.customer IS 'Whoever buys'`);
  const second = await run(connection.id);
  await signIn(page, 'ada', `/connector/monitor?connection=${params.id}`);
  const boxes = page.getByRole('checkbox', { name: /^Select the run/ });
  await expect(boxes).toHaveCount(2);
  await boxes.first().press('Space');
  await boxes.last().press('Space');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page).toHaveURL(
    new RegExp(`runs/${second.id}\\?tab=compare&with=${first.id}`),
  );
  const counts = page.getByRole('table', { name: 'Counts side by side' });
  await expect(counts.getByRole('row', { name: /Create/ })).toContainText('(−');
  await expect(
    page.getByText('Both runs used the same settings.'),
  ).toBeVisible();
  const decisions = page.getByRole('table', {
    name: 'First differences in the decisions',
  });
  await expect(
    decisions.getByRole('row', { name: /sales\.voucher/ }),
  ).toContainText('not listed');
  await takeScreenshots(page, 'run-comparison');
  // The comparison has an address of its own.
  await page.reload();
  await expect(counts).toBeVisible();
  expect(
    (await api.getRun({ params: { id: second.id } })).byAction?.create,
  ).toBe(1);
});

test('a run is cancelled on its page, and its log can be kept', async ({
  page,
  shop,
  connect,
  api,
}) => {
  const { id } = await connect('Slow shop', shop);
  // The catalog of the database is locked: reading it waits.
  const release = await shop.hold('pg_catalog.pg_class');
  const started = await api
    .startRun({ params: { id }, body: { kind: 'import' } })
    .finally(() => {});
  await signIn(page, 'ada', `/connector/runs/${started.id}`);
  await expect(runState(page)).toHaveText('Running');
  await takeScreenshots(page, 'run-running');
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await expect(runState(page)).toHaveText('Cancelled');
  await release();

  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page).toHaveURL(/tab=log/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe(`connector-run-${started.id}.log`);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z INFO /);
});

test('a line of a log has an address', async ({
  page,
  context,
  shop,
  connect,
  run,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id } = await connect('Linked shop', shop);
  const { id: runId } = await run(id);
  await signIn(page, 'ada', `/connector/runs/${runId}?tab=log`);
  const lineTwo = page.getByRole('row', { name: '2', exact: true });
  await lineTwo.click();
  await expect(page).toHaveURL(/#lines-2$/);
  await page.getByRole('button', { name: 'Copy link' }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address).toMatch(/\?tab=log&first=1#lines-2$/);
  await takeScreenshots(page, 'run-log');
  await page.goto('about:blank');
  await page.goto(address);
  // The selected line has a button to copy it.
  await expect(lineTwo.locator('..').getByTestId('copy-button')).toBeVisible();
});

test('who may only read sees the monitor', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Read shop', shop);
  await run(id);
  await signIn(page, 'rita', `/connector/monitor?connection=${id}`);
  await expect(runsTable(page).getByRole('row')).toHaveCount(2);
  await expect(
    page.getByRole('heading', { name: 'What was due' }),
  ).toBeVisible();
});

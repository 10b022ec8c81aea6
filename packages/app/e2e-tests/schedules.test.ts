import { expect, type Page } from '@playwright/test';
import { act, choose, dropDown, input, rowOf, runState } from './pages';
import { makeDue } from './portalState';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

const dialog = (page: Page) => page.getByRole('dialog');
const scheduleSwitch = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Schedule of ${name}` });
const save = (page: Page) =>
  dialog(page).getByRole('button', { name: 'Save' }).click();
const daily = {
  recurrence: { kind: 'daily', time: '03:15' },
  zone: 'UTC',
} as const;

test('an import is scheduled in the eight steps of the vendor', async ({
  page,
  api,
  shop,
  connect,
}) => {
  // Up to two minutes of it wait for a start by the clock, and its run.
  test.setTimeout(360_000);
  const { id } = await connect('Night shop', shop);
  // 1. Saved connections, in the settings.
  await signIn(page, 'ada', '/settings/connector');
  await expect(rowOf(page, 'Night shop')).toContainText('None');
  // 2. and 3. The action menu, and Schedule in it.
  await act(page, 'Night shop', 'Schedule');
  // 4. Frequency and days.
  await choose(dialog(page), 'Runs', 'Every week');
  for (const day of ['Monday', 'Wednesday', 'Friday']) {
    await dialog(page).getByRole('button', { name: day }).click();
  }
  await dialog(page).getByRole('button', { name: 'Sunday' }).click();
  // 5. Zone and start time.
  await input(page, 'Time zone').fill('America/New_York');
  await page.getByRole('option', { name: 'America/New_York' }).click();
  await page.getByLabel('Start time').fill('23:30');
  const planned = dialog(page).getByRole('table', {
    name: 'The next five runs',
  });
  await expect(planned.getByRole('row')).toHaveCount(6);
  await expect(planned.getByRole('columnheader')).toHaveText([
    'America/New_York',
    'Your zone (Europe/Berlin)',
    'UTC',
  ]);
  await expect(api.getSchedule({ params: { id } })).rejects.toThrow();
  // 6. Save; 7. the next execution, in the zone of the viewer.
  await save(page);
  const saved = dialog(page).getByRole('alert');
  await expect(saved).toContainText('Schedule saved');
  await expect(saved).toContainText(
    /Next execution: .*0[45]:30:00.*\(Europe\/Berlin\)/,
  );
  const stored = await api.getSchedule({ params: { id } });
  expect(stored).toMatchObject({
    recurrence: {
      kind: 'weekly',
      weekdays: ['tuesday', 'thursday', 'sunday'],
      time: '23:30',
    },
    zone: 'America/New_York',
    enabled: true,
  });
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(
    rowOf(page, 'Night shop').locator('time').last(),
  ).toHaveAttribute('datetime', stored.nextRun!);
  // To deactivate it: Enabled schedule.
  await act(page, 'Night shop', 'Schedule');
  await dialog(page).getByLabel('Enabled schedule').click();
  await save(page);
  await expect(dialog(page).getByRole('alert')).toContainText(
    'It is switched off and starts no runs.',
  );

  // 8. It runs in the background, and its status is with the connection.
  await choose(dialog(page), 'Runs', 'By a cron expression');
  await input(page, 'Cron expression').fill('* * * * *');
  await dialog(page).getByLabel('Enabled schedule').click();
  await save(page);
  await expect(dialog(page).getByRole('alert')).toContainText('Next execution');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await page.goto('/connector');
  const row = rowOf(page, 'Night shop');
  await expect(row).toContainText('Succeeded', { timeout: 120_000 });
  await expect(row).toContainText('Up to date');
  await scheduleSwitch(page, 'Night shop').click();
  await page.goto(`/connector/monitor?connection=${id}&trigger=schedule`);
  await expect(
    page.getByRole('row', { name: /A run was started/ }),
  ).toContainText('Night shop');
  await page.getByRole('link', { name: 'See the run' }).first().click();
  await expect(runState(page)).toHaveText('Succeeded');
});

test('a schedule of app-config starts runs, and nobody stands beside them', async ({
  page,
  api,
  sample,
}) => {
  makeDue(sample);
  const query = { connection: sample, trigger: ['schedule' as const] };
  await expect
    .poll(async () => (await api.listRuns({ query })).items[0]?.state, {
      timeout: 45_000,
    })
    .toBe('succeeded');
  await signIn(page, 'ada', '/settings/connector');
  const row = page.getByRole('row').filter({
    has: page.getByRole('cell', { name: 'app-config', exact: true }),
  });
  await expect(row.first()).toBeVisible();
  await page.goto(`/connector/monitor?connection=${sample}&trigger=schedule`);
  await row.first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/connector\/runs\/[\w-]+$/);
  await expect(runState(page)).toHaveText('Succeeded');
  await expect(
    page.getByRole('definition').filter({ hasText: /^app-config$/ }),
  ).toBeVisible();
});

test('what is wrong is said at its input, and nothing is saved', async ({
  page,
  api,
  shop,
  connect,
}) => {
  const { id } = await connect('Odd shop', shop);
  await signIn(page, 'ada', '/connector');
  await act(page, 'Odd shop', 'Schedule');
  await choose(dialog(page), 'Runs', 'By a cron expression');
  await input(page, 'Cron expression').fill('0 0 30 2 *');
  await expect(input(page, 'Cron expression')).toHaveAccessibleDescription(
    /never/i,
  );
  await input(page, 'Grace period in hours').fill('200');
  await expect(
    input(page, 'Grace period in hours'),
  ).toHaveAccessibleDescription('A number from 0 to 168.');
  await save(page);
  await expect(api.getSchedule({ params: { id } })).rejects.toThrow();
});

test('two administrators do not lose what the other has saved', async ({
  page,
  api,
  shop,
  connect,
}) => {
  const { id } = await connect('Busy shop', shop);
  const params = { id };
  await api.putSchedule({ params, body: daily });
  await signIn(page, 'ada', '/connector');
  await act(page, 'Busy shop', 'Schedule');
  await page.getByLabel('Start time').fill('04:00');
  await api.putSchedule({
    params,
    body: { ...daily, zone: 'Asia/Tokyo', version: 1 },
  });
  await save(page);
  const conflict = dialog(page).getByRole('alert');
  await expect(conflict).toContainText('Ada Lindqvist saved it');
  await expect(conflict).toContainText('every day at 03:15 (Asia/Tokyo)');
  await conflict.getByRole('button', { name: 'Load theirs' }).click();
  await expect(page.getByLabel('Start time')).toHaveValue('03:15');
  await expect(input(page, 'Time zone')).toHaveValue('Asia/Tokyo');

  await page.getByLabel('Start time').fill('05:00');
  await api.putSchedule({ params, body: { ...daily, version: 2 } });
  await save(page);
  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(conflict).toContainText('Schedule saved');
  await expect(api.getSchedule({ params })).resolves.toMatchObject({
    recurrence: { kind: 'daily', time: '05:00' },
    zone: 'Asia/Tokyo',
    version: 4,
  });

  await dialog(page).getByRole('button', { name: 'Delete schedule' }).click();
  await dialog(page)
    .getByRole('button', { name: 'Delete', exact: true })
    .click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(rowOf(page, 'Busy shop')).toContainText('None');
});

test('the switch in the table turns a schedule off and on', async ({
  page,
  api,
  shop,
  connect,
}) => {
  const { id } = await connect('Switched shop', shop);
  const params = { id };
  await api.putSchedule({ params, body: daily });
  await signIn(page, 'ada', '/connector');
  await scheduleSwitch(page, 'Switched shop').press('Space');
  await expect(rowOf(page, 'Switched shop')).toContainText('Off');
  await expect
    .poll(async () => (await api.getSchedule({ params })).enabled)
    .toBe(false);
  await scheduleSwitch(page, 'Switched shop').click();
  await expect(
    rowOf(page, 'Switched shop').locator('time').last(),
  ).toBeVisible();
  await takeScreenshots(page, 'connections');

  // Someone else has saved since: nothing is overwritten, and it is said.
  const { version } = await api.getSchedule({ params });
  await expect(scheduleSwitch(page, 'Switched shop')).toBeEnabled();
  await page.route('**/schedules', route => route.abort());
  await api.putSchedule({ params, body: { ...daily, version } });
  await scheduleSwitch(page, 'Switched shop').click();
  await expect(page.getByText(/has changed the schedule since/)).toBeVisible();
  await page.unroute('**/schedules');
  await expect(api.getSchedule({ params })).resolves.toMatchObject({
    enabled: true,
  });
});

test('the table of connections fits into 1024 pixels', async ({
  page,
  api,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Crowded warehouse', shop);
  await run(id);
  await api.putSchedule({ params: { id }, body: daily });
  await page.setViewportSize({ width: 1024, height: 768 });
  await signIn(page, 'ada', '/connector');
  await expect(scheduleSwitch(page, 'Crowded warehouse')).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'Actions for Crowded warehouse' }),
  ).toBeInViewport({ ratio: 1 });
  await takeScreenshots(page, 'connections-narrow', 1024);
});

test('who may only read sees schedules and cannot change them', async ({
  page,
  api,
  shop,
  connect,
}) => {
  const { id } = await connect('Public shop', shop);
  await api.putSchedule({ params: { id }, body: daily });
  await signIn(page, 'rita', '/connector');
  await expect(scheduleSwitch(page, 'Public shop')).toBeDisabled();
  await expect(scheduleSwitch(page, 'Public shop')).toBeChecked();
});

test('a schedule is made by keyboard alone', async ({
  page,
  api,
  shop,
  connect,
}) => {
  const { id } = await connect('Keyed shop', shop);
  await signIn(page, 'ada', '/connector');
  const actions = page.getByRole('button', { name: 'Actions for Keyed shop' });
  // What may be done is not known at once.
  await expect(actions).toBeEnabled();
  await actions.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('S');
  await expect(page.getByRole('menuitem', { name: 'Schedule' })).toBeFocused();
  await page.keyboard.press('Enter');
  await dropDown(dialog(page), 'Runs').press('ArrowDown');
  await page.getByRole('option', { name: 'Every month' }).press('Enter');
  await dropDown(dialog(page), 'Day of the month').press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByLabel('Start time').press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('Schedule saved');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(api.getSchedule({ params: { id } })).resolves.toMatchObject({
    recurrence: { kind: 'monthly', day: 'last', time: '02:00' },
  });
});

test('the review of the wizard schedules, too', async ({
  page,
  shop,
  connect,
}) => {
  const { id } = await connect('Reviewed shop', shop);
  await signIn(page, 'ada', `/connector/import/${id}?step=review`);
  const schedule = page.getByRole('region', { name: 'Schedule' });
  await expect(schedule).toContainText('Not scheduled');
  await schedule.getByRole('button', { name: 'Schedule' }).click();
  await save(page);
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(schedule).toContainText(
    /Runs every day at 02:00 \(Europe\/Berlin\)\. Next execution: /,
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the schedule dialog can be read in the ${colorScheme} theme`, async ({
    page,
    api,
    shop,
    connect,
  }) => {
    const { id } = await connect('Pictured shop', shop);
    const params = { id };
    await api.putSchedule({ params, body: daily });
    await page.emulateMedia({ colorScheme });
    await signIn(page, 'ada', '/connector');
    await act(page, 'Pictured shop', 'Schedule');
    await choose(dialog(page), 'Runs', 'Every week');
    await expect(dialog(page).getByRole('table').getByRole('row')).toHaveCount(
      6,
    );
    await page.screenshot({
      path: `test-results/screens/schedule-dialog-${colorScheme}.png`,
    });
    await api.putSchedule({ params, body: { ...daily, version: 1 } });
    await save(page);
    await expect(dialog(page).getByRole('alert')).toContainText('saved it');
    await page.screenshot({
      path: `test-results/screens/schedule-conflict-${colorScheme}.png`,
    });
    await dialog(page).getByRole('button', { name: 'Keep mine' }).click();
    await expect(dialog(page).getByRole('alert')).toContainText(
      'Schedule saved',
    );
    await page.setViewportSize({ width: 1024, height: 768 });
    await page.screenshot({
      path: `test-results/screens/schedule-saved-${colorScheme}.png`,
    });
  });
}

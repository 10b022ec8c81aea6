import { expect } from '@playwright/test';
import { act, rowOf, runState } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';

test('the sample is imported in two clicks, and the second time nothing changes', async ({
  page,
}) => {
  await signIn(page, 'ada', '/connector');
  await expect(rowOf(page, 'Retail warehouse')).toContainText('Passed');
  await act(page, 'Retail warehouse', 'Import now');
  await expect(page).toHaveURL(/\/connector\/runs\/[\w-]+$/);
  await expect(runState(page)).toHaveText('Succeeded');
  await expect(
    page
      .getByRole('list', { name: 'Progress' })
      .getByRole('listitem')
      .filter({ hasText: 'Visible in catalog' }),
  ).toContainText(/Visible in catalog\s*(\d+) of \1/);

  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(
    page.getByRole('row').filter({ hasText: 'The object is as it was.' }),
  ).toContainText('62');
  await page.getByRole('tab', { name: 'Decisions' }).click();
  await expect(
    page.getByText('62 unchanged objects are not listed.'),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page.getByText('Read the source completely')).toBeVisible();

  // The permalink of the run opens after a reload.
  await page.reload();
  await expect(
    page.getByRole('heading', { name: /Retail warehouse/ }),
  ).toBeVisible();
});

test('an imported table shows its data dictionary and where it comes from', async ({
  page,
  run,
  sample,
}) => {
  await run(sample);
  await signIn(
    page,
    'ada',
    '/catalog/default/resource/retail-warehouse.main.sales_store',
  );
  await expect(page.getByText('Provenance', { exact: true })).toBeVisible();
  await expect(page.getByText('rule main.sales_*')).toBeVisible();

  await page.getByRole('link', { name: 'Data dictionary' }).click();
  const columns = page.getByRole('table').first();
  await expect(columns.getByRole('row').nth(1)).toBeVisible();
  await page.getByLabel('Search columns').fill('currency');
  await expect(columns.getByRole('row')).toHaveCount(2);
  await page
    .getByRole('link', { name: /sales_region/ })
    .first()
    .click();
  await expect(page).toHaveURL(/sales_region/);
});

test('who may only read sees everything and can change nothing', async ({
  page,
  run,
  sample,
}) => {
  const { id: runId } = await run(sample);
  await signIn(page, 'rita', '/connector');
  await expect(rowOf(page, 'Retail warehouse')).toBeVisible();
  await expect(
    page.getByRole('article').getByRole('button', { name: 'Import' }),
  ).toHaveCount(0);
  await page.goto('/connector/import');
  await expect(page.getByRole('button', { name: /Import from/ })).toHaveCount(
    0,
  );
  await page.goto(`/connector/monitor?connection=${sample}`);
  await page
    .getByRole('row')
    .locator(`a[href="/connector/runs/${runId}"]`)
    .first()
    .click();
  await expect(runState(page)).toHaveText('Succeeded');
  await expect(page.getByRole('button', { name: 'Run again' })).toHaveCount(0);
});

test('the action menu works by keyboard, and Escape closes a dialog', async ({
  page,
  shop,
  connect,
}) => {
  await connect('Keyboard shop', shop);
  await signIn(page, 'ada', '/connector');
  const actions = page.getByRole('button', {
    name: 'Actions for Keyboard shop',
  });
  await actions.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Keyboard shop');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(rowOf(page, 'Keyboard shop')).toBeVisible();
});

test('a deleted connection takes its entities out of the catalog', async ({
  page,
  shop,
  connect,
  api,
}) => {
  const { id } = await connect('Closing shop', shop);
  await signIn(page, 'ada', '/connector');
  await act(page, 'Closing shop', 'Import now');
  await expect(runState(page)).toHaveText('Succeeded');
  const { entityCount } = await api.getConnection({ params: { id } });
  expect(entityCount).toBeGreaterThan(0);
  await page.goto('/connector');
  await act(page, 'Closing shop', 'Delete');
  await page
    .getByRole('button', { name: `Delete and remove ${entityCount} entities` })
    .click();
  await expect(rowOf(page, 'Closing shop')).toHaveCount(0);
  await page.goto(`/catalog/default/resource/${shop.database}`);
  await expect(page.getByText(/not found/i).first()).toBeVisible();
});

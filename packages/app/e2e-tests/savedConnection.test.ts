import { expect } from '@playwright/test';
import { act, expectVerdict, importButton, input, rowOf } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

test('a connection is duplicated, disabled and enabled from its menu (OC-15)', async ({
  page,
  shop,
  connect,
}) => {
  await connect('Corner shop', shop);
  await signIn(page, 'ada', '/connector');
  await act(page, 'Corner shop', 'Duplicate');
  await page.getByRole('dialog').getByRole('textbox').fill('Second shop');
  await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
  await expect(rowOf(page, 'Second shop')).toContainText('Not tested');

  await act(page, 'Corner shop', 'Disable');
  await expect(rowOf(page, 'Corner shop')).toContainText('Disabled');
  await page.getByRole('button', { name: 'Actions for Corner shop' }).click();
  await expect(
    page.getByRole('menuitem', { name: /^Import now/ }),
  ).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await act(page, 'Corner shop', 'Enable');
  await expect(rowOf(page, 'Corner shop')).not.toContainText('Disabled');
});

test('a preview tells exactly what has changed in the source', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Corner shop', shop);
  await run(id);
  await shop.query(`
    CREATE TABLE sales.voucher (voucher_id integer PRIMARY KEY);
    ALTER TABLE sales.customer ADD COLUMN loyalty_points integer;
    DROP TABLE stock.shelf`);

  await signIn(page, 'ada', '/connector');
  await act(page, 'Corner shop', 'Preview');
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await page.getByRole('tab', { name: 'Decisions' }).click();
  const decisions = page.getByRole('table');
  for (const [name, action] of [
    ['sales.voucher', 'Create'],
    ['sales.customer', 'Change'],
    ['stock.shelf', 'Flag as absent'],
  ]) {
    await expect(
      decisions.getByRole('row').filter({ hasText: name }),
    ).toContainText(action);
  }
  await expect(decisions.getByRole('row')).toHaveCount(1 + 3);

  await page.goto('/connector');
  await act(page, 'Corner shop', 'View runs');
  await expect(page).toHaveURL(/\/connector\/monitor\?connection=/);
  await expect(
    page.getByRole('row').filter({ hasText: 'Corner shop' }).first(),
  ).toBeVisible();
});

test('a connection of app-config can be tested and imported, not changed', async ({
  page,
}) => {
  await signIn(page, 'ada', '/connector');
  await expect(rowOf(page, 'Retail warehouse')).toContainText('app-config');
  await page
    .getByRole('button', { name: 'Actions for Retail warehouse' })
    .click();
  await expect(page.getByRole('menuitem', { name: 'Test' })).toBeVisible();
  for (const name of ['Edit', 'Disable', 'Delete']) {
    await expect(page.getByRole('menuitem', { name })).toHaveCount(0);
  }
  await page.goto('/connector/import/retail-warehouse?step=connect');
  await expectVerdict(page, 'works');
  await expect(page.getByRole('textbox', { name: 'File' })).toHaveCount(0);
});

test('two people change one connection: the second decides whose stays', async ({
  page,
  shop,
  connect,
  api,
}) => {
  const { id, version } = await connect('Corner shop', shop);
  const params = { id };
  await signIn(page, 'ada', `/connector/import/${id}?step=identity`);
  await input(page, 'Connection name').fill('Shop of mine');

  const { options, parameters, scope } = await api.getConnection({ params });
  const body = { name: 'Theirs', technology: 'postgresql', parameters };
  await api.updateConnection({
    params,
    body: { ...body, options, scope, version },
  });
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page
    .getByRole('alert')
    .filter({ hasText: 'Someone else has saved this connection' });
  await expect(conflict).toBeInViewport();
  await expect(conflict).toContainText('user:default/ada.admin saved it on');
  await expect(conflict).toContainText('Yours differs in: Connection name.');
  await takeScreenshots(page, 'save-conflict');

  await conflict.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Saved "Shop of mine"')).toBeVisible();
  expect(await api.getConnection({ params })).toMatchObject({
    name: 'Shop of mine',
    version: version + 2,
  });

  await api.updateConnection({
    params,
    body: { ...body, options, scope, version: version + 2 },
  });
  await input(page, 'Connection name').fill('Mine again');
  await page.getByRole('button', { name: 'Save' }).click();
  await conflict.getByRole('button', { name: 'Load theirs' }).click();
  await expect(input(page, 'Connection name')).toHaveValue('Theirs');
  await expect(conflict).toHaveCount(0);
});

test('long names break nothing at 800, 1024 and 1280 pixels', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const name = `Warehouse_${'of_everything_that_we_sell_'.repeat(6)}end`;
  await shop.query(
    `CREATE TABLE sales."${'a_long_name_for_a_table_'.repeat(2)}in_it" (
       "${'a_long_name_for_a_column_'.repeat(2)}in_it" integer)`,
  );
  const { id } = await connect(name, shop);
  const { id: runId } = await run(id);
  await signIn(page, 'ada');
  for (const width of [800, 1024, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      '/connector',
      `/connector/import/${id}?step=identity`,
      `/connector/import/${id}?step=test`,
      '/connector/monitor',
      '/settings/connector',
      `/connector/runs/${runId}`,
    ]) {
      await page.goto(path);
      await expect(page.getByText(name).first()).toBeVisible();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect([path, width, Math.max(0, overflow)]).toEqual([path, width, 0]);
    }
  }
  await page.goto('/connector');
  await expect(page.getByText(name).first()).toBeVisible();
  await takeScreenshots(page, 'long-names');
});

test('a view shows its SQL, and the test its scope', async ({
  page,
  shop,
  connect,
  run,
}) => {
  const { id } = await connect('Corner shop', shop);
  await run(id);
  await signIn(
    page,
    'ada',
    `/catalog/default/resource/${shop.database}.sales.revenue/data-dictionary`,
  );
  await expect(page.getByText('View SQL')).toBeVisible();
  await expect(
    page.locator('pre').filter({ hasText: 'sales.purchase_line' }),
  ).toBeVisible();
  await takeScreenshots(page, 'view-sql');

  await page.goto(`/connector/import/${id}?step=test`);
  await expect(
    page.getByRole('list', { name: 'What the scope takes' }),
  ).toContainText('sales.revenue');
  await expect(importButton(page)).toBeEnabled();
});

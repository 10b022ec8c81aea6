import { expect } from '@playwright/test';
import {
  act,
  chooseEntity,
  enterSource,
  expectVerdict,
  factOf,
  importButton,
  input,
  rowOf,
  runState,
  wizardStep,
} from './pages';
import { postgresInput, test } from './portalTest';
import { signIn } from './signIn';
import { shopEntities } from './sourceDatabase';
import { startServer } from './standInServer';

test('a database comes into the catalog, from the gallery to the run', async ({
  page,
  shop,
}) => {
  await signIn(page, 'ada', '/connector/import');
  await page.getByRole('button', { name: 'Import from PostgreSQL' }).click();

  // Identity (OC-6, OC-8)
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(input(page, 'Connection name')).toHaveAccessibleDescription(
    'Is required',
  );
  await input(page, 'Connection name').fill('Corner shop');
  await page.getByLabel('An existing System or Domain').check();
  await chooseEntity(page, 'System or Domain', 'Retail analytics');
  await chooseEntity(page, 'Default owner', 'Data platform');
  await page.getByRole('button', { name: 'Next' }).click();

  // Connect with a wrong database: the test fails, and saves (OC-10, OC-11)
  await expect(input(page, 'Host')).toHaveAccessibleDescription(
    'The name or address of the server.',
  );
  await enterSource(page, { ...shop, database: 'no_such_shop' });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'does not work');
  await expect(importButton(page)).toBeDisabled();
  await expect(factOf(page, 'Cause')).toHaveText('The database does not exist');
  await page.getByRole('link', { name: 'Connector' }).first().click();
  await expect(rowOf(page, 'Corner shop')).toContainText('Failed');

  // Mend it: the steps appear with what they found (OC-12)
  await act(page, 'Corner shop', 'Edit');
  await wizardStep(page, 'Identity').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await input(page, 'Database').fill(shop.database);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'works');
  const steps = page.getByRole('list', { name: 'Steps of the test' });
  await expect(
    steps.getByRole('listitem').filter({ hasText: 'Read tables and columns' }),
  ).toContainText('6 tables and views, 16 columns.');

  // What an import would change, before anything is changed
  await page.getByRole('button', { name: 'Preview import' }).click();
  const preview = page.getByRole('region', { name: 'First decisions' });
  await expect(preview.getByText('sales.purchase_line')).toBeVisible();
  await expect(page.getByText(`${shopEntities} Create`)).toBeVisible();

  // Import, and the page of the run (OC-13)
  await importButton(page).click();
  await expect(page).toHaveURL(/\/connector\/runs\/[\w-]+$/);
  await expect(runState(page)).toHaveText('Succeeded');
  const visible = page
    .getByRole('list', { name: 'Progress' })
    .getByRole('listitem')
    .filter({ hasText: 'Visible in catalog' });
  // What was sent is told in the same box.
  await expect(visible).toContainText(
    new RegExp(`Visible in catalog\\s*${shopEntities} of ${shopEntities}`),
  );

  await page.goto(`/catalog/default/resource/${shop.database}`);
  await expect(
    page.getByRole('link', { name: 'Retail analytics' }).first(),
  ).toBeVisible();
});

test('a name that is taken is refused at its input, in any case', async ({
  page,
  api,
  shop,
}) => {
  await api.createConnection({ body: postgresInput('Corner shop', shop) });
  await signIn(page, 'ada', '/connector/import?technology=postgresql');
  await input(page, 'Connection name').fill('CORNER Shop');
  await page.getByRole('button', { name: 'Next' }).click();
  await enterSource(page, shop);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(input(page, 'Connection name')).toHaveAccessibleDescription(
    /there is a connection named "CORNER Shop" already/,
  );

  // What was entered is still there under another name.
  await input(page, 'Connection name').fill('Corner shop 2');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(input(page, 'Database')).toHaveValue(shop.database);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'works');
});

test('what is missing or out of range is said at its input', async ({
  page,
}) => {
  await signIn(page, 'ada', '/connector/import?technology=postgresql');
  await input(page, 'Connection name').fill('Corner shop');
  await page.getByRole('button', { name: 'Next' }).click();
  await input(page, 'Port').fill('70000');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(input(page, 'Host')).toHaveAccessibleDescription('Is required');
  await expect(input(page, 'Port')).toHaveAccessibleDescription(
    'Must be at most 65535',
  );
  await page.goto('/connector');
  await expect(page.getByText('1 connection', { exact: true })).toBeVisible();
});

const failures = [
  {
    what: 'a wrong port',
    server: undefined,
    cause: 'The host refused the connection',
    step: 'Reach the server',
    remedy: /Check the port/,
    message: /ECONNREFUSED/,
  },
  {
    what: 'a wrong password',
    server: 'refuses the password',
    cause: 'User or password is wrong',
    step: 'Authenticate',
    remedy: /Check both/,
    message: /password authentication failed for user/,
  },
  {
    what: 'a server that never answers',
    server: 'never answers',
    cause: 'The server did not answer in time',
    step: 'Reach the server',
    remedy: /Check host and port/,
    message: /No answer for 1 s/,
  },
] as const;

for (const { what, server, cause, step, remedy, message } of failures) {
  test(`${what} fails the test with step, diagnosis, remedy and message`, async ({
    page,
    shop,
  }) => {
    const standIn = await startServer(server ?? 'never answers');
    // Where nobody listens any more, the host refuses.
    if (!server) await standIn.stop();
    await signIn(page, 'ada', '/connector/import?technology=postgresql');
    await input(page, 'Connection name').fill('Corner shop');
    await page.getByRole('button', { name: 'Next' }).click();
    await enterSource(page, { ...shop, port: standIn.port });
    await input(page, 'Connection time-out').fill('1');
    await page.getByRole('button', { name: 'Test connection' }).click();

    await expectVerdict(page, 'does not work');
    await expect(importButton(page)).toBeDisabled();
    await expect(factOf(page, 'Cause')).toHaveText(cause);
    await expect(factOf(page, 'Step')).toHaveText(step);
    await expect(factOf(page, 'What to do')).toHaveText(remedy);
    await expect(factOf(page, 'Message of the source')).toHaveText(message);
    await expect(page.locator('body')).not.toContainText(shop.password);
    await standIn.stop();
  });
}

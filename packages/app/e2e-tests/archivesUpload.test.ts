import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { createArchive, createEscapingZip } from './archiveFile';
import { button, component, upload } from './archivePages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

const orders = component('archived-refused', { description: 'Takes orders' });

for (const { what, fileName, content, reason } of [
  {
    what: 'is no zip',
    fileName: 'text.zip',
    content: async () => Buffer.from('This is no zip'),
    reason:
      'The file is not a zip. Choose a file that an export of a portal has made.',
  },
  {
    what: 'is cut off',
    fileName: 'half.zip',
    content: async () => (await createArchive([orders])).subarray(0, 200),
    reason: 'The file is cut off',
  },
  {
    what: 'was tampered with',
    fileName: 'tampered.zip',
    content: () =>
      createArchive([orders], part => part.replace('Takes', 'Fakes')),
    reason: 'objects-0001.ndjson is not what was exported',
  },
  {
    what: 'leads out of itself',
    fileName: 'escaping.zip',
    content: () => createEscapingZip('evil.txt'),
    reason: 'a path that leads out of it',
  },
]) {
  test(`a file that ${what} is refused with its reason, and leaves nothing behind`, async ({
    page,
    api,
  }) => {
    const { items: before } = await api.listArchives();
    await signIn(page, 'ada', '/connector/archives/import');
    await upload(page, fileName, await content());
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(`The archive is not taken: ${fileName}`);
    await expect(alert).toContainText(reason);
    await takeScreenshots(page, `archive-refused-${fileName.split('.')[0]}`);
    expect(await api.listArchives()).toEqual({ items: before });

    // Once it is mended, the same name is taken.
    await upload(page, fileName, await createArchive([orders]));
    await expect(page.getByText('1 object is selected')).toBeVisible();
  });
}

test('an upload shows how much of it is sent, and can be called back', async ({
  page,
  api,
}) => {
  const { items: before } = await api.listArchives();
  await signIn(page, 'ada', '/connector/archives/import');
  const network = await page.context().newCDPSession(page);
  const limitTo = (uploadThroughput: number) =>
    network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await network.send('Network.enable');
  await limitTo(400_000);
  await upload(page, 'large.zip', randomBytes(4_000_000));
  const bar = page.getByRole('progressbar', { name: / of 4\.0 MB$/ });
  const percent = async () => Number(await bar.getAttribute('aria-valuenow'));
  await expect.poll(percent).toBeGreaterThan(0);
  expect(await percent()).toBeLessThan(100);
  // In the other theme, the portal draws the page anew, and the upload ends.
  await page.screenshot({
    path: 'test-results/screens/archive-uploading-light.png',
  });
  await button(page, 'Cancel').click();
  await expect(bar).toHaveCount(0);
  await limitTo(-1);

  await upload(page, 'small.zip', await createArchive([orders]));
  await expect(page.getByText('1 object is selected')).toBeVisible();
  const { items: after } = await api.listArchives();
  expect(after.length).toBe(before.length + 1);
});

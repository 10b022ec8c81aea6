import { warehouse } from '../__fixtures__/connections';
import { modelArchive, postgresql } from '../__fixtures__/technologies';
import { changed, draftOf, inputOf, newDraft, shownFields } from './draft';

const owner = 'group:default/data-platform';

describe('newDraft', () => {
  it('has the defaults of the technology and nothing else', () => {
    const draft = newDraft({
      technology: postgresql,
      owner,
      source: undefined,
    });
    expect(inputOf(postgresql, draft)).toMatchObject({
      name: '',
      technology: 'postgresql',
      parameters: { port: 5432, sslMode: 'prefer', readReplica: false },
      secrets: {},
      options: { source: { kind: 'new' }, owner },
    });
  });

  it('takes the System or Domain the import was asked for on', () => {
    const source = 'system:default/retail';
    expect(
      newDraft({ technology: postgresql, owner, source }).options.source,
    ).toEqual({ kind: 'existing', ref: source });
  });

  it('has no target source outside the Dictionary module', () => {
    expect(
      newDraft({
        technology: modelArchive,
        owner,
        source: 'system:default/retail',
      }).options.source,
    ).toEqual({ kind: 'none' });
  });
});

describe('shownFields', () => {
  const names = (sslMode: string) =>
    shownFields(
      postgresql,
      changed(draftOf(warehouse), { parameters: { sslMode } }),
    ).map(({ name }) => name);

  it('shows a field only for the values it is meant for', () => {
    expect(names('prefer')).not.toContain('sslCa');
    expect(names('verify-ca')).toContain('sslCa');
  });
});

describe('inputOf', () => {
  const draft = draftOf(warehouse);

  it('sends no secret that was not entered, so that the stored one stays', () => {
    expect(inputOf(postgresql, draft).secrets).toEqual({});
    expect(
      inputOf(
        postgresql,
        changed(draft, { secrets: { password: { from: 'kept' } } }),
      ).secrets,
    ).toEqual({});
  });

  it('sends a secret that was entered, or is to be forgotten', () => {
    const secrets = { password: { from: 'value', value: 'pw' } } as const;
    expect(inputOf(postgresql, changed(draft, { secrets })).secrets).toEqual(
      secrets,
    );
    const none = { password: { from: 'none' } } as const;
    expect(
      inputOf(postgresql, changed(draft, { secrets: none })).secrets,
    ).toEqual(none);
  });

  it('sends nothing of fields that are hidden or empty', () => {
    const { parameters } = inputOf(
      postgresql,
      changed(draft, {
        parameters: { host: '', sslCa: 'a certificate', sslMode: 'prefer' },
      }),
    );
    expect(parameters).toEqual({ port: 5432, sslMode: 'prefer' });
  });

  it('leaves out empty lines of patterns', () => {
    expect(
      inputOf(
        postgresql,
        changed(draft, { scope: { include: ['', ' sales.* ', ''] } }),
      ).scope,
    ).toEqual({ include: ['sales.*'], exclude: [] });
  });
});

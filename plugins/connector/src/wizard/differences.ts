import type { Technology } from '@backstage-connector/plugin-connector-common';
import type { Translate } from '../hooks/useT';
import { inputOf, type Draft } from './draft';

/** What people call the settings in which two drafts differ, secrets aside. */
export function differences(
  technology: Technology,
  [one, other]: readonly [Draft, Draft],
  t: Translate,
): string[] {
  const settings = [one, other].map(draft => settingsOf(technology, draft, t));
  return [...settings[0]]
    .filter(([name, value]) => settings[1].get(name) !== value)
    .map(([name]) => name);
}

function settingsOf(technology: Technology, draft: Draft, t: Translate) {
  const { name, parameters = {}, scope, options } = inputOf(technology, draft);
  return new Map(
    Object.entries({
      [t('identity.name')]: name,
      [t('identity.targetTitle')]: options.source,
      [t('identity.owner')]: options.owner,
      [t('identity.rulesTitle')]: options.ownerRules,
      [t('identity.namespace')]: options.namespace,
      [t('identity.namePrefix')]: options.namePrefix,
      [t('identity.absenceTitle')]: options.absence,
      [t('identity.graceRuns')]: options.absenceGraceRuns,
      [t('identity.keepCurrentOwner')]: options.keepCurrentOwner,
      [t('identity.limitTitle')]: options.removalLimit,
      ...Object.fromEntries(
        technology.fields
          .filter(({ type }) => type !== 'secret')
          .map(field => [field.title, parameters[field.name]]),
      ),
      [t('connect.include')]: scope?.include,
      [t('connect.exclude')]: scope?.exclude,
    }).map(([title, value]) => [title, JSON.stringify(value)]),
  );
}

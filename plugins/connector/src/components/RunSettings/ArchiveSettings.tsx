import {
  archiveOptionsSchema,
  type ArchiveOptions,
  type Run,
} from '@backstage-connector/plugin-connector-common';
import {
  InfoCard,
  Link,
  StructuredMetadataTable,
} from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useT, type Translate } from '../../hooks/useT';
import { runRouteRef } from '../../routes';

const switches = [
  'allowReplace',
  'takeOwnership',
  'keepCurrentOwner',
  'fallBackToImporter',
  'keepLifecycleState',
  'strict',
] as const satisfies readonly (keyof ArchiveOptions)[];

/** How many mappings are listed; a portal may have thousands of users. */
const LISTED = 20;

/** How the plan of an archive, or of undoing one, was made. */
export const ArchiveSettings = ({ run }: { run: Run }) => {
  const t = useT();
  const runLink = useRouteRef(runRouteRef);
  const { kind, undoes, chosen, instance } = run.settings;
  const facts =
    kind === 'undo'
      ? {
          [t('runPage.settings.undoes')]: (
            <Link to={runLink({ id: String(undoes) })}>
              {t('archiveImport.run.undone')}
            </Link>
          ),
        }
      : {
          [t('runPage.settings.archive')]: run.connectionName,
          [t('runPage.settings.instance')]: instance,
          [t('runPage.settings.chosen')]: chosen,
          ...optionFacts(run.settings.options, t),
        };
  return (
    <InfoCard>
      <StructuredMetadataTable
        metadata={facts}
        options={{ titleFormat: name => name }}
      />
    </InfoCard>
  );
};

function optionFacts(given: unknown, t: Translate) {
  const { data: options } = archiveOptionsSchema.safeParse(given);
  if (!options) return {};
  const on = switches.filter(name => options[name]);
  const mapped = Object.entries(options.mapping);
  const mappings = mapped
    .slice(0, LISTED)
    .map(([from, to]) => t('runPage.settings.mapped', { from, to }));
  const more = mapped.length - mappings.length;
  return {
    [t('runPage.settings.options')]: on.length
      ? on.map(name => t(`archiveImport.options.${name}`))
      : t('runPage.settings.noOptions'),
    ...(options.organization !== undefined && {
      [t('archiveImport.options.organization')]: options.organization,
    }),
    ...(mapped.length > 0 && {
      [t('archiveImport.options.mappingTitle')]: [
        ...mappings,
        ...(more > 0 ? [t('runPage.settings.more', { count: more })] : []),
      ],
    }),
  };
}

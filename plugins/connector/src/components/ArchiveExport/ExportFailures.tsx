import type { ExportReport } from '@backstage-connector/plugin-connector-common';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useT } from '../../hooks/useT';

/** What could not be exported, each with its reason. */
export const ExportFailures = (props: {
  failures: ExportReport['failures'];
}) => {
  const t = useT();
  return (
    <>
      <AlertTitle>{t('export.failuresTitle')}</AlertTitle>
      <ul style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {props.failures.map(({ ref, error }) => (
          <li key={ref}>
            {ref}: {error}
          </li>
        ))}
      </ul>
    </>
  );
};

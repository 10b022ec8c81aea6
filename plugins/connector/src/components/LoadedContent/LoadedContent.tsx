import type { ReactNode } from 'react';
import {
  EmptyState,
  Progress,
  ResponseErrorPanel,
} from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import Alert from '@material-ui/lab/Alert';
import { errorMessage } from '../../errorMessage';
import type { Loaded } from '../../hooks/useLoaded';
import { useT } from '../../hooks/useT';

/** Says which right the person lacks, instead of failing. */
export const NoPermission = ({ reason }: { reason: string }) => {
  const t = useT();
  return (
    <EmptyState
      missing="info"
      title={t('state.forbiddenTitle')}
      description={reason}
    />
  );
};

/** Shows a value that was loaded, or the reason why it cannot be shown. */
export function LoadedContent<T>(props: {
  state: Loaded<T>;
  /** Instead of the general words for what does not exist. */
  missing?: ReactNode;
  children: (value: T) => ReactNode;
}) {
  const { state, missing, children } = props;
  const t = useT();
  switch (state.status) {
    case 'loading':
      return <Progress />;
    case 'forbidden':
      return <NoPermission reason={state.reason} />;
    case 'missing':
      return (
        missing ?? (
          <EmptyState
            missing="content"
            title={t('state.missingTitle')}
            description={t('state.missingText')}
          />
        )
      );
    case 'failed':
      return (
        <>
          <ResponseErrorPanel
            title={errorMessage(state.error)}
            error={state.error}
          />
          <Button onClick={state.retry}>{t('state.retry')}</Button>
        </>
      );
    case 'ready':
      return (
        <>
          {state.problem && (
            <Alert
              severity="warning"
              action={
                <Button color="inherit" size="small" onClick={state.reload}>
                  {t('state.retry')}
                </Button>
              }
            >
              {t('state.staleTitle', {
                message: errorMessage(state.problem),
              })}
            </Alert>
          )}
          {children(state.value)}
        </>
      );
    default:
      return state satisfies never;
  }
}

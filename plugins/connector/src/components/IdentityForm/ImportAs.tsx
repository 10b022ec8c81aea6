import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { useT } from '../../hooks/useT';

/** Says for whom the runs act: the person who saved the connection. */
export const ImportAs = (props: { savedBy?: string }) => {
  const t = useT();
  const identityApi = useApi(identityApiRef);
  const { value: me } = useAsync(
    () => identityApi.getBackstageIdentity(),
    [identityApi],
  );
  const mine = me?.userEntityRef ?? '…';
  const { savedBy = mine } = props;
  return (
    <Alert severity="info" icon={false}>
      <AlertTitle>{t('identity.importAsTitle')}</AlertTitle>
      {savedBy === mine
        ? t('identity.importAs', { person: mine })
        : t('identity.importAsOther', { person: savedBy })}
    </Alert>
  );
};

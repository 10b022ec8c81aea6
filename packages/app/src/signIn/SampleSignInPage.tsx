import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { rememberedUser } from './rememberedUser';

const useStyles = makeStyles(theme => ({
  page: { display: 'grid', placeItems: 'center', minHeight: '100vh' },
  card: { width: 420 },
  content: {
    display: 'grid',
    gap: theme.spacing(2),
    padding: theme.spacing(4),
  },
}));

/**
 * Lets anybody in as one of two people, without a password: for the sample
 * portal only. Its other half is `sampleAuth.ts` in the backend.
 */
export const SampleSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const classes = useStyles();
  const title = useApi(configApiRef).getString('app.title');
  const [user, setUser] = useState(rememberedUser.read());

  if (user) {
    return (
      <ProxiedSignInPage
        provider="sample"
        headers={{ 'x-sample-user': user }}
        onSignInSuccess={identity =>
          onSignInSuccess({
            getProfileInfo: () => identity.getProfileInfo(),
            getBackstageIdentity: () => identity.getBackstageIdentity(),
            getCredentials: () => identity.getCredentials(),
            signOut: async () => {
              rememberedUser.forget();
              await identity.signOut();
            },
          })
        }
      />
    );
  }

  const enterAs = (name: string) => () => {
    rememberedUser.write(name);
    setUser(name);
  };

  return (
    <main className={classes.page}>
      <Card className={classes.card}>
        <CardContent className={classes.content}>
          <Typography variant="h4" component="h1">
            {title}
          </Typography>
          <Typography color="textSecondary">
            This sample portal asks for no password. Choose who you are.
          </Typography>
          <Button
            variant="contained"
            color="primary"
            size="large"
            onClick={enterAs('ada.admin')}
          >
            Enter as Ada (administrator)
          </Button>
          <Button
            variant="outlined"
            color="primary"
            size="large"
            onClick={enterAs('rita.reader')}
          >
            Enter as Rita (read only)
          </Button>
        </CardContent>
      </Card>
    </main>
  );
};

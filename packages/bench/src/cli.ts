/* eslint-disable no-console */
import { benchArchive } from './archive';
import { benchCalendar } from './calendar';
import { benchExtract } from './extract';
import { benchHistory } from './history';
import { benchImport } from './import';

const benches = {
  archive: benchArchive,
  calendar: benchCalendar,
  extract: benchExtract,
  history: benchHistory,
  import: benchImport,
};

async function main(name = ''): Promise<boolean> {
  if (!(name in benches)) {
    console.error(`Usage: yarn bench ${Object.keys(benches).join('|')}`);
    return false;
  }
  // The script in package.json sets it, if need be to a server it starts.
  const serverUrl = process.env.CONNECTOR_TEST_POSTGRES_URL!;
  const bench = benches[name as keyof typeof benches];
  return bench(serverUrl, text => console.log(text));
}

main(process.argv[2]).then(
  met => process.exit(met ? 0 : 1),
  error => {
    console.error(error);
    process.exit(1);
  },
);

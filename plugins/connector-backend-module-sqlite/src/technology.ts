import type { Technology } from '@backstage-connector/plugin-connector-common';

const yes = { supported: true } as const;
const no = (reason: string) => ({ supported: false, reason } as const);

/** SQLite, as the gallery, the form and the documentation show it. */
export const technology: Omit<Technology, 'checks'> = {
  id: 'sqlite',
  title: 'SQLite',
  description:
    'Tables, views, keys and comments of an SQLite file on the machine of the portal.',
  module: 'dictionary',
  connectionType: 'online',
  docsUrl: 'https://sqlite.org/docs.html',
  icon: [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"',
    ' fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round">',
    '<path d="M5 3h9l5 5v13H5z"/><path d="M14 3v5h5"/>',
    '<ellipse cx="12" cy="12.5" rx="3.6" ry="1.5"/>',
    '<path d="M8.4 12.5v4.6c0 .9 1.6 1.5 3.6 1.5s3.6-.6 3.6-1.5v-4.6"/></svg>',
  ].join(''),
  fields: [
    {
      name: 'file',
      title: 'File',
      description:
        'The path of the database file on the machine the portal runs on; a relative one starts at the folder of the backend.',
      type: 'text',
      required: true,
      maxLength: 4_096,
      placeholder: '/srv/data/warehouse.db',
      section: 'connection',
    },
    {
      name: 'systemId',
      title: 'System name',
      description:
        'Names the system in the identity of what is imported. Set it when the file may move, or when two portals know it by different paths; the path itself if empty.',
      type: 'text',
      maxLength: 200,
      section: 'advanced',
    },
  ],
  assetKinds: ['database', 'schema', 'table', 'not-observed', 'out-of-scope'],
  capabilities: {
    comments: yes,
    'primary-keys': yes,
    'foreign-keys': yes,
    'unique-constraints': yes,
    'check-constraints': yes,
    indexes: yes,
    'view-definitions': yes,
    'generated-columns': yes,
    'user-defined-types': no('SQLite has no types of its own making.'),
    partitions: no('SQLite does not divide tables.'),
    'foreign-tables': no(
      'A virtual table says nothing of the source behind it.',
    ),
    'materialized-views': no('SQLite has none.'),
    'scope-patterns': yes,
  },
  scope: { levels: ['schema', 'table'] },
};

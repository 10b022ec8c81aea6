import {
  capabilities,
  type Technology,
} from '@backstage-connector/plugin-connector-common';

const every = Object.fromEntries(
  capabilities.map(capability => [capability, { supported: true }]),
) as Technology['capabilities'];

export const postgresql: Technology = {
  id: 'postgresql',
  title: 'PostgreSQL',
  description:
    'Schemas, tables, views, columns, keys, indexes and comments of a database.',
  module: 'dictionary',
  connectionType: 'online',
  docsUrl: 'https://www.postgresql.org/docs/current/',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><ellipse cx="12" cy="5" rx="8" ry="3"/><path d="M4 5v14c0 1.7 3.6 3 8 3s8-1.3 8-3V5M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/></svg>',
  assetKinds: ['database', 'schema', 'table'],
  capabilities: every,
  scope: { levels: ['schema', 'table'] },
  fields: [
    {
      type: 'text',
      name: 'host',
      title: 'Host',
      description: 'The name or address of the server.',
      placeholder: 'db.example.com',
      required: true,
      section: 'connection',
    },
    {
      type: 'number',
      name: 'port',
      title: 'Port',
      description: 'Where the server listens.',
      required: true,
      default: 5432,
      minimum: 1,
      maximum: 65535,
      section: 'connection',
    },
    {
      type: 'secret',
      name: 'password',
      title: 'Password',
      description: 'Of the user.',
      required: true,
      section: 'connection',
    },
    {
      type: 'choice',
      name: 'sslMode',
      title: 'SSL mode',
      description: 'How the connection is protected.',
      required: true,
      default: 'prefer',
      section: 'security',
      choices: [
        { value: 'prefer', title: 'prefer' },
        {
          value: 'verify-ca',
          title: 'verify-ca',
          description: 'The certificate must come from a known CA.',
        },
      ],
    },
    {
      type: 'text',
      name: 'sslCa',
      title: 'CA certificate',
      description: 'In PEM.',
      required: true,
      multiline: true,
      section: 'security',
      showWhen: { field: 'sslMode', oneOf: ['verify-ca'] },
    },
    {
      type: 'boolean',
      name: 'readReplica',
      title: 'Read from a replica',
      description: 'Prefer a server that does not take writes.',
      section: 'advanced',
    },
  ],
  checks: [
    { id: 'reach', title: 'Reach the host', importance: 'mandatory' },
    { id: 'authenticate', title: 'Authenticate', importance: 'mandatory' },
    {
      id: 'comments',
      title: 'Read comments',
      importance: 'optional',
      consequence: 'Comments will not be imported.',
    },
  ],
};

export const sqlite: Technology = {
  ...postgresql,
  id: 'sqlite',
  title: 'SQLite',
  description: 'Tables, views, keys and comments of an SQLite file.',
  icon: undefined,
  fields: [
    {
      name: 'file',
      title: 'File',
      description: 'The path of the database file.',
      type: 'text',
      required: true,
      section: 'connection',
    },
  ],
};

export const modelArchive: Technology = {
  ...sqlite,
  id: 'model-archive',
  title: 'Model archive',
  description: 'Transformation models from a file.',
  module: 'processing',
  connectionType: 'archive',
};

export const technologies = [postgresql, sqlite, modelArchive];

export const archiveConnectionsMessages = {
  archiveConnections: {
    exportTitle: 'Connections, without their secrets',
    exportHint:
      'How they are set up, with their schedules. Passwords and other secrets stay here; they are entered again where the connections are set up.',
    pick: 'Connections',
    pickHint: 'Those that you may read',
    chosen_zero: 'No connection is chosen.',
    chosen_one: '{{count}} connection is chosen.',
    chosen_other: '{{count}} connections are chosen.',
    exportedTitle: 'Connections',
    title: 'Connections in this archive',
    text: 'Nothing of them is written by the import. To have one here, set it up: everything but the secrets is filled in.',
    column: {
      name: 'Name',
      technology: 'Technology',
      schedule: 'Imported',
      withheld: 'To enter again',
      actions: 'Actions',
    },
    notInstalled: '{{technology}}, not installed here',
    sameId: 'This connection exists here already.',
    sameName: 'A connection with this name exists here already.',
    unscheduled: 'By hand',
    nothingWithheld: 'Nothing',
    setUp: 'Set up here',
    setUpName: 'Set up {{name}} here',
    mayNot: 'To set one up needs the permission {{permission}}.',
    prefilled: 'Filled in from "{{name}}" of the archive {{fileName}}',
    enterAgain: 'To enter again: {{settings}}.',
    check:
      'Owners, namespace and target source are those of {{portal}}; see whether they exist here.',
    scheduled:
      'There it was imported {{sentence}}. A schedule can be set at the last step.',
    goneTitle: 'The connection is not there any more',
    goneText:
      'The archive has expired, was forgotten, or does not have it. Upload it again, or start with an empty form.',
    empty: 'Start with an empty form',
  },
} as const;

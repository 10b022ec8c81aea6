export const archivesMessages = {
  archives: {
    title: 'Archives',
    tabs: 'What to do with archives',
    tab: { export: 'Export', import: 'Import' },
    forbidden:
      'Archives need the permission {{exportPermission}} or {{importPermission}}; ask an administrator of the portal.',
  },
} as const;

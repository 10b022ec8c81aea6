/* The tables of exported archives; see tables.ts. */

export interface DbExportRow {
  id: string;
  file_name: string;
  created_by: string;
  created_at: string;
  selection: string;
  bytes: number;
  report: string;
}

export interface DbSeenContentRow {
  uid: string;
  hash: string;
  seen_at: string;
}

export interface DbCatalogInstanceRow {
  only: 1;
  id: string;
}

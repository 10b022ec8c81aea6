export interface Config {
  connector?: {
    sqlite?: {
      /**
       * The directories, with all below them, in which database files may be
       * read. Everywhere by default.
       */
      directories?: string[];
    };
  };
}

import { HumanDuration } from '@backstage/types';

export interface Config {
  /** The connector plugin: imports from source systems into the catalog. */
  connector: {
    encryption: {
      /**
       * The keys that encrypt the secrets of saved connections. The first
       * encrypts; all of them decrypt, so a key is rotated by putting a new one
       * before it.
       */
      keys: Array<{
        /** Stored with what the key encrypts. Never reuse an id. */
        id: string;
        /**
         * 32 random bytes in base64, e.g. from `openssl rand -base64 32`.
         * @visibility secret
         */
        secret: string;
      }>;
      /**
       * The environment variables of the backend that a person may name instead
       * of entering a secret. None by default.
       */
      allowedVariables?: string[];
    };

    checks?: {
      /** The time limit of a connection test. 15 seconds by default. */
      timeout?: HumanDuration | string;
    };

    /** How this backend process works on runs. */
    worker?: {
      /** How many runs at a time. 2 by default. */
      concurrency?: number;
      /**
       * How often a run tells that it lives, and learns that it was cancelled.
       * 1 second by default.
       */
      heartbeat?: HumanDuration | string;
      /**
       * After this silence another process takes a run over. At least three
       * heartbeats; 20 seconds by default.
       */
      lease?: HumanDuration | string;
      /**
       * How often the queue is looked at for runs that other processes started.
       * 5 seconds by default.
       */
      pollInterval?: HumanDuration | string;
    };

    /** How runs are tried again, limited and kept. */
    runs?: {
      /** Of imports that failed for a reason that may pass. */
      retry?: {
        /** All together, with the first; 1 means never again. 3 by default. */
        attempts?: number;
        /** Before the second; doubles each time. 30 seconds by default. */
        initialDelay?: HumanDuration | string;
        /** 15 minutes by default. */
        maxDelay?: HumanDuration | string;
      };
      /**
       * How long an attempt may take, unless the connection says other. 6 hours
       * by default, at most 7 days.
       */
      timeout?: HumanDuration | string;
      /**
       * How many runs of a technology, such as `postgresql: 2`, all processes
       * together work on at a time. No limit by default.
       */
      concurrencyPerTechnology?: { [technology: string]: number };
      /**
       * What is deleted of runs that have ended. Never the last success of a
       * connection, nor what waits for a review or for the catalog.
       */
      retention?: {
        /** Of runs, and of what became of scheduled starts. 90 days by default. */
        maxAge?: HumanDuration | string;
        /** Older ones are deleted before their time. 500 by default. */
        maxRunsPerConnection?: number;
        /** Of logs and decisions. 30 days by default. */
        detailsMaxAge?: HumanDuration | string;
      };
    };

    notifications?: {
      /**
       * Tell the owner of a connection, and who saved it, when it starts to fail,
       * needs a review or works again. By default if the notifications plugin
       * runs in the same backend.
       */
      enabled?: boolean;
    };

    /** Entities that move between catalogs in archives. */
    archives?: {
      /**
       * What exported archives call this portal. `organization.name`, or else
       * `app.title`, by default.
       */
      portalName?: string;
      /** How long an uploaded archive is kept. 24 hours by default. */
      expiry?: HumanDuration | string;
      /**
       * Kinds that may be imported besides the built-in ones and those that the
       * catalog has entities of.
       */
      kinds?: Array<{ apiVersion: string; kind: string }>;
      /** An archive that exceeds one of these is refused. */
      limits?: {
        /** Bytes of the file. 256 MiB by default. */
        fileBytes?: number;
        /** Bytes of its contents, unpacked. 4 GiB by default. */
        unpackedBytes?: number;
        /** How many times larger than packed an entry may be. 200 by default. */
        ratio?: number;
        /** Files in the zip. 10,000 by default. */
        entries?: number;
        /** Bytes of `archive.json`. 64 MiB by default. */
        headerBytes?: number;
        /** Bytes of one object. 10 MiB by default. */
        lineBytes?: number;
        /** Objects and lists in one another. 64 by default. */
        depth?: number;
        /** Values in `archive.json`, or in one object. 2,000,000 by default. */
        values?: number;
        /** Objects of an archive. 1,000,000 by default. */
        objects?: number;
        /** References of one object. 100,000 by default. */
        objectReferences?: number;
        /** References of all objects of an archive. 2,000,000 by default. */
        references?: number;
      };
    };

    /** Connections that the portal shows read-only. */
    connections?: Array<{
      /** Never changes: it is the identity of the imported entities. */
      id: string;
      /** Unique, also among the connections saved in the portal. */
      name: string;
      /** The id of an installed technology, such as `sqlite`. */
      technology: string;
      /** True by default. */
      enabled?: boolean;
      /** The settings of the technology. */
      parameters?: { [field: string]: string | number | boolean };
      /**
       * The secret settings of the technology. They stay in memory.
       * @deepVisibility secret
       */
      secrets?: { [field: string]: string };
      /** Glob patterns such as `sales.*`; everything by default. */
      scope?: { include?: string[]; exclude?: string[] };
      /**
       * The System or Domain the database becomes part of: a reference, `new`
       * for a System named after the connection (the default), or `none`.
       */
      source?: string;
      /** The namespace of the entities. `default` by default. */
      namespace?: string;
      /** Put before every entity name, to keep similar sources apart. */
      namePrefix?: string;
      /** The owner of entities that no rule gives to another. */
      owner: string;
      /** The first pattern that takes an asset gives its owner. */
      ownerRules?: Array<{ pattern: string; owner: string }>;
      /** Leave an owner alone that the catalog has already. False by default. */
      keepCurrentOwner?: boolean;
      /** What happens to entities the source no longer has. `flag` by default. */
      absence?: 'keep' | 'flag' | 'remove';
      /**
       * So many complete imports in a row must miss an entity before it is
       * flagged or removed. 1 by default: at once.
       */
      absenceGraceRuns?: number;
      /**
       * A run that would remove more than this share, and at least this many,
       * is held for review. 0.2 and 10 by default.
       */
      removalLimit?: { share?: number; count?: number };
      /**
       * An attempt at a run that takes longer is stopped, and the run fails. What
       * connector.runs.timeout says by default.
       */
      timeoutMinutes?: number;
      /** When the connection is imported; never, without one. */
      schedule?: {
        /** Wall-clock times in the zone. */
        recurrence:
          | {
              kind: 'everyHours';
              /** 1 to 168. */
              hours: number;
              /** The first run, such as `2026-01-31T02:30`. */
              startAt: string;
            }
          | {
              kind: 'daily';
              /** Such as `02:30`. */
              time: string;
            }
          | {
              kind: 'weekly';
              /** Such as `[monday, friday]`. */
              weekdays: string[];
              time: string;
            }
          | {
              kind: 'monthly';
              /** In a month without this day: its last day. */
              day: number | 'last';
              time: string;
            }
          | {
              kind: 'cron';
              /** Minute, hour, day of month, month, day of week. */
              expression: string;
            };
        /** An IANA time zone such as `Europe/Paris`. */
        zone: string;
        /** True by default. */
        enabled?: boolean;
        /**
         * What a run does that is due while another is active: `skip`, the
         * default, or `queue`: one waits.
         */
        overlap?: 'skip' | 'queue';
        /**
         * A run missed while the portal was down starts late if it is younger
         * than this. 6 by default.
         */
        gracePeriodHours?: number;
        /** Each run starts up to this many seconds later. 0 by default. */
        jitterSeconds?: number;
      };
    }>;
  };
}

// A whole line, so that prose about an owner names none.
const ownerLine = /^[ \t]*owner:[ \t]*(\S+)[ \t]*$/im;

/**
 * The owner that the comment of a table names, by a line of its own:
 * `owner: group:default/sales` (OC-54).
 * @public
 */
export function ownerNamedIn(comment: string | undefined): string | undefined {
  return comment === undefined ? undefined : ownerLine.exec(comment)?.[1];
}

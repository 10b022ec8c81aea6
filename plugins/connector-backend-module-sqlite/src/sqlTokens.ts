/** A piece of SQL text. */
export interface Token {
  readonly kind: 'comment' | 'quoted' | 'word' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A part of a list in brackets: its own tokens, and the comments about it. */
export interface Item {
  readonly tokens: Token[];
  readonly comments: Token[];
}

// https://sqlite.org/lang_keywords.html for the four ways to quote a name.
const tokenPattern =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<word>[\w$\u0080-\uffff]+)|(?<mark>\S)/g;

export function tokensOf(sql: string): Token[] {
  return Array.from(sql.matchAll(tokenPattern), match => {
    const { comment, quoted, word } = match.groups ?? {};
    const kind =
      (comment && 'comment') || (quoted && 'quoted') || (word && 'word');
    return {
      kind: kind || 'mark',
      text: match[0],
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}

export function isComment(token: Token): boolean {
  return token.kind === 'comment';
}

/** In capitals; undefined for what is quoted. */
export function wordOf(token: Token): string | undefined {
  return token.kind === 'quoted' ? undefined : token.text.toUpperCase();
}

/** Without its quotes. */
export function nameOf({ kind, text }: Token): string {
  if (kind !== 'quoted') {
    return text;
  }
  const quote = text[0];
  const name = text.slice(1, -1);
  return quote === '[' ? name : name.replaceAll(quote + quote, quote);
}

/** Where the bracket that opens at `open` closes. */
export function closeOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += bracket(tokens[at]);
    if (depth === 0) {
      return at;
    }
  }
  return tokens.length;
}

/** The text between the brackets. */
export function inside(
  sql: string,
  tokens: readonly Token[],
  open: number,
): string {
  const close = tokens[closeOf(tokens, open)];
  return sql.slice(tokens[open].end, close?.start).trim();
}

/**
 * Splits what is in brackets at its commas. A comment is about the item it stands
 * in or whose line it ends, else about the one that follows. About the whole is
 * what ends the line of the bracket, and a block comment that comes first.
 */
export function itemsOf(
  sql: string,
  tokens: readonly Token[],
  open: number,
): { items: Item[]; about: Token[] } {
  const about: Token[] = [];
  const items: Item[] = [{ tokens: [], comments: [] }];
  let depth = 0;
  let code = tokens[open];
  for (const token of tokens.slice(open + 1, closeOf(tokens, open))) {
    const item = items[items.length - 1];
    if (isComment(token)) {
      const endsLine = !sql.slice(code.end, token.start).includes('\n');
      const isFirst = code === tokens[open] && item.comments.length === 0;
      if (isFirst && (endsLine || token.text.startsWith('/*'))) {
        about.push(token);
      } else if (depth === 0) {
        const ended = endsLine && code.text === ',' ? items.at(-2) : undefined;
        (ended ?? item).comments.push(token);
      }
      continue;
    }
    code = token;
    if (token.text === ',' && depth === 0) {
      items.push({ tokens: [], comments: [] });
    } else {
      depth += bracket(token);
      item.tokens.push(token);
    }
  }
  return { items: items.filter(item => item.tokens.length > 0), about };
}

/** What comments say, a line each. */
export function proseOf(comments: readonly Token[]): string | undefined {
  const prose = comments
    .map(({ text }) =>
      text
        .replace(/^(--+|\/\*+)|\*+\/$/g, '')
        .replace(/\s*\n[ \t]*\*?[ \t]*/g, '\n')
        .trim(),
    )
    .join('\n')
    .trim();
  return prose || undefined;
}

function bracket({ text }: Token): number {
  if (text === '(') {
    return 1;
  }
  return text === ')' ? -1 : 0;
}

import { archiveImportMessages } from './messages/archiveImport';
import type { Translate } from './hooks/useT';

type ArchiveRule = keyof typeof archiveImportMessages.archiveImport.rule;

/** For example "AR-24 Newer"; a rule without a title as it is. */
export function ruleText(rule: string, t: Translate): string {
  return isArchiveRule(rule)
    ? `${rule} ${t(`archiveImport.rule.${rule}`)}`
    : rule;
}

function isArchiveRule(rule: string): rule is ArchiveRule {
  return Object.hasOwn(archiveImportMessages.archiveImport.rule, rule);
}

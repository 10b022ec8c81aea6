import {
  actions,
  type Action,
  type Asset,
  type Finding,
  type ReasonCode,
  type RunReport,
} from '@backstage-connector/plugin-connector-common';

/** Counts while a run goes on; holds no assets and no decisions. */
export interface RunSummaryBuilder {
  addAsset(asset: Asset): void;
  addDecision(action: Action, reason: ReasonCode): void;
  addFinding(finding: Finding): void;
  build(durationsMs: Readonly<Record<string, number>>): RunReport;
}

export function createRunSummary(): RunSummaryBuilder {
  const assets: Record<string, number> = {};
  const byReason: Record<string, number> = {};
  const byAction = Object.fromEntries(
    actions.map(action => [action, 0]),
  ) as Record<Action, number>;
  const findings: Finding[] = [];
  return {
    addAsset(asset) {
      const kind = asset.kind === 'table' ? asset.relationType : asset.kind;
      assets[kind] = (assets[kind] ?? 0) + 1;
    },
    addDecision(action, reason) {
      byAction[action] += 1;
      byReason[reason] = (byReason[reason] ?? 0) + 1;
    },
    addFinding(finding) {
      findings.push(finding);
    },
    build: durationsMs => ({
      assets: { ...assets },
      byAction: { ...byAction },
      byReason: { ...byReason },
      findings: [...findings],
      durationsMs: { ...durationsMs },
    }),
  };
}

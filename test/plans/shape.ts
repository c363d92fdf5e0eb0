import type { PlanNode } from './explain.ts'

/** The plan as lines of text, without what differs from run to run: which nodes, on which tables, by which indexes. */
export function shapeOf(plan: PlanNode, { conditions }: { conditions: boolean }): string {
  return lines(plan, conditions).join('\n')
}

function lines(node: PlanNode, conditions: boolean): readonly string[] {
  const [title, on, by] = [node['Node Type'], node['Relation Name'], node['Index Name']]
  const says = [
    ...(node['Index Cond'] ? [`  if ${node['Index Cond']}`] : []),
    ...(node.Filter ? [`  of which ${node.Filter}`] : []),
    ...(node['Sort Key'] ? [`  by ${node['Sort Key'].join(', ')}`] : []),
  ]
  return [
    `${title}${on ? ` on ${on}` : ''}${by ? ` using ${by}` : ''}`,
    ...(conditions ? says : []),
    ...(node.Plans ?? []).flatMap((child) => lines(child, conditions).map((line) => `  ${line}`)),
  ]
}

/** All nodes, the root first. */
export function nodesOf(plan: PlanNode): readonly PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** How many rows were read from these tables and any indexes, those that were left out afterwards too. */
export function rowsRead(plan: PlanNode, tables: ReadonlySet<string>): number {
  const scans = nodesOf(plan).filter((node) => node['Index Name'] ?? tables.has(node['Relation Name'] ?? ''))
  return scans.reduce((sum, node) => sum + rowsOf(node), 0)
}

function rowsOf(node: PlanNode): number {
  const dropped = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return (node['Actual Rows'] + dropped) * node['Actual Loops']
}

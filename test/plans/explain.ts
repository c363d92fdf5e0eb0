import type { Client } from 'pg'
import { plannedOnce } from '../../src/store/open-postgres.ts'
import type { RecordedStatement } from './recorded.ts'

/** A node of PostgreSQL's plan, as far as it is looked at. */
export type PlanNode = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Subplan Name'?: string
  readonly 'Parent Relationship'?: string
  readonly 'Index Cond'?: string
  readonly Filter?: string
  readonly 'Sort Key'?: readonly string[]
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Heap Fetches'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly PlanNode[]
}

/** Planned for any parameters, as reads are, or for just these, as everything else may be. */
export type PlanMode = 'once' | 'anew'

/** How PostgreSQL ran the statement. */
export async function explain(
  client: Client,
  { text, parameters }: RecordedStatement,
  mode: PlanMode,
): Promise<PlanNode> {
  for (const [name, value] of Object.entries(plannedOnce)) {
    await client.query(mode === 'once' ? `set ${name} = ${value}` : `reset ${name}`)
  }
  if (mode === 'anew') await client.query('set plan_cache_mode = force_custom_plan')
  await client.query(`prepare explained as ${text}`)
  try {
    const values = parameters.map(literal).join(', ')
    const explained = await client.query(
      `explain (analyze, buffers, timing off, format json) execute explained${values && `(${values})`}`,
    )
    return explained.rows[0]['QUERY PLAN'][0].Plan
  } finally {
    await client.query('deallocate explained')
  }

  function literal(value: unknown): string {
    if (value === null || value === undefined) return 'null'
    return client.escapeLiteral(Array.isArray(value) ? `{${value.map(element).join(',')}}` : String(value))
  }
}

function element(value: unknown): string {
  return value === null ? 'null' : `"${String(value).replace(/["\\]/g, '\\$&')}"`
}

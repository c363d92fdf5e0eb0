import { readdir, readFile } from 'node:fs/promises'
import type { Sql } from '../../src/store/sql.ts'

/** Processor seconds: steadier than time where other programs run. */
export type ProcessorTime = { readonly ours: number; readonly database: number }

const ticksPerSecond = 100
const findPid = { name: 'bench_pid', text: 'select pg_backend_pid() as pid' }

/** What this process and the PostgreSQL server have used so far. The server must run on this machine. */
export async function processorTime(sql: Sql): Promise<ProcessorTime> {
  const [backend] = await sql<{ pid: number }>(findPid)
  const { user, system } = process.cpuUsage()
  const server = (await readProcess(backend?.pid ?? 0))?.parent ?? 0
  const processes = await Promise.all((await readdir('/proc')).filter(isNumber).map((pid) => readProcess(Number(pid))))
  const ticks = processes.flatMap((one) => {
    if (one?.pid === server) return [one.ticks + one.endedChildrenTicks]
    return one?.parent === server ? [one.ticks] : []
  })
  return { ours: (user + system) / 1e6, database: ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond }
}

function isNumber(name: string): boolean {
  return /^\d+$/.test(name)
}

async function readProcess(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (stat === null) return null
  // The second field is the program's name in brackets, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const at = (field: number) => Number(fields[field - 3])
  return { pid, parent: at(4), ticks: at(14) + at(15), endedChildrenTicks: at(16) + at(17) }
}

export function usedSince(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  return { ours: after.ours - before.ours, database: after.database - before.database }
}

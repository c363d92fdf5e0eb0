import { cpuSeconds } from '../suite/cpu.ts'
import { findPostmaster } from '../suite/server.ts'

/** Processor seconds: steadier than time where other programs run. */
export type ProcessorTime = { readonly ours: number; readonly database: number }

/** What this process and the PostgreSQL server, which must be on this machine, have used so far. */
export async function processorTime(databaseUrl: string): Promise<ProcessorTime> {
  const postmaster = await findPostmaster(databaseUrl)
  const { user, system } = process.cpuUsage()
  return { ours: (user + system) / 1e6, database: (postmaster && cpuSeconds(postmaster)) ?? Number.NaN }
}

export function usedSince(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  return { ours: after.ours - before.ours, database: after.database - before.database }
}

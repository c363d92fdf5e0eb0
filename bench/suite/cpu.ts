import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

type Stat = { readonly pid: number; readonly parent: number; readonly ticks: number; readonly waitedTicks: number }

/** CPU seconds that a process and all below it have used; null where there is no /proc, or not of this process. */
export function cpuSeconds(pid: number): number | null {
  const all = readStats()
  const root = all.find((stat) => stat.pid === pid)
  if (!root) return null
  return sumOf(family(root, all), ({ ticks, waitedTicks }) => ticks + waitedTicks) / ticksPerSecond
}

/** Resident memory of a process and all below it, in bytes; null where there is no /proc. */
export function residentBytes(pid: number): number | null {
  const all = readStats()
  const root = all.find((stat) => stat.pid === pid)
  return root ? sumOf(family(root, all), (stat) => residentOf(stat.pid)) : null
}

/** The process above this one; null where there is no /proc. */
export function parentOf(pid: number): number | null {
  return readStat(String(pid))?.parent ?? null
}

function residentOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return 0
  }
}

function family(root: Stat, all: readonly Stat[]): readonly Stat[] {
  return [root, ...all.filter(({ parent }) => parent === root.pid).flatMap((child) => family(child, all))]
}

function readStats(): readonly Stat[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(name) ?? []) : []))
  } catch {
    return []
  }
}

function readStat(pid: string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name before the bracket may hold anything.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const at = (index: number) => fields[index] ?? 0
    return { pid: Number(pid), parent: at(1), ticks: at(11) + at(12), waitedTicks: at(13) + at(14) }
  } catch {
    return null
  }
}

function sumOf(stats: readonly Stat[], value: (stat: Stat) => number): number {
  return stats.reduce((sum, stat) => sum + value(stat), 0)
}

import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { DatabaseUnavailableError, DataDirectoryInUseError } from '../domain/database-errors.ts'
import { makeDirectory } from './make-directory.ts'

/**
 * Takes the folder for this process alone; the result gives it back. The lock of a process that no longer runs is
 * taken over. Throws DataDirectoryInUseError when its process lives.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await makeDirectory(directory).catch((cause) => {
    throw new DatabaseUnavailableError('ACQUAINT_DATA_DIR', 'a folder', cause)
  })
  const file = `${directory}/lock`
  // Linked into place with its content, so that nobody reads a lock that is not written yet.
  const own = `${file}.${process.pid}.${randomUUID()}`
  await writeFile(own, String(process.pid))
  try {
    for (;;) {
      if (await tryLink(own, file)) {
        held.add(file)
        return () => release(file)
      }
      const holder = Number(await readFile(file, 'utf8').catch(() => ''))
      if (isHeld(file, holder)) throw new DataDirectoryInUseError(directory, holder)
      await rm(file, { force: true })
    }
  } finally {
    await rm(own, { force: true })
  }
}

/** The locks of this process: one with our own number that is not among them is of an earlier process. */
const held = new Set<string>()

function isHeld(file: string, holder: number): boolean {
  if (holder === process.pid) return held.has(file)
  return holder > 0 && isRunning(holder)
}

async function release(file: string): Promise<void> {
  held.delete(file)
  await rm(file, { force: true })
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { DataDirectoryInUseError } from '../domain/errors.ts'

/**
 * Takes the folder for this process alone; the result gives it back. The lock of a process that no longer runs is
 * taken over. Throws DataDirectoryInUseError when its process lives.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true })
  const file = `${directory}/lock`
  for (;;) {
    const handle = await open(file, 'wx').catch(ignoreExisting)
    if (handle) {
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (holder > 0 && isRunning(holder)) throw new DataDirectoryInUseError(directory, holder)
    await rm(file, { force: true })
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): null {
  if (error.code === 'EEXIST') return null
  throw error
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

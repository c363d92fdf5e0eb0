import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one plain line of counts, for machines that read logs. */
export default class CiReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.filter((one) => one === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    setImmediate(() => {
      console.log(`${count('passed')} passed, ${count('failed') + broken} failed, ${count('skipped')} skipped`)
    })
  }
}

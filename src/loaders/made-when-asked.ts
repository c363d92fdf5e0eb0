type MadeBy<Makers extends Readonly<Record<string, (given: never) => unknown>>> = {
  readonly [Name in keyof Makers]: ReturnType<Makers[Name]>
}

/** An object whose members are each made when it is first asked for. */
export type WhenAsked<Members> = Members & {
  /** One with these instead, which has all others in common with this one, also those that are yet to be made. */
  having(others: Partial<Members>): WhenAsked<Members>
}

/** Makes such objects: a request has dozens of loaders, and asks two or three. */
export function madeWhenAsked<Given>() {
  return <Makers extends Readonly<Record<string, (given: Given) => unknown>>>(
    makers: Makers,
  ): ((given: Given) => WhenAsked<MadeBy<Makers>>) => {
    class Made {
      readonly given: Given
      readonly made: Map<string, unknown>
      readonly others: Readonly<Record<string, unknown>>

      constructor(given: Given, made: Map<string, unknown>, others: Readonly<Record<string, unknown>>) {
        this.given = given
        this.made = made
        this.others = others
      }

      having(others: Readonly<Record<string, unknown>>) {
        return new Made(this.given, this.made, { ...this.others, ...others })
      }
    }
    for (const [name, make] of Object.entries(makers)) {
      Object.defineProperty(Made.prototype, name, {
        get(this: Made) {
          const other = this.others[name]
          if (other !== undefined) return other
          if (!this.made.has(name)) this.made.set(name, make(this.given))
          return this.made.get(name)
        },
      })
    }
    return (given) => new Made(given, new Map(), {}) as object as WhenAsked<MadeBy<Makers>>
  }
}

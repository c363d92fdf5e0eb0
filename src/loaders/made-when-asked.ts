type MadeBy<Makers extends Readonly<Record<string, (given: never) => unknown>>> = {
  readonly [Name in keyof Makers]: ReturnType<Makers[Name]>
}

/**
 * Gives objects whose members are each made when it is first asked for: a request has dozens of them, and asks two or
 * three. An object that inherits from one has the very same members.
 */
export function madeWhenAsked<Given>() {
  return <Makers extends Readonly<Record<string, (given: Given) => unknown>>>(
    makers: Makers,
  ): ((given: Given) => MadeBy<Makers>) => {
    class WhenAsked {
      readonly given: Given
      readonly made = new Map<string, unknown>()

      constructor(given: Given) {
        this.given = given
      }
    }
    for (const [name, make] of Object.entries(makers)) {
      Object.defineProperty(WhenAsked.prototype, name, {
        get(this: WhenAsked) {
          if (!this.made.has(name)) this.made.set(name, make(this.given))
          return this.made.get(name)
        },
      })
    }
    return (given) => new WhenAsked(given) as WhenAsked & MadeBy<Makers>
  }
}

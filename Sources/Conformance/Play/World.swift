package import Suites
package import Wire

/// The two ends that a case is played between; everything else in this module is pure.
package struct World: Sendable {
    package var exchanger: any Exchanger
    package var providers: any ProviderControl
    /// Keeps those apart whose requests are known by their path alone; nil where that never happens.
    package var turnstile: Turnstile?

    package init(exchanger: any Exchanger, providers: any ProviderControl, turnstile: Turnstile? = nil) {
        self.turnstile = turnstile
        self.exchanger = exchanger
        self.providers = providers
    }
}

package import Suites
package import Wire

/// The two ends that a case is played between; everything else in this module is pure.
package struct World: Sendable {
    package var exchanger: any Exchanger
    package var providers: any ProviderControl

    package init(exchanger: any Exchanger, providers: any ProviderControl) {
        self.exchanger = exchanger
        self.providers = providers
    }
}

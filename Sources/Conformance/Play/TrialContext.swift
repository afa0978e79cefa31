internal import Checks
internal import Suites
internal import Wire

/// Builds what checks need to know beside the wire.
struct TrialContext {
    var wiring: Wiring
    var route: Route

    /// The context of a trial through the gateway, or of the control run.
    func build(control: Bool, controlExchanges: [Exchange] = []) -> Trial.Context {
        Trial.Context(
            lane: wiring.target.lane, route: route.rawValue, control: control, clientKey: wiring.clientKey,
            primary: provider(.primary), backup: provider(.backup),
            requestedModel: control ? provider(.primary).model : wiring.endpoint(route).model,
            declaredHeaders: wiring.target.declared.headers, declaredFields: wiring.target.declared.body,
            controlExchanges: controlExchanges)
    }

    private func provider(_ role: ProviderRole) -> Trial.Context.Provider {
        let identity = wiring.identities[role] ?? ProviderIdentity.standard(role, origin: "")
        return Trial.Context.Provider(
            key: identity.key, model: identity.model, word: identity.word, origin: identity.origin)
    }
}

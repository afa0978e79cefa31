internal import Suites
internal import Wire

/// Compiles a scenario off the event loop, so that large scripts delay nobody else's writes.
enum Preparation {
    /// The first attempts' playlists; throws what is wrong with any behaviour.
    static func compile(
        _ scenario: Scenario, nonce: String, identities: [ProviderRole: ProviderIdentity]
    ) throws -> [ProviderRole: Playlist] {
        var playlists: [ProviderRole: Playlist] = [:]
        for (role, part) in [(ProviderRole.primary, scenario.primary), (.backup, scenario.backup)] {
            guard let identity = identities[role] else { continue }
            var context = PlayContext(role: role, identity: identity, nonce: nonce)
            playlists[role] = try ScriptCompiler.compile(part.script, context: context)
            for attempt in part.script.behaviours.indices.dropFirst() {
                context.attempt = attempt + 1
                _ = try ScriptCompiler.compile(part.script, context: context)
            }
        }
        return playlists
    }
}

package import Suites

/// Turns a behaviour into a playlist; pure, so every byte and cut of a script can be tested without a socket.
package enum ScriptCompiler {
    /// The playlist of the attempt that `context` describes.
    ///
    /// Throws when the script makes more bytes or steps than a provider holds in memory.
    package static func compile(_ script: Script, context: PlayContext) throws(ScriptError) -> Playlist {
        guard let last = script.behaviours.last else {
            throw ScriptError(script: script.name, message: "has no behaviour; give it `steps`")
        }
        let index = max(0, context.attempt - 1)
        let behaviour = index < script.behaviours.count ? script.behaviours[index] : last
        do {
            return try compile(behaviour, context: context)
        } catch {
            throw ScriptError(script: script.name, message: error.message)
        }
    }

    package static func compile(_ behaviour: Behaviour, context: PlayContext) throws(ScriptError) -> Playlist {
        let steps = try Flattener.flatten(behaviour, context: context)
        return Framer.frame(Draft(steps: steps, encode: behaviour.encode), encode: behaviour.encode, context: context)
    }
}

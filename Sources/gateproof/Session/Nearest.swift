internal import Suites

/// The `did you mean` part of a message about an unknown name.
enum Nearest {
    static func hint(_ name: String, among known: [String]) -> String {
        guard let best = nearest(to: name, in: known) else { return "" }
        return "; did you mean `\(best)`?"
    }
}

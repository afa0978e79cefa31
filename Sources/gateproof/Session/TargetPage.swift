internal import Suites
internal import Wire

/// What `gateproof target show` prints.
struct TargetPage {
    var target: Target

    var text: String {
        ([head] + warnings + [routes, access] + lists).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var head: String {
        let profile = target.profile
        var lines = [
            "\(target.name)\(target.variant.map { ":\($0)" } ?? "")  \(target.title)",
            "  kind      \(profile.kind.rawValue)",
            "  mode      \(profile.mode.rawValue)  (\(Self.meaning(profile.mode)))",
            "  lane      \(target.lane)",
            "  status    \(profile.evidence.status)",
        ]
        if !profile.evidence.text.isEmpty {
            lines.append("  evidence  \(profile.evidence.mark.rawValue): \(profile.evidence.text)")
        }
        return lines.joined(separator: "\n")
    }

    private static func meaning(_ mode: TargetMode) -> String {
        switch mode {
        case .controlled: "both providers are Gateproof's own"
        case .publicMock: "Gateproof's providers, at an address that the hosted gateway reaches over TLS"
        case .live: "a real provider; only cases that need no control of it, the others are not measurable"
        }
    }

    private var warnings: [String] {
        let refused = target.refusals.map {
            "  never run \($0.package) \($0.versions.joined(separator: ", ")): \($0.reason)"
        }
        return [Self.section("Before you choose it", refused + target.facts.map { "  \($0)" })]
    }

    private var routes: String {
        var lines = [Self.line("direct", target.direct)]
        lines.append(target.failover.map { Self.line("failover", $0) } ?? "  failover  none")
        return Self.section("Routes", lines)
    }

    private static func line(_ name: String, _ route: Target.RouteBinding) -> String {
        let headers = route.fields.lines.map { "\n            \($0.name): \($0.value)" }.joined()
        return "  \(name.padded(to: 8))  \(route.baseURL)  model \(route.model)\(headers)"
    }

    private var access: String {
        var lines: [String] = []
        if let variable = target.apiKeyEnv { lines.append("  key       from the variable \(variable)") }
        if target.apiKeyEnv == nil {
            lines.append("  key       " + (target.apiKey == nil ? "none" : "made up, in the file"))
        }
        for (name, meaning) in target.profile.settings.sorted(by: { $0.key < $1.key }) {
            lines.append("  setting   \(name): \(meaning)")
        }
        if let launch = target.launch {
            lines.append("  install   \(launch.install)")
            lines.append("  start     " + launch.command.joined(separator: " "))
            lines.append("  ready     " + (launch.readyURL ?? "when it accepts a connection"))
        }
        return Self.section("Reaching it", lines)
    }

    private var lists: [String] {
        let profile = target.profile
        let added =
            target.declared.headers.map { "  header \($0)" } + target.declared.body.map { "  body field \($0)" }
            + target.declared.comments.map { "  comment `\($0)`" }
        let quirks = profile.quirks.map { quirk in
            "  [\(quirk.mark.rawValue)\(quirk.versions.map { ", \($0)" } ?? "")] \(quirk.text)"
        }
        return [
            Self.section("Features", ["  " + target.features.sorted().joined(separator: " ")]),
            Self.section("Adds, by its own account (listed, not failed)", added),
            Self.section("Documented limits", profile.limits.map { "  \($0)" }),
            Self.section("Expected deviations (predictions until the mark says run)", quirks),
            Self.section("What to do", profile.guide.steps.enumerated().map { "  \($0 + 1). \($1)" }),
            Self.section("Links", profile.links.map { "  \($0)" }),
        ]
    }

    private static func section(_ title: String, _ lines: [String]) -> String {
        lines.isEmpty || lines == ["  "] ? "" : ([title] + lines).joined(separator: "\n")
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

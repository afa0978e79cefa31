internal import Foundation
internal import Suites
internal import Wire

/// Finds the target that the options mean, with the options' own words put over the file's.
struct TargetChoice {
    var options: TargetOptions
    var data: DataOptions

    /// The target and the addresses at which its providers listen.
    func resolve() throws -> Target {
        let folder = try data.suitesFolder() + "/targets"
        let name = options.target ?? (options.gateway == nil ? "builtin" : "custom")
        var target: Target
        do {
            target = try Target.load(name, folder: folder)
        } catch {
            throw Complaint(.usage, "\(error)")
        }
        try overlay(&target)
        return target
    }

    private func overlay(_ target: inout Target) throws {
        if let gateway = options.gateway {
            let url = try Self.baseURL(gateway, option: "--gateway")
            target.direct.baseURL = url
            target.failover?.baseURL = url
        }
        if let failover = options.failoverGateway {
            let url = try Self.baseURL(failover, option: "--failover-gateway")
            let model = options.modelFailover ?? target.failover?.model ?? target.direct.model
            target.failover = Target.RouteBinding(baseURL: url, model: model)
        }
        if let model = options.modelDirect { target.direct.model = model }
        if let model = options.modelFailover { target.failover?.model = model }
        if let variable = options.apiKeyEnv { target.apiKeyEnv = variable }
        if let primary = options.primary { target.providers[.primary] = primary }
        if let backup = options.backup { target.providers[.backup] = backup }
        if let features = options.features {
            target.features = Set(features.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    private static func baseURL(_ text: String, option: String) throws -> String {
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil
        else {
            throw Complaint(.usage, "\(option) \(text): not a URL; write for example http://127.0.0.1:4000/v1")
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}

extension Target {
    /// The client's key: from the environment where the target names a variable, else the file's.
    func clientKey() throws -> String {
        if let variable = apiKeyEnv {
            if let key = ProcessInfo.processInfo.environment[variable], !key.isEmpty { return key }
            if apiKey == nil {
                throw Complaint(
                    .usage, "the environment variable \(variable) is not set; it must hold the gateway's key")
            }
        }
        return apiKey ?? ""
    }
}

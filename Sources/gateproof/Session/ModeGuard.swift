internal import Suites

/// Tells of a target that cannot be judged the way it was asked for, before anything is started.
struct ModeGuard {
    var options: TargetOptions
    var data: DataOptions

    /// For commands whose providers are Gateproof's own.
    func demand() throws {
        guard options.gateway == nil else { return }
        let target = try TargetChoice(options: options, data: data).resolve()
        switch target.profile.mode {
        case .controlled: return
        case .live:
            throw Complaint(
                .usage,
                "no provider of Gateproof's can stand behind \(target.name); judge it with "
                    + "gateproof run --live --target \(target.name)")
        case .publicMock where options.providers == nil:
            throw Complaint(
                .usage,
                "\(target.name) has to reach the providers from outside; start `gateproof mock --public` there and name "
                    + "them with --providers; `gateproof target config \(target.name)` says how")
        case .publicMock: return
        }
    }
}

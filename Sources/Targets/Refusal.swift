internal import Suites

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Releases that are never started are recognised by their names and folders alone.
///
/// Code of a poisoned Python package may run whenever its interpreter starts, so not even `--version` is asked.
extension Target {
    /// Refuses a version that was asked for by name.
    func refuseByName() throws(LaunchError) {
        guard let version, let refusal = refusals.first(where: { $0.versions.contains(version) }) else { return }
        throw refusal.error(version)
    }

    /// Refuses a program that lies in a Python environment where a refused release is installed.
    func refuseInstalled(_ program: String) throws(LaunchError) {
        let path = URL(fileURLWithPath: program).resolvingSymlinksInPath()
        let library = path.deletingLastPathComponent().deletingLastPathComponent().path + "/lib"
        let files = FileManager.default
        for python in (try? files.contentsOfDirectory(atPath: library)) ?? [] where python.hasPrefix("python") {
            for packages in ["site-packages", "dist-packages"] {
                let names = (try? files.contentsOfDirectory(atPath: "\(library)/\(python)/\(packages)")) ?? []
                try refuse(among: Set(names))
            }
        }
    }

    private func refuse(among names: Set<String>) throws(LaunchError) {
        for refusal in refusals {
            for version in refusal.versions where names.contains("\(refusal.package)-\(version).dist-info") {
                throw refusal.error(version)
            }
        }
    }
}

extension Target.Refusal {
    fileprivate func error(_ version: String) -> LaunchError {
        LaunchError(.refused, "\(package) \(version) is not started: \(reason)")
    }
}

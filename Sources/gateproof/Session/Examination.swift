internal import Client
internal import Conformance
internal import Foundation
internal import Results
internal import Suites
internal import Targets

/// The examinations of `gateproof doctor`, each independent of the others.
struct Examination {
    var data: DataOptions
    var target: TargetOptions

    struct Finding {
        var good: Bool
        var text: String
    }

    func run() async -> [Finding] {
        var findings = [machine(), libcurl(), files(), descriptors()]
        findings += programs()
        if target.target != nil || target.gateway != nil { findings.append(await wiring()) }
        return findings
    }

    private func machine() -> Finding {
        let facts = MachineFacts.read()
        return Finding(good: true, text: "\(facts.os), kernel \(facts.kernel), \(facts.cores) cores, \(facts.cpu)")
    }

    private func libcurl() -> Finding {
        Finding(good: true, text: "libcurl \(CurlClient.libraryVersion)")
    }

    private func files() -> Finding {
        do {
            let library = try data.library()
            return Finding(
                good: true,
                text:
                    "\(library.cases.count) cases, \(library.scripts.count) scripts, \(library.requirements.count) requirements"
            )
        } catch {
            return Finding(good: false, text: "\(error)")
        }
    }

    private func descriptors() -> Finding {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let count = limit.rlim_cur
        return Finding(
            good: count >= 1024,
            text: "\(count) open files allowed" + (count >= 1024 ? "" : "; load tests need more: ulimit -n 20000"))
    }

    private func programs() -> [Finding] {
        guard let folder = try? data.suitesFolder() + "/targets" else { return [] }
        return Target.names(folder: folder).filter { !$0.contains(":") }.compactMap { name -> Finding? in
            guard let target = try? Target.load(name, folder: folder),
                let program = target.launch?.command.first
            else { return nil }
            let path = ProgramSearch(environment: ProcessInfo.processInfo.environment).find(program, tool: target.name)
            return Finding(
                good: true, text: "\(target.name): " + (path ?? "not installed (\(target.launch?.install ?? ""))"))
        }
    }

    private func wiring() async -> Finding {
        do {
            let problem = try await Session.with(target, data: data, progress: Progress(enabled: false)) { session in
                try await Preflight(world: session.world, wiring: session.wiring).problem()
            }
            return Finding(
                good: problem == nil, text: problem ?? "the gateway is wired: a request reached the primary provider")
        } catch {
            return Finding(good: false, text: "\(error)")
        }
    }
}

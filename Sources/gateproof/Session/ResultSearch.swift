internal import Foundation
internal import Results
internal import Synchronization

/// Finds and reads the results that a person names by files and folders.
struct ResultSearch {
    var places: [String]

    /// What the files hold.
    ///
    /// What is no result is passed over and said; where it is all that was named, it is a mistake.
    func glances() throws -> [ResultGlance] {
        let files = try self.files()
        let read = Self.read(files.map(\.path))
        var glances: [ResultGlance] = []
        for (file, outcome) in zip(files, read) {
            switch outcome {
            case .success(let glance): glances.append(glance)
            case .failure(let error) where file.isNamed && files.count == 1: throw Complaint(.usage, "\(error)")
            case .failure(let error):
                FileHandle.standardError.write(Data("gateproof: passed over \(error)\n".utf8))
            case nil: break
            }
        }
        if glances.isEmpty { throw Complaint(.usage, "\(places.joined(separator: ", ")): no result is there") }
        return glances
    }

    private struct File {
        var path: String
        var isNamed: Bool
    }

    private func files() throws -> [File] {
        var files: [File] = []
        for place in places {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
                throw Complaint(.usage, "\(place): there is no such file or folder")
            }
            guard isFolder.boolValue else {
                files.append(File(path: place, isNamed: true))
                continue
            }
            let names = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
            files += names.filter { name in
                name.hasSuffix(".json") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
            }.sorted().map { File(path: "\(place)/\($0)", isNamed: false) }
        }
        return files
    }

    /// All files, on all cores; in the order given.
    private static func read(_ paths: [String]) -> [Result<ResultGlance, ResultError>?] {
        let results = Mutex([Result<ResultGlance, ResultError>?](repeating: nil, count: paths.count))
        DispatchQueue.concurrentPerform(iterations: paths.count) { index in
            let outcome: Result<ResultGlance, ResultError>
            do throws(ResultError) {
                outcome = .success(try GlanceReader.read(paths[index]))
            } catch {
                outcome = .failure(error)
            }
            results.withLock { $0[index] = outcome }
        }
        return results.withLock { $0 }
    }
}

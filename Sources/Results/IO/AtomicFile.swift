#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A file that is either the old one or the new one, never half of each.
///
/// Devices and pipes (`/dev/stdout`) are written in place: to rename over them would replace them.
package struct AtomicFile: Sendable {
    package let path: String
    /// What the path stands for once links are followed.
    private let place: String
    /// True for a pipe or a device, which takes a text only once.
    package let isStream: Bool

    package init(_ path: String) {
        self.path = path
        place = Self.followingLinks(path)
        var status = stat()
        isStream = stat(place, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }

    /// What a result and its page need at most, as a rule, in bytes.
    package static let usualRoom = 16 << 20

    /// Makes the folder and proves that a file can be written there; leaves nothing behind but the folder.
    ///
    /// - Parameter room: bytes that must be free.
    package func probe(room: Int = usualRoom) throws(ResultError) {
        guard !isStream else { return }
        try makeFolders()
        if let free = freeBytes, free < room {
            throw ResultError(
                .diskFull, path: path,
                "only \(free >> 10) KiB are free there, and a result may need \(room >> 10) KiB; make room first")
        }
        var status = stat()
        if stat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw ResultError(.unreachable, path: path, "is a folder; name a file in it instead")
        }
        try fill(temporary, with: Array("probe".utf8), durably: false)
        unlink(temporary)
    }

    /// Replaces the file; `durably` also waits until the disk has it.
    package func write(_ bytes: [UInt8], durably: Bool = false) throws(ResultError) {
        if isStream { return try fill(place, with: bytes, durably: false) }
        try makeFolders()
        try fill(temporary, with: bytes, durably: durably)
        guard rename(temporary, place) == 0 else {
            let reason = errno
            unlink(temporary)
            throw failure(reason)
        }
    }

    /// Nil where the system does not say.
    private var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }

    private var folder: String {
        guard let slash = place.lastIndex(of: "/") else { return "." }
        return slash == place.startIndex ? "/" : String(place[..<slash])
    }

    private var temporary: String {
        "\(folder)/.\(place.split(separator: "/").last ?? "result").\(getpid()).tmp"
    }

    private func makeFolders() throws(ResultError) {
        var made = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o777) != 0, errno != EEXIST, errno != EISDIR else { continue }
            let reason = errno
            var status = stat()
            guard stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw failure(reason) }
        }
    }

    private func fill(_ name: String, with bytes: [UInt8], durably: Bool) throws(ResultError) {
        let flags = O_WRONLY | O_CLOEXEC | (name == place ? 0 : O_CREAT | O_TRUNC | O_NOFOLLOW)
        let descriptor = open(name, flags, 0o644)
        guard descriptor >= 0 else { throw failure(errno) }
        var reason = put(bytes, into: descriptor)
        if durably, reason == 0, fsync(descriptor) != 0 { reason = errno }
        if close(descriptor) != 0, reason == 0 { reason = errno }
        guard reason != 0 else { return }
        if name != place { unlink(name) }
        throw failure(reason)
    }

    /// Zero, or the error number.
    private func put(_ bytes: [UInt8], into descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
                #if canImport(Darwin)
                    let count = Darwin.write(descriptor, start, rest.count)
                #elseif canImport(Musl)
                    let count = Musl.write(descriptor, start, rest.count)
                #else
                    let count = Glibc.write(descriptor, start, rest.count)
                #endif
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return errno }
            }
            return 0
        }
    }

    private func failure(_ reason: Int32) -> ResultError {
        if reason == ENOSPC || reason == EDQUOT {
            return ResultError(.diskFull, path: path, "the disk is full; what was written before is kept")
        }
        return ResultError(.unreachable, path: path, "cannot be written: \(String(cString: strerror(reason)))")
    }

    private static func followingLinks(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

internal import Synchronization
internal import Wire

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A recording that grows line by line: each line is one write at the end of the file, so that a kill loses no more than one.
package final class RecordingFile: Sendable {
    private let descriptor: Int32
    private let room: Mutex<Int>
    /// Bytes of a half line that an earlier, killed recorder had left behind and that were cut off.
    package let repaired: Int

    /// Opens or makes the file, readable by its owner alone; `limit` bounds its size in bytes.
    package init(_ path: String, limit: Int) throws(RecordingProblem) {
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RecordingProblem("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        let size = Int(lseek(descriptor, 0, SEEK_END))
        let end = Self.endOfLastLine(descriptor, size)
        if end < size { _ = ftruncate(descriptor, off_t(end)) }
        repaired = size - end
        room = Mutex(limit - end)
    }

    deinit {
        close(descriptor)
    }

    /// Appends a line; false where the file is full or the disk refuses.
    package func append(_ request: RecordedRequest) -> Bool {
        var bytes = request.line.bytes
        bytes.append(0x0A)
        return room.withLock { room in
            guard bytes.count <= room else { return false }
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written == bytes.count else {
                // A half line would spoil the next one, should there be room on the disk again.
                let end = lseek(descriptor, 0, SEEK_END)
                if written > 0, end >= 0 { _ = ftruncate(descriptor, end - off_t(written)) }
                return false
            }
            room -= bytes.count
            return true
        }
    }

    /// The offset after the last line feed; 0 where there is none.
    private static func endOfLastLine(_ descriptor: Int32, _ size: Int) -> Int {
        var end = size
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while end > 0 {
            let start = max(0, end - block.count)
            let count = block.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, end - start, off_t(start)) }
            guard count == end - start else { return size }
            if let last = block[..<count].lastIndex(of: 0x0A) { return start + last + 1 }
            end = start
        }
        return 0
    }
}

/// What libcurl wants of each socket, indexed by descriptor.
struct SocketTable {
    private struct Entry {
        var wanted: PollInterest = []
        /// Opened through our own callback, so that we hear of its end.
        var isOurs = false
        unowned(unsafe) var owner: Transfer?
    }

    private var entries: [Entry] = []

    func wanted(_ socket: Int32) -> PollInterest {
        Int(socket) < entries.count ? entries[Int(socket)].wanted : []
    }

    func isOurs(_ socket: Int32) -> Bool {
        Int(socket) < entries.count && entries[Int(socket)].isOurs
    }

    /// The transfer that uses the socket; valid because the loop keeps transfers until libcurl has let go of them.
    func owner(_ socket: Int32) -> Transfer? {
        Int(socket) < entries.count ? entries[Int(socket)].owner : nil
    }

    mutating func set(_ socket: Int32, wanted: PollInterest, owner: Transfer?) {
        grow(to: socket)
        entries[Int(socket)].wanted = wanted
        entries[Int(socket)].owner = owner
    }

    mutating func open(_ socket: Int32) {
        grow(to: socket)
        entries[Int(socket)] = Entry(isOurs: true)
    }

    mutating func close(_ socket: Int32) {
        if Int(socket) < entries.count { entries[Int(socket)] = Entry() }
    }

    private mutating func grow(to socket: Int32) {
        while entries.count <= Int(socket) { entries.append(Entry()) }
    }
}

internal import Synchronization
internal import Wire

/// What an HTTP client with cookies does where one is inside a gateway.
final class CookieJar: Sendable {
    private let cookies = Mutex<[String]>([])

    func keep(_ fields: HeaderFields) {
        let set = fields.all("set-cookie").map { String($0.prefix { $0 != ";" }) }
        if !set.isEmpty { cookies.withLock { $0 = set } }
    }

    func add(to fields: inout HeaderFields) {
        let kept = cookies.withLock { $0 }
        if !kept.isEmpty { fields.append("cookie", kept.joined(separator: "; ")) }
    }
}

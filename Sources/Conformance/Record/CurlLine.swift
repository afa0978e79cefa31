internal import Wire

/// A `curl` command that sends the same request.
struct CurlLine {
    var request: ClientRequest

    var text: String {
        var words = ["curl", "-sS", "-N", "-i", "-X", request.method, quote(request.origin + request.target)]
        for field in request.fields {
            words += ["-H", quote("\(field.name): \(field.value)")]
        }
        if !request.body.isEmpty {
            words += ["--data-binary", quote(String(decoding: request.body.prefix(4096), as: UTF8.self))]
        }
        return words.joined(separator: " ")
    }

    private func quote(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}

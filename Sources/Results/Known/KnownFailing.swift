/// The list of cases that a target is known to fail; they run all the same, and must fail.
///
/// One entry a line, as in `stream.framing.crlf stream.done-once  # splits events on CR  https://…`:
/// the case, if wanted one check of it, then the reason and if wanted a link. Lines that start with `#` are comments.
package struct KnownFailing: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package var caseID: String
        /// Only this check is known to find something; nil for the whole case.
        package var check: String?
        package var reason: String
        package var link: String?
        /// The target does it by chance, so that a pass is no surprise: the reason begins with "sometimes".
        package var isSometimes: Bool { reason.hasPrefix("sometimes") }
        /// From 1.
        package var line: Int

        package init(caseID: String, check: String? = nil, reason: String, link: String? = nil, line: Int) {
            self.caseID = caseID
            self.check = check
            self.reason = reason
            self.link = link
            self.line = line
        }
    }

    package struct Problem: Error, Equatable, CustomStringConvertible {
        package var line: Int
        package var message: String
        /// `file:line: message`.
        package var description: String
    }

    package struct Problems: Error, CustomStringConvertible {
        package var all: [Problem]
        package var description: String { all.map(\.description).joined(separator: "\n") }
    }

    package var entries: [Entry]

    package init(entries: [Entry] = []) {
        self.entries = entries
    }

    /// Entries about a case.
    package func entries(for caseID: String) -> [Entry] {
        entries.filter { $0.caseID == caseID }
    }

    /// Reads a list; throws every problem at once.
    ///
    /// - Parameters:
    ///   - file: only named in problems.
    ///   - checks: the ids that may stand after a case.
    package static func read(
        _ text: String, file: String, cases: Set<String>, checks: Set<String>
    ) throws(Problems) -> KnownFailing {
        var entries: [Entry] = []
        var problems: [Problem] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            do throws(Message) {
                guard let entry = try entry(String(line), line: index + 1) else { continue }
                try verify(entry, after: entries, cases: cases, checks: checks)
                entries.append(entry)
            } catch {
                let place = "\(file):\(index + 1)"
                problems.append(
                    Problem(line: index + 1, message: error.text, description: "\(place): \(error.text)"))
            }
        }
        guard problems.isEmpty else { throw Problems(all: problems) }
        return KnownFailing(entries: entries)
    }

    private struct Message: Error {
        var text: String

        init(_ text: String) {
            self.text = text
        }
    }

    private static func entry(_ line: String, line number: Int) throws(Message) -> Entry? {
        let halves = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let names = words(halves.first ?? "")
        guard let caseID = names.first else { return nil }
        guard names.count <= 2 else {
            throw Message("expected a case, a check at most, then \"# reason\"; found a third word \"\(names[2])\"")
        }
        let note = words(halves.count > 1 ? halves[1] : "")
        let link = note.last.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil }
        let reason = note.dropLast(link == nil ? 0 : 1).joined(separator: " ")
        guard !reason.isEmpty else { throw Message("say why after a \"#\", as in \"\(caseID)  # reason  https://…\"") }
        return Entry(caseID: caseID, check: names.dropFirst().first, reason: reason, link: link, line: number)
    }

    private static func words(_ text: Substring) -> [String] {
        text.split { $0.isWhitespace }.map(String.init)
    }

    private static func verify(
        _ entry: Entry, after entries: [Entry], cases: Set<String>, checks: Set<String>
    ) throws(Message) {
        guard cases.contains(entry.caseID) else { throw unknown("case", entry.caseID, cases) }
        if let check = entry.check, !checks.contains(check) { throw unknown("check", check, checks) }
        if let twin = entries.first(where: { $0.caseID == entry.caseID && $0.check == entry.check }) {
            throw Message("\(entry.caseID) is listed already on line \(twin.line)")
        }
    }

    private static func unknown(_ noun: String, _ word: String, _ known: Set<String>) -> Message {
        let hint = Nearest.match(for: word, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
        return Message("there is no \(noun) \"\(word)\"\(hint)")
    }
}

/// Every check, sorted by id; a test compares the list with the folder.
package enum Catalog {
    package static let all: [Check] = []

    package static let byID: [String: Check] = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

/// What is wrong with a catalog document, and where in it.
package struct CatalogError: Error, Equatable, CustomStringConvertible {
    /// The file as the user named it.
    package let file: String
    /// The place inside the document, as `relations[3].columns[0].status`; `nil` for the whole.
    package let place: String?
    /// What is wrong and what to do, as a sentence without a full stop.
    package let message: String

    package init(file: String, place: String? = nil, message: String) {
        self.file = file
        self.place = place
        self.message = message
    }

    package var description: String {
        place.map { "\(file): \($0): \(message)" } ?? "\(file): \(message)"
    }
}

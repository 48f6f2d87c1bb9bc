internal import FoundationEssentials

/// Reads and writes `catalog.json`: one JSON document, the same catalog giving the same bytes.
///
/// Keys are sorted, the document is indented by two spaces, slashes aren't escaped, numbers have at
/// most four decimals, and the last byte is a newline.
package enum CatalogCoding {
    /// The document's bytes, with relations and columns in their one order.
    ///
    /// - Throws: only when a number isn't finite.
    package static func encode(_ catalog: ClassificationCatalog) throws(CatalogError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return try Array(encoder.encode(catalog.sorted().rounded())) + [0x0A]
        } catch {
            throw CatalogError(
                file: "catalog", message: "a score isn't a finite number and can't be written")
        }
    }

    /// Reads a document and refuses what this program can't understand.
    ///
    /// - Parameter file: the name used in messages; nothing is opened.
    /// - Throws: invalid JSON, an unknown major schema version, a missing or mistyped field with
    ///   its place. The message never quotes the document.
    package static func decode(
        _ bytes: [UInt8], file: String
    ) throws(CatalogError) -> ClassificationCatalog {
        let header: Header = try read(bytes, file: file)
        let current = ClassificationCatalog.currentSchemaVersion
        guard major(header.schemaVersion) == major(current) else {
            throw CatalogError(
                file: file, place: "schemaVersion",
                message: "this program reads version \(major(current) ?? 0).x; "
                    + "scan again or use the version of Bauta that wrote it")
        }
        return try read(bytes, file: file)
    }

    private struct Header: Decodable {
        var schemaVersion: String
    }

    private static func major(_ version: String) -> Int? {
        Int(version.prefix { $0 != "." })
    }

    private static func read<Value: Decodable>(
        _ bytes: [UInt8], file: String
    ) throws(CatalogError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw complaint(error, file: file)
        } catch {
            throw CatalogError(file: file, message: "can't be read as a catalog")
        }
    }

    private static func complaint(_ error: DecodingError, file: String) -> CatalogError {
        switch error {
        case .keyNotFound(let key, let context):
            CatalogError(
                file: file, place: place(context.codingPath + [key]), message: "is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            CatalogError(
                file: file, place: place(context.codingPath), message: "has the wrong type")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            CatalogError(
                file: file, place: place(context.codingPath),
                message: "holds a value this version doesn't know")
        default:
            CatalogError(file: file, message: "isn't valid JSON, so it can't be a catalog")
        }
    }

    /// A coding path as `relations[3].columns[0].status`.
    private static func place(_ path: [any CodingKey]) -> String? {
        var text = ""
        for key in path {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
        return text.isEmpty ? nil : text
    }
}

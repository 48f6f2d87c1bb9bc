import TestSupport

/// Runs `body` with a file of the given bytes.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let folder = try TestFolder()
    return try body(folder.write("input", bytes: bytes))
}

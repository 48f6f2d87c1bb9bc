#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Lends C strings in an array with a NULL at its end; `nil` texts are NULL pointers.
func withCStrings<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let pointers = unsafe texts.map { text in unsafe text.map { unsafe strdup($0) } ?? nil } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    let constants = unsafe pointers.map { unsafe UnsafePointer<CChar>($0) }
    return unsafe constants.withUnsafeBufferPointer { buffer in
        unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
}

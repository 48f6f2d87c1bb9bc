/// Why a test's surroundings couldn't be made; tests fail with it, they aren't skipped.
package struct TestSupportError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

/// A value that must never be seen in a log, an error or a crash: cells, keys, passwords.
///
/// Interpolation, `dump`, `print` and reflection all show `<redacted>`. Reading `exposed` is the
/// one way in, and easy to search for.
package struct Sensitive<Value> {
    package let exposed: Value

    package init(_ value: Value) { exposed = value }
}

extension Sensitive: Sendable where Value: Sendable {}
extension Sensitive: Equatable where Value: Equatable {}
extension Sensitive: Hashable where Value: Hashable {}

extension Sensitive: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}

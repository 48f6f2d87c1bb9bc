/// Text of one cell that is itself keys and values: hstore, a URL's query, `key=value` pairs,
/// mail headers, XML.
package enum KeyedText {
    /// How keys and values are written.
    package enum Form: String, CaseIterable, Sendable {
        /// `"a"=>"1", "b"=>NULL` (PostgreSQL documentation, hstore).
        case hstore
        /// `https://host/path?a=1&b=2`, or the query alone (WHATWG URL, 5.1).
        case query
        /// `a=1 b="two words"`, `a=1; b=2`, one a line or separated by blanks, `;` or `,`.
        case pairs
        /// `From: …` lines up to a blank one (RFC 5322, 2.2).
        case headers
        /// Elements and attributes; no entities beyond the five, no doctype (XML 1.0).
        case xml
    }

    /// A value and the key it stands under, as byte ranges of the cell.
    package struct Member: Equatable, Sendable {
        /// An XML element's is that of its name.
        package var key: Range<Int>
        package var value: Range<Int>
    }

    /// Members beyond these are a bound, not a format.
    static let memberLimit = 1_024

    /// The form the whole cell has; `nil` for plain text. Forms that say more come first.
    package static func form(of cell: borrowing Span<UInt8>) -> Form? {
        var members: [Member] = []
        for form in Form.allCases {
            let isRead = (try? read(cell, as: form, into: &members)) != nil
            if isRead, members.count >= form.leastMembers { return form }
        }
        return nil
    }

    /// Replaces `members` by those of the cell, in order.
    package static func read(
        _ cell: borrowing Span<UInt8>, as form: Form, into members: inout [Member]
    ) throws(KeyedTextError) {
        members.removeAll(keepingCapacity: true)
        switch form {
        case .hstore: try HStoreText.read(cell, into: &members)
        case .query: try QueryText.read(cell, into: &members)
        case .pairs: try PairText.read(cell, into: &members)
        case .headers: try HeaderText.read(cell, into: &members)
        case .xml: try XMLText.read(cell, into: &members)
        }
        if members.isEmpty { throw KeyedTextError(offset: 0, .noMember) }
    }

    /// Appends a value's text: without the form's quotes' escapes, percent codes or entities.
    package static func decode(
        _ value: borrowing Span<UInt8>, of form: Form, into output: inout [UInt8]
    ) {
        switch form {
        case .hstore, .pairs:
            var index = 0
            while index < value.count {
                if value[index] == 0x5C, index + 1 < value.count { index += 1 }
                output.append(value[index])
                index += 1
            }
        case .query: QueryText.decode(value, into: &output)
        case .headers: for index in 0..<value.count { output.append(value[index]) }
        case .xml: XMLText.decode(value, into: &output)
        }
    }
}

extension KeyedText.Form {
    /// One pair or header alone is as likely a sentence.
    fileprivate var leastMembers: Int { self == .pairs || self == .headers ? 2 : 1 }
}

/// Why a cell doesn't have a form, and where; never holds a value.
package struct KeyedTextError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was wrong.
    package enum Reason: String, Sendable {
        case unexpectedByte = "unexpected byte"
        case unexpectedEnd = "the text ends too early"
        case noMember = "no key with a value"
        case tooManyMembers = "too many members"
        case tooDeep = "nested too deeply"
    }

    /// 0-based, from the start of the cell.
    package let offset: Int
    package let reason: Reason

    package init(offset: Int, _ reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "not keyed text: byte \(offset): \(reason.rawValue)" }
}

extension [KeyedText.Member] {
    /// Appends a member within the bound.
    mutating func add(key: Range<Int>, value: Range<Int>) throws(KeyedTextError) {
        guard count < KeyedText.memberLimit else {
            throw KeyedTextError(offset: key.lowerBound, .tooManyMembers)
        }
        append(KeyedText.Member(key: key, value: value))
    }
}

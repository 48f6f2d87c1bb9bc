import Structure
import Testing

/// Walks `text` and shows every leaf as `path kind raw`.
func leaves(_ text: String, _ paths: inout JSONPathTable) throws(JSONError) -> [String] {
    var walker = JSONWalker()
    var found: [JSONLeaf] = []
    let bytes = Array(text.utf8)
    try walker.walk(bytes.span, paths: &paths, into: &found)
    return found.map { leaf in
        let raw = String(decoding: bytes[leaf.range], as: UTF8.self)
        return "\(paths.text(leaf.path)) \(leaf.kind) \(raw)"
    }
}

func leaves(_ text: String) throws(JSONError) -> [String] {
    var paths = JSONPathTable()
    return try leaves(text, &paths)
}

struct JSONWalkerTests {
    @Test func `visits every leaf with its path in the order of the bytes`() throws {
        let text = """
             { "user": {"email":"a@b.c", "age" : 41, "odd key": null},
            "tags": ["x", ["y"], {"k": true}], "empty": {}, "none": [], "e\\u006dail": 1.5e-3 }
            """
        #expect(
            try leaves(text) == [
                "$.user.email string \"a@b.c\"", "$.user.age number 41",
                "$.user.\"odd key\" null null", "$.tags[] string \"x\"",
                "$.tags[][] string \"y\"", "$.tags[].k boolean true", "$.email number 1.5e-3",
            ])
    }

    @Test(arguments: ["\"x\"", "0", "-0.5E+2", "true", "null", " [ ] ", "{}", "\"\u{7F}é\""])
    func `takes any value as a document`(text: String) throws {
        _ = try leaves(text)
    }

    @Test func `visits duplicate keys twice`() throws {
        #expect(try leaves(#"{"a":1,"a":2}"#) == ["$.a number 1", "$.a number 2"])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let text: String
        let offset: Int
        let reason: JSONError.Reason
        var testDescription: String { "\(reason): \(text.prefix(20))" }

        init(_ text: String, _ offset: Int, _ reason: JSONError.Reason) {
            self.text = text
            self.offset = offset
            self.reason = reason
        }
    }

    static let bad: [Bad] = [
        Bad("", 0, .unexpectedEnd), Bad("  ", 2, .unexpectedEnd),
        Bad("[1,]", 3, .unexpectedByte), Bad("[,1]", 1, .unexpectedByte),
        Bad("[1 2]", 3, .unexpectedByte), Bad("{\"a\":1,}", 7, .unexpectedByte),
        Bad("{\"a\" 1}", 5, .unexpectedByte), Bad("{\"a\":}", 5, .unexpectedByte),
        Bad("{a:1}", 1, .unexpectedByte), Bad("{'a':1}", 1, .unexpectedByte),
        Bad("{1:1}", 1, .unexpectedByte), Bad("[1}", 2, .unexpectedByte),
        Bad("{\"a\":1]", 6, .unexpectedByte), Bad("]", 0, .unexpectedByte),
        Bad("{\"a\":1", 6, .unexpectedEnd), Bad("{\"a\"", 4, .unexpectedEnd),
        Bad("[", 1, .unexpectedEnd), Bad("\"abc", 4, .unexpectedEnd),
        Bad("\"\\", 1, .unexpectedEnd), Bad("\"\\u12", 5, .unexpectedEnd),
        Bad("1 2", 2, .trailingBytes), Bad("{}{}", 2, .trailingBytes),
        Bad("01", 1, .trailingBytes), Bad("-", 1, .badNumber), Bad("1.", 2, .badNumber),
        Bad(".5", 0, .unexpectedByte), Bad("1e", 2, .badNumber), Bad("1e+", 3, .badNumber),
        Bad("-x", 1, .badNumber), Bad("+1", 0, .unexpectedByte), Bad("0x1", 1, .trailingBytes),
        Bad("NaN", 0, .unexpectedByte), Bad("Infinity", 0, .unexpectedByte),
        Bad("nul", 3, .unexpectedEnd), Bad("nulL", 3, .unexpectedByte),
        Bad("True", 0, .unexpectedByte), Bad("\"\\x41\"", 1, .badEscape),
        Bad("\"\\u00G0\"", 1, .badEscape), Bad("\"a\tb\"", 2, .controlCharacter),
        Bad("\"0123456789\nx\"", 11, .controlCharacter), Bad("\"a\\\u{0}\"", 2, .badEscape),
        Bad("\u{FEFF}{}", 0, .unexpectedByte), Bad("[1]//x", 3, .trailingBytes),
        Bad("[1\u{0B}]", 2, .unexpectedByte), Bad("{\"a\":1 \"b\":2}", 7, .unexpectedByte),
        Bad("{\"a\":1,,\"b\":2}", 7, .unexpectedByte), Bad("{\"a\":[}", 6, .unexpectedByte),
        Bad(String(repeating: "[", count: 100_000), 128, .tooDeep),
        Bad(String(repeating: "{\"a\":", count: 100_000), 128 * 5, .tooDeep),
    ]

    @Test(arguments: bad) func `refuses what isn't JSON and says where`(bad: Bad) {
        let error = #expect(throws: JSONError.self) { _ = try leaves(bad.text) }
        #expect(error == JSONError(offset: bad.offset, bad.reason))
    }

    @Test func `takes nesting up to the limit and numbers of any size`() throws {
        let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
        #expect(try leaves(deep).isEmpty)
        let huge = String(repeating: "9", count: 5_000) + "e" + String(repeating: "9", count: 500)
        #expect(try leaves(huge) == ["$ number \(huge)"])
    }

    @Test func `any prefix of a document is an error`() throws {
        let text = Array(#"{"a":[1.5,{"b\n":"\u00e9"},null,true]}"#.utf8)
        for count in 0..<text.count {
            let prefix = String(decoding: text[..<count], as: UTF8.self)
            #expect(throws: JSONError.self) { _ = try leaves(prefix) }
        }
    }

    @Test func `bounds the number of paths`() {
        let text = "{" + (0..<50).map { "\"k\($0)\":1" }.joined(separator: ",") + "}"
        var paths = JSONPathTable(limit: 20)
        let error = #expect(throws: JSONError.self) { _ = try leaves(text, &paths) }
        #expect(error?.reason == .tooManyPaths)
    }
}

struct JSONPathTests {
    @Test func `sends unknown keys of a map to its members and reports them`() throws {
        var paths = JSONPathTable()
        let declared = [paths.insert("$.scores.*"), paths.insert("$.scores.total")]
        #expect(!declared.contains(nil))
        paths.seal()
        let text = #"{"scores":{"bob@x.org":1,"total":2,"ann":{"a":3}},"new":4}"#
        #expect(
            try leaves(text, &paths) == [
                "$.scores.* key \"bob@x.org\"", "$.scores.* number 1", "$.scores.total number 2",
                "$.scores.* key \"ann\"", "$.scores.*.a key \"a\"", "$.scores.*.a number 3",
                "$.new key \"new\"", "$.new number 4",
            ])
    }

    @Test func `tells declared paths from new ones`() throws {
        var paths = JSONPathTable()
        let knownPath = paths.insert("$.a[].b")
        let known = try #require(knownPath)
        paths.seal()
        let newPath = paths.insert("$.a[].c")
        let new = try #require(newPath)
        #expect(paths.isDeclared(known))
        #expect(!paths.isDeclared(new))
        let again = paths.insert("$.a[].b")
        #expect(again == known)
    }

    @Test(arguments: [
        "$", "$.a", "$.a[].b", "$[]", "$[][]", "$.a.*", "$.*.*", "$.\"odd key\"", "$.\"*\"",
        "$.\"\"", "$.\"a\\\"b\\\\c\"", "$.\"1a\"", "$.\"é\"", "$.a.\"x.y\"[]",
    ])
    func `reads a path back as it writes it`(text: String) throws {
        var paths = JSONPathTable()
        let pathPath = paths.insert(text)
        let path = try #require(pathPath)
        #expect(paths.text(path) == text)
    }

    @Test(arguments: ["", "a", "$a", "$.", "$..a", "$[", "$[0]", "$.\"a", "$.a b", "$.é"])
    func `refuses what isn't a path`(text: String) {
        var paths = JSONPathTable()
        let path = paths.insert(text)
        #expect(path == nil)
    }

    @Test func `gives the same ids whatever the order of keys`() throws {
        var paths = JSONPathTable()
        var walker = JSONWalker()
        var found: [JSONLeaf] = []
        func ids(_ text: String) throws -> [Int] {
            try walker.walk(Array(text.utf8).span, paths: &paths, into: &found)
            return found.map(\.path.index)
        }
        let first = try ids(#"{"a":1,"b":2,"c":3}"#)
        #expect(try ids(#"{"c":1,"b":2,"a":3}"#) == first.reversed())
        #expect(try ids(#"{"b":1,"a":2}"#) == [first[1], first[0]])
        #expect(paths.keyCount(.root) == 3)
    }
}

struct JSONTextTests {
    @Test(arguments: [
        (#"a\n\t\"\\\/\b\f\r"#, "a\n\t\"\\/\u{8}\u{C}\r"), (#"\u00e9\u20AC"#, "é€"),
        (#"\ud83d\ude00!"#, "😀!"), (#"\ud83d"#, "\u{FFFD}"), (#"\ude00x"#, "\u{FFFD}x"),
        (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"),
        ("é😀", "é😀"), (#"\u0000"#, "\0"),
    ])
    func `decodes escapes`(content: String, text: String) {
        var output: [UInt8] = []
        JSONText.decode(Array(content.utf8).span, into: &output)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("plain é😀", "\"plain é😀\""), ("a\"b\\c", #""a\"b\\c""#),
        ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
        ("\u{0}\u{1F}/\u{7F}", "\"\\u0000\\u001f/\u{7F}\""),
    ])
    func `escapes only what must be`(text: String, json: String) {
        var output: [UInt8] = []
        JSONText.encode(Array(text.utf8).span, into: &output)
        #expect(String(decoding: output, as: UTF8.self) == json)
    }
}

struct PostgresArrayTests {
    private func elements(_ text: String) -> [String?]? {
        var found: [PostgresArray.Element] = []
        let bytes = Array(text.utf8)
        guard PostgresArray.walk(bytes.span, into: &found) else { return nil }
        return found.map { element in
            if element.isNull { return nil }
            var output: [UInt8] = []
            PostgresArray.decode(element, of: bytes.span, into: &output)
            return String(decoding: output, as: UTF8.self)
        }
    }

    @Test func `walks elements, quoted, NULL and nested`() {
        #expect(elements("{}") == [])
        #expect(elements(#"{a,"b c",NULL,"NULL","q\"\\"}"#) == ["a", "b c", nil, "NULL", "q\"\\"])
        #expect(elements("[0:1]={{1,2},{3,4}}") == ["1", "2", "3", "4"])
    }

    @Test(arguments: ["", "a", "{", "{a", "{a,}x", "{\"a}", "{a}}", "{,}", "{a\"b\"}", "}{"])
    func `refuses what isn't an array`(text: String) {
        #expect(elements(text) == nil)
    }

    @Test(arguments: ["a", "", "NULL", "null", "b c", "a,b", "{x}", "q\"\\", "é"])
    func `writes elements it reads back`(text: String) {
        var output: [UInt8] = []
        PostgresArray.encode(Array(text.utf8).span, into: &output)
        let array = "{" + String(decoding: output, as: UTF8.self) + "}"
        #expect(elements(array) == [text])
    }
}

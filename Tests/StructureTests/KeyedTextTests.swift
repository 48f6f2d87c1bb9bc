import Structure
import Testing

@Suite struct KeyedTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var form: KeyedText.Form?
        /// `key=value`, decoded.
        var members: [String]

        init(_ text: String, _ form: KeyedText.Form?, _ members: String...) {
            self.text = text
            self.form = form
            self.members = members
        }

        var testDescription: String { text }
    }

    private func read(_ text: String, as form: KeyedText.Form) throws -> [String] {
        let bytes = Array(text.utf8)
        var members: [KeyedText.Member] = []
        try KeyedText.read(bytes.span, as: form, into: &members)
        return members.map { member in
            var value: [UInt8] = []
            KeyedText.decode(bytes.span.extracting(member.value), of: form, into: &value)
            return String(decoding: bytes[member.key], as: UTF8.self) + "="
                + String(decoding: value, as: UTF8.self)
        }
    }

    @Test(arguments: [
        Case(#""mail"=>"a\"b@x.org", "age"=>NULL"#, .hstore, #"mail=a"b@x.org"#),
        Case("https://x.org/p?q=a%20b&mail=z%40x.org#top", .query, "q=a b", "mail=z@x.org"),
        Case("user=ana&city=S%C3%A3o+Paulo", .query, "user=ana", "city=São Paulo"),
        Case(
            #"level=info user="Ana Maria" ip=10.0.0.1"#, .pairs, "level=info",
            "user=Ana Maria", "ip=10.0.0.1"),
        Case("name=Ana Maria; phone=030 1234", .pairs, "name=Ana Maria", "phone=030 1234"),
        Case(
            "From: Ana <a@x.org>\r\nSubject: one\r\n two\r\n\r\nbody", .headers,
            "From=Ana <a@x.org>", "Subject=one\r\n two"),
        Case(
            "<p id=\"7\"><name>Ana &amp; Bo</name><x/><!-- c --><m><![CDATA[a<b]]></m></p>",
            .xml, "id=7", "name=Ana & Bo", "m=a<b"),
        Case("<a xmlns:b='urn:x'>&#x41;&#66;&unknown;</a>", .xml, "a=AB&unknown;"),
        Case("Just a sentence, with a = sign.", nil), Case("a=b", nil), Case("Note: one line", nil),
        Case("", nil), Case("<b>bold</b> text", nil), Case("12:30", nil), Case("x?y", nil),
        Case("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", nil), Case("<a><b></a>", nil),
    ])
    func `forms are told apart and read`(_ example: Case) throws {
        let form = KeyedText.form(of: Array(example.text.utf8).span)
        #expect(form == example.form)
        if let form { #expect(try read(example.text, as: form) == example.members) }
    }

    @Test func `bounds hold`() {
        let deep = String(repeating: "<a>", count: 100_000)
        let wide = (0..<2_000).map { "k\($0)=v" }.joined(separator: " ")
        func reason(_ text: String, _ form: KeyedText.Form) -> KeyedTextError.Reason? {
            do {
                _ = try read(text, as: form)
                return nil
            } catch {
                return (error as? KeyedTextError)?.reason
            }
        }
        #expect(reason(deep, .xml) == .tooDeep)
        #expect(reason(wide, .pairs) == .tooManyMembers)
        #expect(reason("\"a\"=>\"b", .hstore) == .unexpectedEnd)
        #expect(reason("<a", .xml) == .unexpectedEnd)
    }

    @Test func `any bytes are read or refused`() {
        var state: UInt64 = 11
        let alphabet = Array("a1=&?;\"\\<>/ -!:\n%[]".utf8)
        for length in 0..<2_000 {
            var bytes: [UInt8] = []
            for _ in 0..<length % 40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            for form in KeyedText.Form.allCases {
                var members: [KeyedText.Member] = []
                guard (try? KeyedText.read(bytes.span, as: form, into: &members)) != nil else {
                    continue
                }
                for member in members {
                    let isInside = member.value.upperBound <= bytes.count
                    #expect(isInside && member.key.upperBound <= bytes.count)
                }
            }
        }
    }
}

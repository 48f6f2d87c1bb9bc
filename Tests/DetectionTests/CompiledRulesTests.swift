import Detection
import FoundationEssentials
import Patterns
import Primitives
import Testing

/// Rules give the same answers whether parsed or read from what `rules compile` writes.
@Suite struct `Compiled rules` {
    private let origin = CompiledRules.Origin(
        generator: "test", rulesDigest: "sha256:0", files: ["a.toml": 1])

    private func bytes() throws -> [UInt8] {
        CompiledRules.encode(try RepositoryRules.set(), origin: origin)
    }

    private func compiled() throws -> RuleSet {
        try CompiledRules(SharedBytes(copying: try bytes())).ruleSet()
    }

    @Test func `hold every part of every rule but its tests`() throws {
        let parsed = try RepositoryRules.set()
        let compiled = try compiled()
        try #require(compiled.rules.map(\.id) == parsed.rules.map(\.id))
        for (found, expected) in zip(compiled.rules, parsed.rules) {
            #expect(Reflection.text(found) == Reflection.text(expected), "\(expected.id)")
        }
    }

    @Test func `share scoring, words of names and cues`() throws {
        var parsed = Reflection.parts(try RepositoryRules.set())
        var compiled = Reflection.parts(try compiled())
        parsed["rules"] = nil
        compiled["rules"] = nil
        #expect(parsed.keys.sorted() == compiled.keys.sorted())
        for (name, text) in parsed { #expect(compiled[name] == text, "\(name)") }
    }

    @Test func `look every word of every dictionary up alike`() throws {
        let parsed = Reflection.wordLists(try RepositoryRules.set())
        let compiled = Reflection.wordLists(try compiled())
        #expect(compiled.keys.sorted() == parsed.keys.sorted())
        for (name, list) in parsed {
            let text = [UInt8](
                try Data(contentsOf: URL(filePath: RepositoryRules.root + "/" + name)))
            let words = text.split(separator: 0x0A).map { $0.prefix { $0 != 0x09 } }
            let other = try #require(compiled[name])
            #expect(other.count == list.count)
            var differing = 0
            for word in words {
                for bytes in [Array(word), Array(word.reversed())]
                where list.contains(bytes.span) != other.contains(bytes.span) {
                    differing += 1
                }
            }
            #expect(differing == 0, "\(name)")
        }
    }

    @Test func `find the same in every rule's examples`() throws {
        let parsed = try RepositoryRules.set()
        let compiled = try compiled()
        let finders = (SpanFinder(parsed), SpanFinder(compiled))
        var scratch = DetectionScratch()
        var otherScratch = DetectionScratch()
        for rule in parsed.rules {
            for example in rule.tests.match.prefix(2) + rule.tests.noMatch.prefix(1) {
                let text = Array(("token: " + example + " and so on").utf8)
                let found = finders.0.find(in: text.span, scratch: &scratch)
                let other = finders.1.find(in: text.span, scratch: &otherScratch)
                #expect(Reflection.text(found) == Reflection.text(other), "\(rule.id)")
            }
        }
    }

    @Test func `judge every rule's columns alike`() throws {
        let parsed = try RepositoryRules.set()
        let classifiers = (ColumnClassifier(parsed), ColumnClassifier(try compiled()))
        var scratch = DetectionScratch()
        var otherScratch = DetectionScratch()
        for rule in parsed.rules {
            for column in rule.tests.columns.prefix(2) {
                var context = ColumnSample.Context()
                context.column = column.name
                context.table = column.table
                context.type = column.type
                let sample = ColumnSample(context: context, cells: CellBatch(texts: column.values))
                let verdict = classifiers.0.classify(sample, scratch: &scratch)
                let other = classifiers.1.classify(sample, scratch: &otherScratch)
                #expect(Reflection.text(verdict) == Reflection.text(other), "\(rule.id)")
            }
        }
    }

    @Test func `quote where they come from`() throws {
        let read = try CompiledRules(SharedBytes(copying: try bytes()))
        #expect(read.origin == origin)
        #expect(try bytes() == bytes())
    }

    @Test func `are refused when cut, changed or something else`() throws {
        let whole = try bytes()
        func flaw(_ bytes: [UInt8]) -> CompiledRules.Flaw? {
            do throws(CompiledRules.Flaw) {
                _ = try CompiledRules(SharedBytes(copying: bytes)).ruleSet()
                return nil
            } catch {
                return error
            }
        }
        #expect(flaw(whole) == nil)
        #expect(flaw([]) == .foreign)
        #expect(flaw(Array("[[rules]]\nid = \"a.b\"\n".utf8)) == .foreign)
        for count in [20, 48, 100, whole.count / 2, whole.count - 1] {
            #expect(flaw(Array(whole[..<count])) != nil, "\(count) bytes")
        }
        for place in [3, 20, 60, 400, whole.count / 2, whole.count - 1] {
            var changed = whole
            changed[place] ^= 0x10
            #expect(flaw(changed) != nil, "byte \(place)")
        }
    }
}

extension FlatTable: CustomReflectable {
    /// The elements instead of where they lie.
    package var customMirror: Mirror {
        Mirror(self, unlabeledChildren: indices.map { self[$0] }, displayStyle: .collection)
    }
}

/// All stored parts of a value as text, whatever they are, so that none is forgotten.
private enum Reflection {
    static func parts(_ rules: RuleSet) -> [String: String] {
        var parts: [String: String] = [:]
        for child in Mirror(reflecting: rules).children {
            guard let label = child.label else { continue }
            parts[label] = text(child.value)
        }
        return parts
    }

    static func wordLists(_ rules: RuleSet) -> [String: WordList] {
        let child = Mirror(reflecting: rules).children.first { $0.label == "wordLists" }
        return child?.value as? [String: WordList] ?? [:]
    }

    static func text(_ value: Any) -> String {
        if let pattern = value as? Pattern { return "\(pattern.source)" }
        if let list = value as? WordList { return "\(list.count) words" }
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .class { return "" }
        if mirror.children.isEmpty { return String(reflecting: value) }
        var parts = mirror.children.filter { $0.label != "tests" }
            .map { ($0.label.map { $0 + ":" } ?? "") + text($0.value) }
        if mirror.displayStyle == .dictionary || mirror.displayStyle == .set { parts.sort() }
        return "(" + parts.joined(separator: ",") + ")"
    }
}

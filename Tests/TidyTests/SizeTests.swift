import Testing

@Suite struct SizeTests {
    static let fileLineLimit = 400
    static let functionLineLimit = 60
    static let columnLimit = 100

    @Test func `no Swift file is longer than 400 lines`() {
        expectNone(
            Repository.swift.compactMap { file in
                let count = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
                guard count > Self.fileLineLimit else { return nil }
                return file.at(1, "\(count) lines, split it by its nouns")
            }, "files over the limit")
    }

    @Test func `no line but a message is wider than 100 columns`() {
        expectNone(
            Repository.swift.flatMap { file in
                file.lines.enumerated().compactMap { index, line in
                    // A message or a vector that a formatter can't break.
                    let isMessage =
                        line.drop { " =".contains($0) }.hasPrefix("\"")
                        || file.path.hasPrefix("Tests/") && line.contains("\"")
                    guard line.count > Self.columnLimit, !isMessage else { return nil }
                    return file.at(index + 1, "\(line.count) columns")
                }
            }, "lines over the limit")
    }

    @Test func `help fits a terminal of 80 columns`() {
        expectNone(
            Repository.swift.filter { $0.path.contains("/bauta/") }.flatMap(Self.wideHelp),
            "lines of help that a terminal breaks")
    }

    /// Lines of a command's discussion that the argument parser would break in their middle.
    private static func wideHelp(_ file: SwiftSource) -> [String] {
        var found: [String] = []
        var open: Int?
        for (index, line) in file.lines.enumerated() {
            if line.contains("discussion: \"\"\"") {
                open = index + 1
            } else if let start = open, line.contains("\"\"\"") {
                let indentation = line.prefix { $0 == " " }.count
                for help in start..<index where file.lines[help].count > indentation + 80 {
                    found.append(file.at(help + 1, "wider than 80 columns"))
                }
                open = nil
            }
        }
        return found
    }

    @Test func `no function is longer than 60 lines`() {
        expectNone(
            Repository.swift.flatMap { file in
                FunctionScanner(file).functions.compactMap { function in
                    guard function.lineCount > Self.functionLineLimit else { return nil }
                    return file.at(function.line, "\(function.name): \(function.lineCount) lines")
                }
            }, "functions over the limit")
    }

    @Test func `a file has no trailing blanks and ends with one newline`() {
        expectNone(
            Repository.swift.flatMap { file -> [String] in
                var found = file.lines.enumerated().compactMap { index, line in
                    line.hasSuffix(" ") || line.hasSuffix("\t") || line.hasSuffix("\r")
                        ? file.at(index + 1, "trailing blank") : nil
                }
                if !file.text.hasSuffix("\n") || file.text.hasSuffix("\n\n") {
                    found.append(file.at(file.lines.count, "one newline at the end"))
                }
                return found
            }, "blanks")
    }

    @Test func `measures functions by their braces`() {
        let text = """
            func one(_ f: () -> Void = { }) -> Int {
                let text = "}"  // }
                return 1
            }
            protocol P { func two() }
            struct S {
                init() {
                }
                var three: Int {
                    4
                }
            }
            """
        let functions = FunctionScanner(SwiftSource(path: "x.swift", text: text)).functions
        #expect(functions.map(\.name) == ["func one", "init", "var three"])
        #expect(functions.map(\.lineCount) == [4, 2, 3])
    }
}

internal import ArgumentParser
internal import Detection
internal import Formats
internal import Primitives
internal import Scanning

extension SpanFinder.Engine: ExpressibleByArgument {}

struct DetectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "detect",
        abstract: "Print the spans of text that hold personal data or secrets.",
        discussion: """
            Reads any text: logs, chat, mail, source, JSON lines (whose escaped strings are
            read decoded). Folders are read whole; files that are no text are left out,
            gzip and zstd are read through. One line a span, with byte offsets from the
            start of the text and never the value itself; JSON lines unless standard output
            is a terminal.

              bauta detect server.log
              bauta detect chat.jsonl --minimum-sensitivity high --fail-on-find
              git diff | bauta detect -

            Exit codes: 0 done, 1 something was found under --fail-on-find, 2 a file could
            not be read whole.
            """)

    @Argument(help: "Files, folders, or - for standard input.") var paths: [String]
    @OptionGroup var options: RuleOptions
    @Option(help: "Leave out labels below: none, low, moderate, high or critical.")
    var minimumSensitivity: String = "none"
    @Option(help: "Worker threads; all cores by default.") var jobs: Int?
    @Option(help: "anchors, or reference: every pattern over all of the text, slowly, to compare.")
    var engine: SpanFinder.Engine = .anchors
    @Flag(help: "Exit with 1 when anything is found.") var failOnFind = false
    @Flag(help: "Print JSON lines on a terminal too.") var json = false

    func validate() throws {
        guard Sensitivity(rawValue: minimumSensitivity) != nil else {
            throw ValidationError("--minimum-sensitivity: none, low, moderate, high or critical")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    }

    func run() throws {
        let rules = try options.load().ruleSet
        let least = Sensitivity(rawValue: minimumSensitivity) ?? .none
        let detector = TextDetector(rules, workers: jobs ?? Machine.coreCount, engine: engine)
        let lines = SpanLines(rules, asJSON: json || !Terminal.isOutput, least: least)
        let meter = ProgressMeter("bytes")
        defer { meter.finish() }
        var isPartial = false
        for path in paths {
            for file in TextFiles.below(path) {
                do {
                    let summary = try detector.detect(
                        in: file, progress: { meter.update(done: $0, total: $1) },
                        write: {
                            if Interruption.isRequested { throw CommandError("interrupted") }
                            if Terminal.isOutput { meter.finish() }
                            try lines.write($0, of: file)
                        })
                    meter.finish()
                    if let reason = Self.shortfall(summary, isNamed: file == path) {
                        isPartial = true
                        Diagnostics.write("\(file == "-" ? "standard input" : file): \(reason)")
                    }
                } catch let error as FormatError where !error.isBrokenPipe {
                    isPartial = true
                    meter.finish()
                    Diagnostics.write("\(error)")
                }
            }
        }
        if isPartial { throw ExitStatus.trouble.code }
        if failOnFind, lines.count > 0 { throw ExitStatus.found.code }
    }

    /// Why a file wasn't searched whole, if it wasn't.
    ///
    /// - Parameter isNamed: whether the user named it; in folders, what is no text is left out.
    private static func shortfall(_ summary: TextDetector.Summary, isNamed: Bool) -> String? {
        if summary.isBinary, isNamed {
            return "not searched: it holds a NUL byte, so it isn't text; convert UTF-16 to UTF-8"
        }
        return summary.undecidedLine.map {
            "line \($0) or later: a pattern hit its match limit; more may be there"
        }
    }
}

internal import Patterns

extension SpanSearch {
    /// Takes the matches that begin in `starts`, leftmost first, not overlapping.
    ///
    /// - Returns: where the next match may begin; `nil` when a limit was hit.
    mutating func matches(
        _ number: Int, _ starts: ClosedRange<Int>, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Int? {
        let question = program.questions[number]
        var start = starts.lowerBound
        while start <= starts.upperBound {
            switch firstMatch(number, start...starts.upperBound, program, in: text, scratch) {
            case .none: return start
            case .limitExceeded: return nil
            case .matched(let range):
                if question.isNamed,
                    !isNamed(.nearby, question.rule, before: range.lowerBound, in: text)
                {
                    // What nothing names hides nothing that is named.
                    start = Self.nextCharacter(after: range.lowerBound, in: text)
                    continue
                }
                let value =
                    question.capture == 0
                    ? range : scratch.matching.captured(question.capture) ?? range
                if !value.isEmpty, question.length.contains(value.count),
                    holdsDigits(number, range, program, in: text),
                    !question.isConditional
                        || meetsConditions(number, value, of: range, program, in: text),
                    isValid(number, question.checks, program, text.extracting(value), &scratch),
                    !question.isDoubtful || isConfirmed(number, value, program, in: text, scratch)
                {
                    scratch.candidates.append(
                        SpanFinder.Candidate(
                            span: TextSpan(
                                start: value.lowerBound, end: value.upperBound,
                                rule: question.rule, probability: question.probability),
                            kind: question.kind))
                }
                start = range.isEmpty ? range.upperBound + 1 : range.upperBound
            }
        }
        return start
    }

    @inline(__always) private mutating func firstMatch(
        _ number: Int, _ starts: ClosedRange<Int>, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: borrowing DetectionScratch
    ) -> MatchResult {
        if !isReference,
            let result = matchers.firstMatch(of: number, in: text, startingIn: starts, program)
        {
            return result
        }
        return firstMatchOfPCRE2(number, starts, program, in: text, scratch)
    }

    // Why never inline: few tests come here, and all would be made ready for it.
    @inline(never) private func firstMatchOfPCRE2(
        _ number: Int, _ starts: ClosedRange<Int>, _ program: SpanProgram,
        in text: Span<UInt8>, _ scratch: borrowing DetectionScratch
    ) -> MatchResult {
        program.tests[number].search.firstMatch(
            in: text, startingIn: starts, scratch: scratch.matching)
    }

    private static func nextCharacter(after place: Int, in text: Span<UInt8>) -> Int {
        var next = place + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }

    /// Whether a match holds as many digits as the rule declares.
    private func holdsDigits(
        _ number: Int, _ match: Range<Int>, _ program: SpanProgram, in text: Span<UInt8>
    ) -> Bool {
        !isReference && matchers.holdDigits(number)
            || ValueTest.holdsDigits(
                text.extracting(match), atLeast: program.questions[number].minimumDigits)
    }

    /// What is asked of a value before its validators are: the cheapest question first.
    ///
    /// - Parameter match: what the value is a part of.
    // Why never inline: of most tests nothing of this is asked, but all would be made ready.
    @inline(never) private mutating func meetsConditions(
        _ number: Int, _ value: Range<Int>, of match: Range<Int>, _ program: SpanProgram,
        in text: Span<UInt8>
    ) -> Bool {
        let question = program.questions[number]
        guard
            question.context != .assignment
                || isNamed(.assignment, question.rule, before: value.lowerBound, in: text),
            !question.hasLiterals || !isReference && matchers.holdLiterals(number)
                || literals.holdsOne(
                    of: program.tests[number].literals, program.literals, in: text, near: match)
        else { return false }
        guard let quantile = question.randomness else { return true }
        return randomness.isRandom(value, quantile: quantile, in: text)
    }

    private func isValid(
        _ number: Int, _ checks: SpanQuestion.Checks, _ program: SpanProgram,
        _ value: Span<UInt8>, _ scratch: inout DetectionScratch
    ) -> Bool {
        switch checks {
        case .none: true
        case .one(let validator): validator.isValid(value)
        case .several: program.tests[number].checks.agree(on: value, scratch: &scratch)
        }
    }

    /// What is asked of a value once its validators agree.
    @inline(never) private mutating func isConfirmed(
        _ number: Int, _ value: Range<Int>, _ program: SpanProgram, in text: Span<UInt8>,
        _ scratch: borrowing DetectionScratch
    ) -> Bool {
        let question = program.questions[number]
        guard
            question.context != .nearby
                || isNamed(.nearby, question.rule, before: value.lowerBound, in: text)
        else { return false }
        guard let suppression = question.suppression else { return true }
        return !suppressions.covers(
            value, suppression, program.suppressions, in: text, scratch: scratch.matching)
    }

    /// Whether what stands before a place is what a rule asks for.
    @inline(never) mutating func isNamed(
        _ context: ValueTest.Context, _ rule: Int, before place: Int, in text: Span<UInt8>
    ) -> Bool {
        contexts.allow(context, rule: rule, before: place, in: text, walker.planes)
    }
}

internal import CPCRE2
internal import Synchronization

/// A compiled regular expression over UTF-8 bytes: PCRE2 with JIT, limits always set.
///
/// Compiled once and shared read-only by all workers; each brings its own `MatchScratch`. Bytes
/// that aren't UTF-8 never match and never fail.
@safe package final class Pattern: Sendable {
    /// Where a match may lie.
    package enum Anchoring: Sendable, CaseIterable { case anywhere, whole }

    /// All that a pattern is compiled from.
    package struct Source: Sendable, Equatable {
        /// The pattern as written.
        package var text: String
        package var anchoring = Anchoring.anywhere
        package var ignoresCase = false
        /// Number of the highest capturing group.
        package var groupCount = 0
    }

    package let source: Source
    // SAFETY: the code is written under the lock, and read elsewhere only once it is `ready`; PCRE2
    // documents compiled patterns as read-only and usable from several threads at once.
    @safe private struct Code: @unchecked Sendable { var pointer: OpaquePointer? }
    private let code: Mutex<Code>
    /// The address of the code once it is machine code, 0 before: the first match sees to it, since
    /// most patterns of a short run are never asked.
    private let ready = Atomic<UInt>(0)
    private let derived = Mutex<PatternAnchors??>(nil)

    /// - Throws: PCRE2's message with the byte offset, or that the pattern has too many groups.
    package init(
        _ text: String, anchoring: Anchoring = .anywhere, ignoresCase: Bool = false
    ) throws(PatternError) {
        var source = Source(text: text, anchoring: anchoring, ignoresCase: ignoresCase)
        let compiled = try unsafe Self.compile(source)
        let groups = unsafe Self.groupCount(of: compiled)
        guard groups <= MatchScratch.groupLimit else {
            unsafe pcre2_code_free_8(compiled)
            throw PatternError(
                offset: 0,
                reason: "\(groups) groups, at most \(MatchScratch.groupLimit) are allowed")
        }
        source.groupCount = groups
        self.source = source
        unsafe code = Mutex(Code(pointer: compiled))
    }

    /// A pattern that compiled before; should it no longer, its matches exceed the limits.
    package init(_ source: Source) {
        self.source = source
        code = Mutex(Code())
    }

    /// The empty pattern: stands in for what has not been read yet.
    package static let blank = Pattern(Source(text: ""))

    deinit {
        code.withLock { code in
            if let pointer = unsafe code.pointer { unsafe pcre2_code_free_8(pointer) }
        }
    }

    /// The pattern as written.
    package var text: String { source.text }

    /// Number of the highest capturing group.
    package var groupCount: Int { source.groupCount }

    /// Where in a text matches can lie, derived once; `nil` when nothing in the pattern tells.
    package var anchors: PatternAnchors? {
        derived.withLock { known in
            if let known { return known }
            let anchors = PatternAnchors(source.text, ignoresCase: source.ignoresCase)
            known = .some(anchors)
            return anchors
        }
    }

    /// The leftmost match at or after `start`.
    package func firstMatch(
        in subject: Span<UInt8>, from start: Int = 0, scratch: borrowing MatchScratch
    ) -> MatchResult {
        unsafe match(subject, from: start, scratch, scratch.context)
    }

    /// The leftmost match that begins in `starts`; the pattern was compiled for `anywhere`.
    package func firstMatch(
        in subject: Span<UInt8>, startingIn starts: ClosedRange<Int>,
        scratch: borrowing MatchScratch
    ) -> MatchResult {
        unsafe pcre2_set_offset_limit_8(scratch.limitedContext, starts.upperBound)
        return unsafe match(subject, from: starts.lowerBound, scratch, scratch.limitedContext)
    }

    private func match(
        _ subject: Span<UInt8>, from start: Int, _ scratch: borrowing MatchScratch,
        _ context: OpaquePointer
    ) -> MatchResult {
        precondition(start >= 0 && start <= subject.count)
        guard let code = unsafe machineCode() else { return .limitExceeded }
        let status = unsafe subject.withUnsafeBufferPointer { bytes -> Int32 in
            // SAFETY: PCRE2 reads `count` bytes of the span during the call and keeps no pointer
            // that is used afterwards: groups are read as offsets.
            if let subject = bytes.baseAddress {
                let status = unsafe pcre2_jit_match_8(
                    code, subject, bytes.count, start, 0, scratch.data, context)
                // There is no machine code where the JIT is missing or a pattern beyond it.
                if status != PCRE2_ERROR_JIT_BADOPTION { return status }
            }
            return unsafe pcre2_match_8(
                code, bytes.baseAddress, bytes.count, start, 0, scratch.data, context)
        }
        if status == PCRE2_ERROR_NOMATCH { return .none }
        guard status >= 0, let range = scratch.captured(0) else { return .limitExceeded }
        return .matched(range)
    }

    /// Calls `body` for each match, leftmost first, not overlapping, until it returns false.
    ///
    /// An empty match moves on by one byte. Returns false when a limit was hit: what was not yet
    /// reported is unknown.
    @discardableResult
    package func forEachMatch(
        in subject: Span<UInt8>, scratch: borrowing MatchScratch,
        _ body: (Range<Int>) -> Bool
    ) -> Bool {
        var start = 0
        while start <= subject.count {
            switch firstMatch(in: subject, from: start, scratch: scratch) {
            case .none: return true
            case .limitExceeded: return false
            case .matched(let range):
                guard body(range) else { return true }
                start = range.isEmpty ? range.upperBound + 1 : range.upperBound
            }
        }
        return true
    }

    /// The code to match with, without JIT where the machine has none; `nil` when the pattern
    /// doesn't compile.
    private func machineCode() -> OpaquePointer? {
        let address = ready.load(ordering: .acquiring)
        if address != 0 { return unsafe OpaquePointer(bitPattern: address) }
        return unsafe code.withLock { code -> Code? in
            if unsafe code.pointer == nil { unsafe code.pointer = try? Self.compile(source) }
            guard let pointer = unsafe code.pointer else { return nil }
            if ready.load(ordering: .relaxed) == 0 {
                unsafe pcre2_jit_compile_8(pointer, PCRE2_JIT_COMPLETE)
                ready.store(UInt(bitPattern: pointer), ordering: .releasing)
            }
            return unsafe Code(pointer: pointer)
        }?.pointer
    }

    private static func compile(_ source: Source) throws(PatternError) -> OpaquePointer {
        // Why MATCH_INVALID_UTF: cells are bytes; validating each before each match costs more
        // than the match. Why compile-time anchors: given at match time they switch the JIT off.
        var options =
            PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY
        switch source.anchoring {
        case .anywhere: options |= PCRE2_USE_OFFSET_LIMIT
        case .whole: options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED
        }
        if source.ignoresCase { options |= PCRE2_CASELESS }
        var errorCode: Int32 = 0
        var errorOffset = 0
        let utf8 = Array(PatternText.forMachineCode(source.text).utf8)
        // SAFETY: the pattern's bytes are read during the call and copied by PCRE2.
        let compiled = unsafe utf8.withUnsafeBufferPointer { bytes in
            unsafe pcre2_compile_8(
                bytes.baseAddress, bytes.count, options, &errorCode, &errorOffset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw PatternError(offset: errorOffset, reason: message(of: errorCode))
        }
        return unsafe compiled
    }

    private static func groupCount(of code: OpaquePointer) -> Int {
        var count: UInt32 = 0
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        return Int(count)
    }

    private static func message(of errorCode: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
            // SAFETY: PCRE2 writes at most `count` bytes, the closing zero included.
            unsafe pcre2_get_error_message_8(errorCode, bytes.baseAddress, bytes.count)
        }
        guard length > 0 else { return "error \(errorCode)" }
        return String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
    }
}

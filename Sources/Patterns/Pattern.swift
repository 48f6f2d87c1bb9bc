internal import CPCRE2
internal import Synchronization

/// A compiled regular expression over UTF-8 bytes: PCRE2 with JIT, limits always set.
///
/// Compiled once and shared read-only by all workers; each brings its own `MatchScratch`. Bytes
/// that aren't UTF-8 never match and never fail.
@safe package final class Pattern: Sendable {
    /// Where a match may lie.
    package enum Anchoring: Sendable { case anywhere, whole }

    /// The pattern as written.
    package let text: String
    /// Whether ASCII and other letters match in either case.
    package let ignoresCase: Bool
    /// Number of the highest capturing group.
    package let groupCount: Int
    // SAFETY: the code is written during init and, before any match, under `translation`; PCRE2
    // documents compiled patterns as read-only and usable from several threads at once.
    nonisolated(unsafe) private let code: OpaquePointer
    /// Whether the code is compiled to machine code, which the first match does: most patterns of a
    /// short run are never asked.
    private let isTranslated = Atomic(false)
    private let translation = Mutex(())
    private let derived = Mutex<PatternAnchors??>(nil)

    /// - Throws: PCRE2's message with the byte offset, or that the pattern has too many groups.
    package init(
        _ text: String, anchoring: Anchoring = .anywhere, ignoresCase: Bool = false
    ) throws(PatternError) {
        // Why MATCH_INVALID_UTF: cells are bytes; validating each before each match costs more
        // than the match. Why compile-time anchors: given at match time they switch the JIT off.
        var options =
            PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY
        switch anchoring {
        case .anywhere: options |= PCRE2_USE_OFFSET_LIMIT
        case .whole: options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED
        }
        if ignoresCase { options |= PCRE2_CASELESS }
        let compiled = try unsafe Self.compile(text, options: options)
        let groups = unsafe Self.groupCount(of: compiled)
        guard groups <= MatchScratch.groupLimit else {
            unsafe pcre2_code_free_8(compiled)
            throw PatternError(
                offset: 0,
                reason: "\(groups) groups, at most \(MatchScratch.groupLimit) are allowed")
        }
        self.text = text
        self.ignoresCase = ignoresCase
        groupCount = groups
        unsafe code = unsafe compiled
    }

    deinit { unsafe pcre2_code_free_8(code) }

    /// Where in a text matches can lie, derived once; `nil` when nothing in the pattern tells.
    package var anchors: PatternAnchors? {
        derived.withLock { known in
            if let known { return known }
            let anchors = PatternAnchors(text, ignoresCase: ignoresCase)
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
        if !isTranslated.load(ordering: .acquiring) { translate() }
        let status = unsafe subject.withUnsafeBufferPointer { bytes in
            // SAFETY: PCRE2 reads `count` bytes of the span during the call and keeps no pointer
            // that is used afterwards: groups are read as offsets.
            unsafe pcre2_match_8(
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

    /// Without JIT on this machine the interpreter matches.
    private func translate() {
        translation.withLock { _ in
            if isTranslated.load(ordering: .relaxed) { return }
            unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
            isTranslated.store(true, ordering: .releasing)
        }
    }

    private static func compile(
        _ text: String, options: UInt32
    ) throws(PatternError) -> OpaquePointer {
        var errorCode: Int32 = 0
        var errorOffset = 0
        let utf8 = Array(text.utf8)
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

internal import CAnchors

/// What is marked of texts that lie in one buffer, each to be searched by itself.
struct MarkedTexts {
    /// Of the whole buffer.
    var planes = AnchorPlanes()
    /// Where each text begins and ends, two entries a text.
    private var bounds: [Int] = []

    /// Where a text lies in the buffer.
    func range(_ number: Int) -> Range<Int> { bounds[2 * number]..<bounds[2 * number + 1] }

    /// Marks one text, which is all of the buffer.
    mutating func mark(_ text: Span<UInt8>, _ masks: AnchorMasks, _ kernel: AnchorKernel) {
        bounds.removeAll(keepingCapacity: true)
        bounds.append(0)
        bounds.append(text.count)
        planes.mark(text, masks, kernel)
    }

    mutating func mark(
        _ batch: borrowing TextBatch, _ masks: AnchorMasks, _ kernel: AnchorKernel
    ) {
        // Why: a copy, since the batch would make one as soon as it is filled anew.
        let bounds = batch.bounds[..<(2 * batch.textCount)]
        self.bounds.removeAll(keepingCapacity: true)
        self.bounds.append(contentsOf: bounds)
        planes.mark(batch.bytes.span.extracting(0..<batch.count), masks, kernel)
    }

    /// Lends all texts to a C call that walks from the places that one plane marks.
    ///
    /// - Parameter bytes: what was marked last.
    @unsafe func withStarts<Result>(
        of plane: AnchorPlanes.Plane, in bytes: Span<UInt8>,
        _ body: (UnsafePointer<anchors_texts>) -> Result
    ) -> Result {
        precondition(bytes.count >= planes.count)
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe planes.withBits(of: plane) { starts in
                unsafe bounds.withUnsafeBytes { bounds in
                    // SAFETY: `starts` holds a word for each 64 bytes begun, the bounds lie within
                    // what was marked, and as a size and as a number they are the same words.
                    var texts = unsafe anchors_texts(
                        bytes: bytes.baseAddress, starts: starts,
                        bounds: bounds.assumingMemoryBound(to: Int.self).baseAddress,
                        count: bounds.count / (2 * MemoryLayout<Int>.stride))
                    return unsafe body(&texts)
                }
            }
        }
    }
}

package import Primitives

extension Scoring: Archived {
    package static var blank: Scoring { Scoring() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&decided)
        archive.pass(&said)
        archive.pass(&wholeShare)
        archive.pass(&clean)
        archive.pass(&priors)
        archive.pass(&unsupported)
        archive.pass(&values)
        archive.pass(&impure)
        archive.pass(&distinctLimit)
        archive.pass(&spanProbability)
        archive.pass(&missing)
        archive.pass(&checksum)
        archive.pass(&dictionary)
        archive.pass(&nameModifierFactor)
        archive.pass(&nameCommentFactor)
        archive.pass(&nameLimits)
        archive.pass(&siblingLimits)
        archive.pass(&siblingUsualShare)
        archive.pass(&siblingSlope)
        archive.pass(&constraints)
        archive.pass(&contentsLabel)
        archive.pass(&contentsMinimumProbability)
        archive.pass(&contentsMinimumWords)
        archive.pass(&contentsPrior)
        archive.pass(&contentsRowFactor)
        archive.pass(&weights)
    }
}

extension Scoring.Share: Archived {
    package static var blank: Scoring.Share {
        Self(
            expected: 0, expectedConcentration: 0, background: 0, backgroundConcentration: 0,
            ceiling: 0, floor: 0)
    }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&expected)
        archive.pass(&expectedConcentration)
        archive.pass(&background)
        archive.pass(&backgroundConcentration)
        archive.pass(&ceiling)
        archive.pass(&floor)
    }
}

extension Scoring.Constraints: Archived {
    package static var blank: Scoring.Constraints { Self() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&primaryKey)
        archive.pass(&foreignKey)
        archive.pass(&unique)
        archive.pass(&identity)
        archive.pass(&enumeration)
    }
}

extension ClassificationCatalog {
    /// The same catalog with every number rounded to four decimals, as the document prints them.
    package func rounded() -> ClassificationCatalog {
        var copy = self
        for relation in copy.relations.indices {
            copy.relations[relation].sample?.round()
            for column in copy.relations[relation].columns.indices {
                copy.relations[relation].columns[column].round()
            }
        }
        return copy
    }
}

extension CatalogSample {
    fileprivate mutating func round() {
        detectablePrevalence = detectablePrevalence.roundedTo(4)
    }
}

extension CatalogColumn {
    fileprivate mutating func round() {
        probability = probability?.roundedTo(4)
        runnerUp?.round()
        byValues?.round()
        byName?.round()
        for index in contents.indices { contents[index].round() }
        for index in evidence.indices {
            evidence[index].nats = evidence[index].nats.roundedTo(4)
        }
    }
}

extension CatalogJudgement {
    fileprivate mutating func round() { probability = probability.roundedTo(4) }
}

extension CatalogContent {
    fileprivate mutating func round() {
        prevalence = prevalence.roundedTo(4)
        low = low.roundedTo(4)
        high = high.roundedTo(4)
    }
}

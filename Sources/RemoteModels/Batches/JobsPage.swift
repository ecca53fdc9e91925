import ImageModels

/// A page of the list of jobs. What can't be read of it may be the one that is looked for: to take that for absent would be to
/// make it twice.
struct JobsPage {
    private(set) var jobs: [BatchJob] = []
    /// What the next page is asked for by; `nil` on the last.
    private(set) var next: String?

    /// `nil` where it may be a list in another form, or a part of one.
    init?(_ list: JSONAnswer) {
        guard list.isObject, list["error"] == nil else { return nil }
        var (isTold, hasOthers, mayHoldOthers) = (false, false, false)
        for (name, value) in list.members {
            switch name {
            case "operations", "batches":
                guard value.isEmptyList || !value.elements.isEmpty else { return nil }
                isTold = true
                for element in value.elements where !take(element) { return nil }
            case "nextPageToken", "next_page_token":
                if value.isNull { continue }
                guard let token = value.string else { return nil }
                if !token.isEmpty { next = token }
            // Places that did not answer may have it.
            case "unreachable": guard value.isNull || value.isEmptyList else { return nil }
            default:
                hasOthers = true
                mayHoldOthers =
                    mayHoldOthers || !value.elements.isEmpty || !value.members.isEmpty
                    || name == "code" && ![nil, 0, 200].contains(value.int)
            }
        }
        guard isTold || !hasOthers, !jobs.isEmpty || !mayHoldOthers else { return nil }
    }

    /// `false` for what may be a job and can't be read. Other operations are none.
    private mutating func take(_ element: JSONAnswer) -> Bool {
        if let job = BatchJob(gemini: element) {
            jobs.append(job)
            return true
        }
        return element["name"]?.string.map { !$0.hasPrefix("batches/") && $0.contains("/") } ?? false
    }
}

/// Why a picture came to nothing in a batch, or the batch itself did.
public enum BatchFailure: Error, Sendable, Equatable {
    /// It failed earlier in this pass, for this reason.
    case earlier(String)
    /// Its time is over or its jobs came back without an answer, and it was not to be paid in full; what the service said.
    case left(String)
    /// The service does not know a job that was made there: another project's key, perhaps.
    case unknownJob(String)
    /// The service lists jobs without their names, so that nobody can say whether this one was made.
    case nameless(String)
    /// The picture that was sent is not in its session any more; where its answer was put, if one has come.
    case pictureGone(kept: String?)
    /// The answers of a job can't be kept or read here.
    case answers(code: Int32)
}

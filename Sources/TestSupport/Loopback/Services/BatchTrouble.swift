/// What Google's batches have been seen to do, or may do.
public enum BatchTrouble: String, Sendable, CaseIterable {
    // Of a job, once it is made.
    /// It waits for ever, until it is cancelled.
    case stuck
    /// It waits for ever, and is not to be cancelled.
    case stuckForGood
    /// It is over without an answer.
    case expired, failed
    /// It waits until it is cancelled, and has done half by then.
    case cancelledInPart
    /// Half of its lines have answers.
    case partlySucceeded
    /// Half of its lines are in the file, and by its counts all have answers.
    case partlyTold
    /// It is not known any more once it was made.
    case forgotten

    // Of its answers.
    case reordered, linesTwice, foreignLines
    /// Every third line is an error that passes, or one that stays.
    case lineErrors, linesRefused
    /// Each of its lines is an error that passes.
    case nothingButErrors
    /// The line in the middle is no JSON.
    case lineBroken
    /// The same of a job that succeeded in part and tells no counts, or has succeeded and counts less than none, or none.
    case lineBrokenUncounted, lineBrokenBelowZero, lineBrokenAtZero
    /// Before each answer stands another line by the same key: an error that stays, an answer without a picture, one with half
    /// of one.
    case answersBehindOthers
    /// Every third line is an error that passes, with the answer among its details.
    case picturesInErrors
    /// The line in the middle is spoiled at its end at the first download, and then the file is not there.
    case spoiledThenGone
    /// Behind half of its answers come empty lines without end.
    case endless
    /// Its name is told with 300 letters more.
    case longName
    /// The file ends in the middle of a line, at the first download or each time.
    case truncatedResults, truncatedForGood
    /// The connection breaks in the middle of the first download.
    case resultsBreakOff
    /// The first two downloads are refused.
    case download503
    /// The file is not told of until the job is looked at again, or never.
    case noFileAtFirst, noFile
    /// The file is told of, and is not there.
    case fileGone

    // Of the request that makes it.
    /// The connection is reset, and there is a job, or there is none.
    case createReset, createLost
    /// The connection is reset, and there is a job that is not listed before long: at the twelfth look at the list.
    case createListedLate
    /// There is a job, which is told at once and listed late in the same way.
    case listedLate
    /// There is a job, and the list of jobs is not to be had until it is over, or ever again.
    case unlisted, unlistedForGood
    case create429
    /// 503, and there is a job all the same.
    case create503Made
    case create400

    // Of the file that is sent.
    case uploadReset, uploadForgotten, upload503

    var isOfUpload: Bool { [.uploadReset, .uploadForgotten, .upload503].contains(self) }
}

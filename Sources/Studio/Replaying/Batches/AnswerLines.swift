import Files
import Foundation
import ImageModels

/// Reads files of a job's answers one after the other, line by line. Empty lines are none.
struct AnswerLines: ~Copyable {
    struct Line: Sendable {
        /// Among the lines of all files, and its file among these.
        var (number, file): (Int, Int)
        /// `nil` where it makes no sense, or has no key of the job.
        var answer: BatchAnswer?
    }

    private let read: (Data) -> BatchAnswer?
    private var files: ArraySlice<URL>
    private var reader: LineReader?
    private var (number, file) = (0, -1)

    /// `read` says what a line is to the job.
    init(_ files: [URL], _ read: @escaping (Data) -> BatchAnswer?) {
        self.read = read
        self.files = files[...]
        reader = nil
    }

    /// The next line; `nil` at the end of the last file. Throws `BatchFailure.answers`.
    mutating func next() throws(BatchFailure) -> Line? {
        do throws(OrdinaryFile.Failure) {
            while true {
                guard let line = try reader?.next() else {
                    guard let next = files.popFirst() else { return nil }
                    reader = try LineReader(next)
                    file += 1
                    continue
                }
                if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
                number += 1
                return Line(number: number, file: file, answer: read(line))
            }
        } catch {
            throw .answers(code: error.code)
        }
    }
}

extension LoopbackService {
    /// What became of the lines of jobs.
    public struct BatchRecord: Sendable, Equatable, Codable {
        /// Jobs, lines given to them, and lines apart from repetitions.
        public var jobs: Int
        public var lines: Int
        public var keys: Int
        /// Keys that were answered by more than one job, and those given to a job while another had them or after they
        /// were answered.
        public var paidTwice: [String]
        public var givenTooEarly: [String]
        public var paid: Int
        /// Files that are kept.
        public var files: Int
    }
}

import Foundation
import ImageModels

/// Amounts of money, for a person.
enum Amounts {
    /// "$0.034", "$1.20"; "~" where it is an estimate.
    static func dollars(_ cost: Cost) -> String {
        dollars(cost.dollars, isEstimate: cost.basis != .perPicture)
    }

    static func dollars(_ amount: Double, isEstimate: Bool = true) -> String {
        let digits = amount == 0 || amount >= 1 ? 2 : amount >= 0.01 ? 3 : 4
        return (isEstimate ? "~$" : "$") + String(format: "%.\(digits)f", amount)
    }
}

import ImageModels
import Locality
import SessionPages
import Sessions

extension PageWords {
    /// The words that the terminal has, too.
    static let plain = PageWords(
        change: { ChangeLines.summary(of: $0, parent: $1) }, remark: { TurnLines.describe($0) },
        failure: { $0.detail.isEmpty ? $0.failure : "\($0.failure): \($0.detail)" },
        model: { $0 == ModelCatalogue.builtInID ? "local" : TurnLines.shortName($0) }, cost: { Amounts.dollars($0) },
        seconds: { TurnLines.seconds($0) },
        selection: { selection in
            ["\(selection.what), \(TurnLines.percent(selection.share)) of the picture", selection.note]
                .compactMap(\.self).joined(separator: "\n")
        })
}

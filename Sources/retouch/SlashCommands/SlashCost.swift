import Foundation
import ImageModels
import Sessions
import Studio
import TerminalUI

extension SlashCommand {
    static let cost = SlashCommand(
        name: "cost", usage: "", summary: "tell what this session and this month have cost", group: .money,
        details: """
            The figures are the services' token counts times the prices in the catalogue, or estimates where a service
            counted none. The services' own bills are what counts.
            """
    ) { conversation, _ in
        let console = conversation.console
        if let studio = conversation.studio {
            let session = await studio.session
            for turn in session.state.turns {
                let asked = try session.asked(turn.number)
                let (cost, usage): (Cost?, Usage?) =
                    switch try session.ending(of: turn.number) {
                    case .answered(let answered): (answered.cost, answered.usage)
                    case .failed(let failed): (failed.cost, failed.usage)
                    default: (nil, nil)
                    }
                guard let cost else { continue }
                var facts = ["turn \(turn.number)", TurnLines.shortName(asked.model), Amounts.dollars(cost)]
                if let usage { facts.append(TurnLines.tokens(usage)) }
                if cost.basis == .estimate { facts.append("estimated") }
                console.print(facts.joined(separator: "  "))
            }
            var line = "session \(SessionsFolder.folderName(session.number))  \(Amounts.dollars(await studio.spent))"
            if let budget = await studio.budget { line += " of \(Amounts.dollars(budget, isEstimate: false))" }
            console.print(line)
        }
        let month = SpendingLog(file: conversation.surroundings.spendingFile).total(ofMonthWith: Date())
        console.print("this month  \(Amounts.dollars(month))")
        let models = conversation.models
        for service in models.catalogue.services where service.tellsCredit == true {
            guard let key = try? await models.keys.find(service)?.key else { continue }
            let credit = await models.credit(at: service, key: key)
            console.print("\(service.title)  \(credit?.words ?? console.style.dim("does not tell what is left now"))")
        }
        if let price = conversation.currentModel.profile.price {
            console.print(
                console.style.dim(
                    "prices of \(conversation.currentModel.profile.shortName) as of \(price.asOf): \(price.source)"))
        }
    }
}

internal import ArgumentParser
internal import Suites

/// `gateproof target`: what is known of the gateways, and how they are wired.
struct TargetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "target", abstract: "List gateways, show one, write its configuration, or prove its wiring.",
        subcommands: [TargetList.self, TargetShow.self, TargetConfig.self, TargetCheck.self])
}

/// `gateproof target list`.
struct TargetList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List every gateway with its mode, its lane and how far it was proven.")

    @Option(help: "text, markdown or json.")
    var format: ListCommand.Format = .text

    @Flag(help: "Also list the variants of each.")
    var variants = false

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            print(try TargetShelf(data: dataOptions).table(variants: variants).render(format))
            return .success
        }
    }
}

/// `gateproof target show`.
struct TargetShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what should be known of a gateway before it is chosen.")

    @Argument(help: "A gateway described in suites/targets, such as `litellm` or `nginx:buffered`, or a file.")
    var name: String

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let target = try TargetShelf(data: dataOptions).load(name)
            print(TargetPage(target: target.resolved(providers: [:], directory: "${dir}")).text)
            return .success
        }
    }
}

/// `gateproof target config`.
struct TargetConfig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Write the files, variables and headers that wire a gateway to the providers.",
        discussion: """
            Without --out everything is printed. `gateproof-direct` leads to the primary alone, without retries, cool-down \
            and cache; `gateproof-failover` to the primary, then the backup.
            """)

    @Argument(help: "A gateway described in suites/targets, or a file.")
    var name: String

    @Option(help: ArgumentHelp("Write the files into this folder.", valueName: "folder"))
    var out: String?

    @Option(help: ArgumentHelp("Where the gateway reaches the primary.", valueName: "host:port|url"))
    var primary: String?

    @Option(help: ArgumentHelp("Where the gateway reaches the backup.", valueName: "host:port|url"))
    var backup: String?

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let target = try TargetShelf(data: dataOptions).load(name)
            let wiring = TargetWiring(target: target, primary: primary, backup: backup, folder: out)
            try wiring.write()
            print(try wiring.text())
            return .success
        }
    }
}

/// `gateproof target check`.
struct TargetCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Prove a gateway's wiring before any verdict, and say what to change.",
        discussion: """
            The providers are started, some plain requests are sent on both routes. Exit 0 when both lead where they must, 1 \
            when not.
              gateproof target check nginx --launch
              gateproof target check custom --gateway http://127.0.0.1:4000/v1 --api-key-env MY_KEY
            """)

    @Argument(help: "A gateway described in suites/targets, or a file.")
    var name: String

    @OptionGroup var reach: ReachOptions

    @OptionGroup var dataOptions: DataOptions

    func run() async throws {
        try await Guarded.run {
            let options = try reach.targetOptions(name)
            return try await WiringSession(target: options, data: dataOptions).run()
        }
    }
}

import ArgumentParser

@main struct Gateproof: ParsableCommand { func run() { print("hi") } }

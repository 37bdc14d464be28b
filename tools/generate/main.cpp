// profilestore-generate: exports as the incidents left them, from a seed.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "generate.hpp"

namespace {

using namespace profilestore::generate;

struct Arguments {
  std::string kind, output, expected;
  Options options;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

constexpr auto about =
    "Writes an export full of duplicates, as mongoexport would. The same arguments give the same\n"
    "bytes on every machine; with --expect, also what an import unique on userId must make of it.\n"
    "\n"
    "  userprofiles     two tabs that raced; userIds of several types, null and missing\n"
    "  creatorprofiles  187 profiles of one user, 40 smaller groups, two broken lines\n"
    "  bulk             --count documents of about 1 KB, a quarter of them duplicates";

constexpr auto examples =
    "Examples:\n"
    "  profilestore-generate userprofiles --seed 7 -o userprofiles.jsonl --expect expected.json\n"
    "  profilestore-generate creatorprofiles --seed 7 --shuffle 3 --canonical\n"
    "  profilestore-generate bulk --seed 1 --count 1000000 -o million.jsonl\n";

void declare(CLI::App& app, Arguments& arguments) {
  auto& options = arguments.options;
  app.footer(examples);
  app.add_option("kind", arguments.kind, "What to write")
      ->required()
      ->check(CLI::IsMember({"userprofiles", "creatorprofiles", "bulk"}));
  app.add_option("--seed", options.seed, "The source of all chance (1)");
  app.add_option("--count", options.count, "userprofiles (800), bulk (required): how many")
      ->check(CLI::Range(std::size_t{1}, std::size_t{4'000'000'000}));
  app.add_flag("--small", options.small, "creatorprofiles: 5 smaller groups, 60 clean ones");
  app.add_option("--shuffle", options.shuffle, "The same documents in the order of this seed");
  app.add_flag("--array", options.array, "A JSON array, without the broken lines");
  app.add_option("--expect", arguments.expected, "Write what the import must give to this file");
  app.add_option("-o,--output", arguments.output, "Write to this file, not to standard output");
  auto* flavour = app.add_option_group("flavour", "Extended JSON: at most one");
  flavour->require_option(0, 1);
  const auto choose = [&](const char* flag, Flavour chosen, const char* help) {
    flavour->add_flag_callback(
        flag, [&options, chosen] { options.flavour = chosen; }, help);
  };
  choose("--relaxed", Flavour::relaxed, "v2 relaxed, the default");
  choose("--canonical", Flavour::canonical, "v2 canonical");
  choose("--v1", Flavour::v1, "v1, as mongoexport 3 and 4.0 wrote it");
}

void shuffle(std::vector<Line>& lines, std::uint64_t seed) {
  const bool cut_off = !lines.empty() && lines.back().cut_off;
  Random(seed).shuffle(lines, lines.size() - (cut_off ? 1 : 0));
}

bool write_lines(std::vector<Line> lines, const Options& options, std::FILE* out,
                 Expectation& expectation) {
  if (options.array) std::erase_if(lines, [](const Line& line) { return !line.candidate; });
  if (options.shuffle) shuffle(lines, *options.shuffle);
  std::string text = options.array ? "[" : "";
  for (const auto& line : lines) {
    text += line.text;
    if (!options.array && !line.cut_off) text += '\n';
    if (options.array && &line != &lines.back()) text += ',';
    if (line.candidate) {
      expectation.add(*line.candidate);
    } else {
      expectation.add_broken();
    }
  }
  if (options.array) text += "]\n";
  return std::fwrite(text.data(), 1, text.size(), out) == text.size();
}

bool generate(const Arguments& arguments, std::FILE* out, Expectation& expectation) {
  const auto& options = arguments.options;
  if (arguments.kind == "bulk") {
    return bulk(options, out, arguments.expected.empty() ? nullptr : &expectation);
  }
  return write_lines(
      arguments.kind == "userprofiles" ? userprofiles(options) : creatorprofiles(options), options,
      out, expectation);
}

int run(const Arguments& arguments) {
  std::unique_ptr<std::FILE, CloseFile> file;
  std::FILE* out = stdout;
  if (!arguments.output.empty()) {
    file.reset(std::fopen(arguments.output.c_str(), "wb"));
    out = file.get();
  }
  Expectation expectation;
  if (out == nullptr || !generate(arguments, out, expectation) || std::fflush(out) != 0) {
    fmt::print(stderr, "profilestore-generate: cannot write: {}\n", std::strerror(errno));
    return 1;
  }
  if (arguments.expected.empty()) return 0;
  std::ofstream expected(arguments.expected);
  expected << expectation.result().dump(1) << '\n' << std::flush;
  if (!expected) {
    fmt::print(stderr, "profilestore-generate: cannot write {}\n", arguments.expected);
    return 1;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(about, "profilestore-generate");
  Arguments arguments;
  declare(app, arguments);
  try {
    app.parse(argc, argv);
    const auto& options = arguments.options;
    const bool bulk = arguments.kind == "bulk";
    if (bulk && options.count == 0) throw CLI::RequiredError("--count");
    if (arguments.kind == "creatorprofiles" ? options.count != 0 : options.small) {
      throw CLI::ValidationError(options.small ? "--small" : "--count", "means nothing here");
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return run(arguments);
}

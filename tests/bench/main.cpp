// profilestore_bench: measures the library beside SQLite's own C interface, in turns, and prints a
// table of ratios. tools/bench.sh builds and runs it; the figures of Google Benchmark go to
// standard error.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/rows/alone.hpp"

namespace bench {
namespace {

constexpr const char* usage =
    "usage: profilestore_bench [--size SIZE] [--folder FOLDER] [GOOGLE BENCHMARK'S OPTIONS]\n"
    "\n"
    "  --size tiny|quick|usual|long  how much is measured; usual if not given\n"
    "  --folder FOLDER               on the disk to be measured; nothing is left there\n"
    "  --benchmark_filter=REGEX      only the rows of such names, as --benchmark_list_tests\n"
    "                                lists them\n"
    "  --benchmark_out=FILE          all figures, as JSON\n"
    "  --write-asked NUMBER          only writes asked.jsonl, so many documents, and asked.json,\n"
    "                                the pipelines that are asked of them, into the folder\n";

/// Of a long run: stores of 10 million profiles, and 10 million upserts.
void set_size(const std::string& size) {
  Settings& all = settings();
  if (size == "tiny") {
    all.turns = 2, all.seconds = 0.005, all.profiles = 2000, all.documents = 2000;
    all.old_commits = 100, all.least_profiles = all.most_profiles = 1000;
    all.memory_documents = {2000}, all.memory_upserts = 1000;
  } else if (size == "quick") {
    all.turns = 5, all.seconds = 0.1, all.profiles = 50'000, all.documents = 20'000;
    all.old_commits = 5000, all.most_profiles = 100'000;
    all.memory_documents = {100'000}, all.memory_upserts = 20'000;
  } else if (size == "long") {
    all.most_profiles = 10'000'000, all.memory_upserts = 10'000'000;
  } else if (size != "usual") {
    throw std::runtime_error("no such size: " + size + "; tiny, quick, usual or long");
  }
}

/// A folder of its own in the given one.
class Place {
 public:
  explicit Place(const std::filesystem::path& in) {
    std::string name = (in / "bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("the folder cannot be written: " + in.string());
    settings().folder = std::filesystem::canonical(name);
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(settings().folder, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

void add_all() {
  add_controls();
  add_upserts();
  add_inserts();
  add_reads();
  add_finds();
  add_writers();
  add_processes();
  add_long_readers();
  add_watching();
  add_aggregation();
  add_growth();
  add_imports();
  add_memory();
}

void print_table() {
  fmt::print("{}\n", heading());
  for (const Row& row : rows()) fmt::print("{}\n", line_of(row));
  std::fflush(stdout);
}

/// Google's options are left in `arguments`, the first of which is the program's name.
struct Options {
  explicit Options(std::vector<char*> all) {
    const auto value = [&](std::size_t& i) -> std::string {
      if (i + 1 == all.size()) throw std::runtime_error(std::string(all[i]) + " needs a value");
      return all[++i];
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string option = all[i];
      if (option == "--size")
        set_size(value(i));
      else if (option == "--folder")
        folder = value(i);
      else if (option == "--help" || option == "-h")
        help = true;
      else if (option == "--alone")
        for (std::string* each : {&alone, &file, &number}) *each = value(i);
      else if (option == "--write-asked")
        asked = value(i);
      else
        arguments.push_back(all[i]);
    }
  }

  std::filesystem::path folder = std::filesystem::current_path();
  bool help = false;
  std::string alone = {}, file = {}, number = {}, asked = {};
  std::vector<char*> arguments = {};
};

int run(Options options) {
  if (options.help) {
    fmt::print("{}", usage);
    return 0;
  }
  if (!options.asked.empty()) {
    write_asked(options.folder, std::stoi(options.asked));
    return 0;
  }
  const Place place(options.folder);
  settings().program = std::filesystem::read_symlink("/proc/self/exe");
  settings().generator = PROFILESTORE_GENERATOR;
  if (!options.alone.empty())
    return run_alone(options.alone, options.file, std::stoi(options.number));

  int count = static_cast<int>(options.arguments.size());
  benchmark::Initialize(&count, options.arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, options.arguments.data())) return 2;
  add_all();
  benchmark::ConsoleReporter progress(benchmark::ConsoleReporter::OO_None);
  progress.SetOutputStream(&std::cerr);
  progress.SetErrorStream(&std::cerr);
  const std::size_t matched = benchmark::RunSpecifiedBenchmarks(&progress);
  benchmark::Shutdown();
  if (matched == 0) throw std::runtime_error("no row has a name that matches the filter");
  if (rows().empty()) return 0;
  print_table();
  return std::all_of(rows().begin(), rows().end(),
                     [](const Row& row) { return !row.ratios.empty(); })
             ? 0
             : 1;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  try {
    return bench::run(bench::Options({arguments, arguments + count}));
  } catch (const std::exception& fault) {
    fmt::print(stderr, "profilestore_bench: {}\n{}", fault.what(), bench::usage);
    return 2;
  }
}

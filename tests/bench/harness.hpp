// What the rows are made with: how much is measured, where, and how a row is registered as a
// benchmark of Google's. Each benchmark has the floor and ours in turns, see turns.hpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/table.hpp"
#include "bench/turns.hpp"

namespace bench {

/// How much is measured.
struct Settings {
  std::filesystem::path folder;  ///< for the measured files; emptied in the end
  int turns = 9;
  double seconds = 0.5;           ///< of a turn
  int profiles = 100'000;         ///< of 1 KB, in the stores that are written to and read
  int documents = 1'000'000;      ///< of an import
  int old_commits = 100'000;      ///< since a long reader began
  int least_profiles = 10'000;    ///< of the stores that grow, by tens
  int most_profiles = 1'000'000;  ///< of those
  std::vector<int> memory_documents{1'000'000,
                                    5'000'000};  ///< of imports whose memory is looked at
  int memory_upserts = 1'000'000;                ///< after which memory must not have grown
  std::filesystem::path generator;  ///< profilestore-generate, which writes the exports
  std::filesystem::path program;    ///< this one
};

/// Of this run. Set by main before anything is registered.
Settings& settings();

/// The rows so far, in the order in which they were measured.
std::vector<Row>& rows();

/// Both sides, ready: what they hold lives as long as they do.
struct Sides {
  Turn floor;
  Turn ours;
};

/// How the speeds of a row are shown.
enum class Shown { rates, durations };

/// Of a row: what it is called, what its ratio must be, how it is shown.
struct Question {
  std::string name;  ///< of the benchmark: "upsert/relaxed"
  std::string what;
  Mark mark = {};
  Shown shown = Shown::rates;
};

/// A benchmark of one row. `prepare` is called when it is run.
void compare(const Question& question, std::function<Sides()> prepare);

/// Gives the row of a question, from the speeds of all turns.
using Answer = std::function<void(const Question&, const Speeds&)>;

/// A benchmark that takes its turns by itself and answers several questions.
void measure(const std::string& name, std::function<void(const Answer&)> work);

/// A name in the folder that no other has.
std::filesystem::path fresh_file(const std::string& name);

/// Removes a database with its log and whatever else lies beside it.
void remove_store(const std::filesystem::path& file);

// The rows, one function a file.
void add_controls();
void add_upserts();
void add_inserts();
void add_reads();
void add_finds();
void add_writers();
void add_processes();
void add_long_readers();
void add_watching();
void add_aggregation();
/// For those who ask the same elsewhere: asked.jsonl and asked.json, the pipelines with their
/// names.
void write_asked(const std::filesystem::path& folder, int documents);
void add_growth();
void add_imports();
void add_memory();

}  // namespace bench
